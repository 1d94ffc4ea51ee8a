"""The moving average of a network's weights during training."""

import keras
from keras import ops

from tfgan_zoo.checks import FRACTION
from tfgan_zoo.layers.finite import assign_finite


def moving_average(network, momentum, name):
    """A copy of the network for its moving average, or None if no momentum is given.

    Args:
        network: `keras.Model`.
        momentum: the share of the average that a step keeps, in [0, 1), or None.
        name: the momentum's name, for the error message.

    Returns:
        `keras.Model` with the same weights, as non-trainable variables of its own.

    Raises:
        ValueError: if the momentum is out of range.
    """
    if momentum is None:
        return None
    if momentum not in FRACTION:
        raise ValueError(f"{name} must be in [0, 1), not {momentum!r}; None keeps no moving average.")
    copy = keras.models.clone_model(network)
    copy.set_weights(network.get_weights())
    copy.trainable = False
    return copy


def update_average(average, network, momentum):
    """Update a network's moving average, if there is one; non-trainable weights, such as statistics, are copied.

    Values that are not finite do not enter it.
    """
    if average is None:
        return
    for mean, variable in zip(average.weights, network.weights, strict=True):
        assign_finite(mean, momentum * mean + (1 - momentum) * variable if variable.trainable else variable.value)


def ramped_momentum(momentum, step, ramp_up):
    """A momentum that begins at 0, so that the first weights are forgotten soon.

    Args:
        momentum: the momentum in the end; None stays None.
        step: number of training steps before this one, a scalar.
        ramp_up: the average's half-life is at most this share of the step; None is no limit.

    Returns:
        scalar, or the momentum itself.

    Example:
        >>> [round(float(ramped_momentum(0.9, step, 0.5)), 4) for step in (0, 4, 100)]
        [0.0, 0.7071, 0.9]

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/2006.06676; https://github.com/NVlabs/stylegan2-ada-pytorch,
        training/training_loop.py.
    """
    if momentum is None or ramp_up is None:
        return momentum
    half_life = ramp_up * ops.cast(step, "float32")
    return ops.minimum(momentum, ops.where(half_life > 0, 0.5 ** (1 / ops.maximum(half_life, 1e-6)), 0.0))
