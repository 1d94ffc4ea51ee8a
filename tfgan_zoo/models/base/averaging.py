"""The moving average of a network's weights during training."""

import keras

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
