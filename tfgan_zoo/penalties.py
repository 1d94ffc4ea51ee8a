"""Terms that keep a critic smooth: pure functions of a critic and samples, computed in float32."""

import tensorflow as tf
from keras import ops

from tfgan_zoo.replicas import own_rows

# Keeps the square root's derivative finite where a gradient is zero; its square root, 1e-6, is far below any norm
# that is penalised.
EPSILON = 1e-12


def interpolate(real, fake, seed):
    """A random point on the line between each real and fake sample: one weight an example, uniform on [0, 1).

    Args:
        real, fake: float tensors of the same shape, batch first.
        seed: integers of shape (2,).

    Returns:
        float32 tensor of their shape.

    Raises:
        ValueError: if the shapes differ.

    Reference:
        Gulrajani et al. 2017, arXiv:1704.00028, algorithm 1, lines 4 to 6.
    """
    real, fake = tf.convert_to_tensor(real), tf.convert_to_tensor(fake)
    if not real.shape.is_compatible_with(fake.shape):
        raise ValueError(
            f"real samples of shape {real.shape} and fake ones of shape {fake.shape} have no line between them: "
            "give both the same shape."
        )
    real, fake = ops.cast(real, "float32"), ops.cast(fake, "float32")
    ones = [1] * (len(real.shape) - 1)
    weight = own_rows(lambda count: tf.random.stateless_uniform((count, *ones), seed, alg="philox"), ops.shape(real)[0])
    return weight * real + (1 - weight) * fake


def gradient_norm(critic, samples, target=1.0):
    """The squared distance of the critic's gradient norm from `target`, averaged over the samples.

    The norm is taken over all axes but the batch. The critic must treat examples one by one (no batch normalization)
    and return raw scores, or the penalty constrains something else.

    Args:
        critic: function from samples to scores, one an example.
        samples: float tensor, batch first.
        target: the wished norm (1 in WGAN-GP).

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the samples are not floating point.

    Reference:
        Gulrajani et al. 2017, arXiv:1704.00028, eq. 3.
    """
    samples = tf.convert_to_tensor(samples)
    if not samples.dtype.is_floating:
        raise ValueError(
            f"a gradient is taken at the samples, so they must be floating point, not {samples.dtype.name}."
        )
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(samples)
        scores = critic(samples)
    gradients = ops.cast(tape.gradient(scores, samples), "float32")
    norms = ops.sqrt(ops.sum(ops.square(gradients), axis=tuple(range(1, len(samples.shape)))) + EPSILON)
    return ops.mean(ops.square(norms - target))
