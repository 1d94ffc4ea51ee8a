"""RealNVP's flow: an invertible network from samples to latents, and its inverse."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.networks.coupling import AffineCoupling, Logit

FLOW_LAYERS = (AffineCoupling, Logit)


@checked_arguments
def real_nvp_flow(sample_shape, num_couplings=6, width=256, depth=2, margin=None, dtype="float32"):
    """Affine couplings that transform alternate halves of the values.

    Args:
        sample_shape: shape of one sample.
        num_couplings: number of couplings, at least two for every value to change.
        width, depth: hidden layers of each coupling's conditioner, which is dense.
        margin: None for unbounded values; for values in [0, 1], that of the `Logit` before the couplings.
        dtype: of the computation: half precision is not invertible, so the global policy is ignored.

    Returns:
        `keras.Model` from (batch, *sample_shape) to the latents, of the same shape, and to the log-determinants of the
        Jacobians, (batch,).

    Raises:
        ValueError: if there is only one coupling.

    Example:
        >>> latents, log_determinants = tfgan_zoo.networks.real_nvp_flow((2,))(points)

    Reference:
        Dinh et al. 2017, https://arxiv.org/abs/1605.08803, section 3. Its couplings are convolutional and multi-scale,
        with batch normalization between them; these are dense, of one scale.
    """
    if num_couplings < 2:
        raise ValueError(
            f"num_couplings is {num_couplings}; expected at least 2: a coupling leaves half of the values unchanged."
        )
    samples = keras.Input(sample_shape, name="samples", dtype=dtype)
    flow = [] if margin is None else [Logit(margin, dtype=dtype)]
    flow += [AffineCoupling(width, depth, number % 2, dtype=dtype) for number in range(num_couplings)]
    latents, log_determinants = chained(samples, flow, dtype)
    return keras.Model(samples, [latents, log_determinants], name="real_nvp_flow")


def inverse_flow(flow):
    """The inverse of a flow, with the same weights.

    Args:
        flow: `keras.Model` as of `real_nvp_flow`.

    Returns:
        `keras.Model` from latents to samples and to the log-determinants of the inverse's Jacobians.

    Raises:
        ValueError: if the network has a layer without an inverse.

    Example:
        >>> flow = real_nvp_flow((2,))
        >>> again, _ = inverse_flow(flow)(flow(points)[0])
    """
    steps = [layer for layer in flow.layers if not isinstance(layer, (layers.InputLayer, layers.Add))]
    if foreign := [layer.name for layer in steps if not isinstance(layer, FLOW_LAYERS)]:
        raise ValueError(
            f"the network {flow.name} has the layer {foreign[0]}, which has no inverse; expected a flow, as of "
            "networks.real_nvp_flow."
        )
    latents = keras.Input(flow.output_shape[0][1:], name="latents", dtype=steps[-1].compute_dtype)
    outputs = chained(latents, steps[::-1], steps[-1].compute_dtype, inverse=True)
    return keras.Model(latents, outputs, name="inverse_flow")


def chained(hidden, steps, dtype, **options):
    """Invertible layers in sequence: the last output, and the sum of their log-determinants."""
    parts = []
    for step in steps:
        hidden, log_determinants = step(hidden, **options)
        parts.append(log_determinants)
    return hidden, layers.Add(dtype=dtype)(parts)
