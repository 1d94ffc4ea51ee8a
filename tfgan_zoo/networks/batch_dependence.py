"""Critics whose score of one example depends on the others of its batch."""

import warnings

import keras

from tfgan_zoo.layers import MinibatchDiscrimination, MinibatchStandardDeviation

BATCH_DEPENDENT = (keras.layers.BatchNormalization, MinibatchDiscrimination, MinibatchStandardDeviation)


def batch_dependent_layers(network):
    """The layers, also of networks within the network, whose output for one example depends on the others.

    Batch normalization, minibatch discrimination and minibatch standard deviation do. Virtual batch normalization
    does not: its reference batch is always the same.

    Args:
        network: `keras.Model`.

    Returns:
        list of layers.

    Example:
        >>> batch_dependent_layers(tfgan_zoo.networks.dcgan_discriminator((8, 8, 1), width=4, normalization=None))
        []
    """
    found = []
    for layer in network.layers:
        if isinstance(layer, keras.Model):
            found += batch_dependent_layers(layer)
        elif isinstance(layer, BATCH_DEPENDENT):
            found.append(layer)
    return found


def refuse_batch_dependence(critic, reference):
    """Refuse a critic that mixes examples, where each example's own gradient is penalized.

    Args:
        critic: `keras.Model`.
        reference: where the penalty is defined, for the message.

    Raises:
        ValueError: if it holds such a layer.
    """
    if found := batch_dependent_layers(critic):
        raise ValueError(
            f"{described(found[0])}, but the penalty takes each example's gradient by itself ({reference}): build the "
            "critic without batch normalization and minibatch statistics, or with layer normalization."
        )


def warn_of_batch_dependence(critic, reference):
    """Warn of a critic that mixes examples, where its authors did so although each example's gradient is penalized."""
    if found := batch_dependent_layers(critic):
        warnings.warn(
            f"{described(found[0])}: the penalized gradient ({reference}) is then not that of one example's score, but "
            "also of its influence on the others'.",
            stacklevel=3,
        )


def described(layer):
    """What a mixing layer does, by its name."""
    return f"the critic's layer {layer.name!r} ({type(layer).__name__}) mixes the examples of a batch"
