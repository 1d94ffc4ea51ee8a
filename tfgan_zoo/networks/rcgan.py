"""The networks of RCGAN (Esteban et al. 2017, arXiv:1706.02633): an LSTM in each, conditions at every step."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.networks.conditional import join_labels, join_vector

PAST = "past"


@checked_arguments
def rcgan_generator(shape, width=100, latent_size=5, num_classes=None, num_past=0, output_stddev=None):
    """An LSTM that reads new latents at every step, and writes a step of the series at each.

    Args:
        shape: (length, variables) of the series.
        width: units of the LSTM.
        latent_size: numbers of z at each step.
        num_classes: number of classes, whose embedding is repeated at every step; None for a network without labels.
        num_past: steps of the given "past" of the same variables, (num_past, variables), whose summary by another LSTM
            is repeated at every step; 0 for none.
        output_stddev: deviation of the output layer's first weights, which is 1 in the authors' code; the output is
            then saturated at first. None takes Glorot's.

    Returns:
        `keras.Model` from "latents" (batch, length, latent_size), and "labels" and "past" where it takes them, to
        (batch, *shape), float32 in [-1, 1].

    Example:
        >>> tfgan_zoo.networks.rcgan_generator((30, 1), width=8, num_classes=3).output_shape
        (None, 30, 1)

    Reference:
        Esteban et al. 2017, section 3.1 and figure 1. As in the authors' code, all biases of the LSTM are 1 at
        first; their classes are one-hot.
    """
    length, num_variables = shape
    latents = keras.Input((length, latent_size), name="latents")
    inputs, hidden = with_conditions(latents, num_variables, width, num_classes, num_past)
    hidden = layers.LSTM(width, return_sequences=True, bias_initializer="ones", unit_forget_bias=False)(hidden)
    series = layers.Dense(num_variables, "tanh", dtype="float32", **output_weights(output_stddev))(hidden)
    return keras.Model(inputs, series, name="rcgan_generator")


@checked_arguments
def rcgan_discriminator(shape, width=100, num_classes=None, num_past=0, output_stddev=None):
    """An LSTM that says at every step how real the series is so far.

    Args: those of the generator, but for the latents.

    Returns:
        `keras.Model` from the series, and "labels" and "past" where it takes them, to raw logits (batch, length, 1).

    Example:
        >>> tfgan_zoo.networks.rcgan_discriminator((30, 1), width=8).output_shape
        (None, 30, 1)
    """
    series = keras.Input(shape, name="series")
    inputs, hidden = with_conditions(series, shape[-1], width, num_classes, num_past)
    hidden = layers.LSTM(width, return_sequences=True, name="features")(hidden)
    logits = layers.Dense(1, dtype="float32", **output_weights(output_stddev))(hidden)
    return keras.Model(inputs, logits, name="rcgan_discriminator")


def with_conditions(first, num_variables, width, num_classes, num_past):
    """All inputs of a network, and the first with its conditions joined at every step."""
    inputs, hidden = join_labels(first, num_classes)
    if not num_past:
        return inputs, hidden
    past = keras.Input((num_past, num_variables), name=PAST)
    return [*keras.tree.flatten(inputs), past], join_vector(hidden, layers.LSTM(width)(past), "with_past")


def output_weights(stddev):
    """Keywords of an output layer for its first weights."""
    if stddev is None:
        return {}
    names = "kernel_initializer", "bias_initializer"
    return {name: keras.initializers.TruncatedNormal(stddev=stddev) for name in names}
