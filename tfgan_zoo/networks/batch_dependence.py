"""Critics whose score of an example depends on the rest of its batch."""

import math
import warnings

import keras

from tfgan_zoo.layers import MinibatchDiscrimination, MinibatchStandardDeviation

# Their subclasses, such as conditional batch normalization, depend on the batch as well.
BATCH_DEPENDENT = (keras.layers.BatchNormalization, MinibatchDiscrimination, MinibatchStandardDeviation)


def batch_dependent_layers(network):
    """The layers, including those of nested networks, whose output for one example depends on the others.

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
    dependent = []
    for layer in network.layers:
        while isinstance(layer, keras.layers.Wrapper):
            layer = layer.layer
        if isinstance(layer, keras.Model):
            dependent += batch_dependent_layers(layer)
        elif isinstance(layer, BATCH_DEPENDENT):
            dependent.append(layer)
    return dependent


def group_size_of(network):
    """The number of examples of which a network takes whole groups, unless it takes fewer; 1 without groups.

    Args:
        network: `keras.Model`.

    Example:
        >>> maps = keras.Input((4, 4, 2))
        >>> group_size_of(keras.Model(maps, tfgan_zoo.layers.MinibatchStandardDeviation(4)(maps)))
        4
    """
    layers = [layer for layer in batch_dependent_layers(network) if isinstance(layer, MinibatchStandardDeviation)]
    return math.lcm(*(layer.group_size or 1 for layer in layers))


def refuse_batch_dependence(critic, reference, allowed=()):
    """Refuse a critic with batch-dependent layers, for penalties of each example's own gradient.

    Args:
        critic: `keras.Model`.
        reference: where the penalty is defined, for the message.
        allowed: kinds of layers that the paper's authors use despite the penalty.

    Raises:
        ValueError: if it has such a layer.
    """
    if dependent := [layer for layer in batch_dependent_layers(critic) if not isinstance(layer, allowed)]:
        raise ValueError(
            f"{describe(dependent[0])}, but the penalty is on each example's own gradient ({reference}): build the "
            "critic without batch normalization and minibatch statistics, or with layer normalization."
        )


def warn_of_batch_dependence(critic, reference):
    """Warn about a critic with batch-dependent layers, where the paper's authors use one despite the penalty."""
    if dependent := batch_dependent_layers(critic):
        warnings.warn(
            f"{describe(dependent[0])}: the penalized gradient ({reference}) then includes each example's influence on "
            "the scores of the others.",
            stacklevel=3,
        )


def describe(layer):
    """The start of a message about a batch-dependent layer."""
    return f"the critic's layer {layer.name!r} ({type(layer).__name__}) mixes the examples of a batch"
