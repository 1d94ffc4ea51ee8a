"""The moving average of a network's weights over training."""

import keras


def averaged(network, momentum, name):
    """A copy of the network that is to follow it, or None if no momentum is given.

    Args:
        network: `keras.Model`.
        momentum: what a step keeps of the average, in [0, 1), or None.
        name: the momentum's name, for the message.

    Returns:
        `keras.Model` of the same weights, with variables of its own that no optimizer moves.

    Raises:
        ValueError: if the momentum is out of its range.
    """
    if momentum is None:
        return None
    if not 0 <= momentum < 1:
        raise ValueError(f"{name} must lie in [0, 1), not {momentum}; None keeps no moving average.")
    copy = keras.models.clone_model(network)
    copy.set_weights(network.get_weights())
    copy.trainable = False
    return copy


def update_average(average, network, momentum):
    """Move a network's moving average, if there is one; what is not trained, such as statistics, is copied."""
    if average is None:
        return
    for mean, variable in zip(average.weights, network.weights, strict=True):
        kept = momentum if variable.trainable else 0.0
        mean.assign(kept * mean + (1 - kept) * variable)
