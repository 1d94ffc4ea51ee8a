"""The five networks of TimeGAN (Yoon et al. 2019, NeurIPS): GRUs over the steps of series and of their codes."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments

WIDTH = 24
NUM_LAYERS = 3


@checked_arguments
def timegan_generator(shape, width=WIDTH, num_layers=NUM_LAYERS):
    """From uniform numbers at every step to a code at every step.

    Args:
        shape: (length, variables) of the series; there are as many uniform numbers.
        width: units of each GRU, and size of a code.
        num_layers: GRUs, one on the other.

    Returns:
        `keras.Model` from "uniforms" (batch, *shape), in [0, 1), to codes (batch, length, width), in [0, 1].

    Example:
        >>> tfgan_zoo.networks.timegan_generator((24, 5), width=8, num_layers=1).output_shape
        (None, 24, 8)
    """
    uniforms = keras.Input(shape, name="uniforms")
    return keras.Model(uniforms, codes_of(uniforms, width, num_layers), name="timegan_generator")


@checked_arguments
def timegan_embedder(shape, width=WIDTH, num_layers=NUM_LAYERS):
    """From series in [-1, 1] to a code at every step, which knows what came before; arguments as for the generator."""
    series = keras.Input(shape, name="series")
    unit = layers.Rescaling(0.5, 0.5)(series)
    return keras.Model(series, codes_of(unit, width, num_layers), name="timegan_embedder")


@checked_arguments
def timegan_recovery(shape, width=WIDTH, num_layers=NUM_LAYERS):
    """From codes back to series in [-1, 1]; arguments as for the generator."""
    codes = keras.Input((shape[0], width), name="codes")
    unit = layers.Dense(shape[1], "sigmoid", dtype="float32")(stacked(codes, width, num_layers))
    return keras.Model(codes, layers.Rescaling(2.0, -1.0, dtype="float32")(unit), name="timegan_recovery")


@checked_arguments
def timegan_supervisor(length, width=WIDTH, num_layers=NUM_LAYERS - 1):
    """From the codes up to each step to the code of the next.

    Args:
        length: steps of the series.
        width, num_layers: as for the generator; the authors take a layer less.

    Returns:
        `keras.Model` from codes (batch, length, width) to codes of the same shape.
    """
    codes = keras.Input((length, width), name="codes")
    return keras.Model(codes, codes_of(codes, width, num_layers), name="timegan_supervisor")


@checked_arguments
def timegan_discriminator(length, width=WIDTH, num_layers=NUM_LAYERS):
    """From codes to a raw logit at every step, which has read the steps up to it.

    The paper's discriminator reads in both directions, the authors' code in one, as here.

    Args: those of the supervisor.

    Returns:
        `keras.Model` from codes (batch, length, width) to raw logits (batch, length, 1).
    """
    codes = keras.Input((length, width), name="codes")
    logits = layers.Dense(1, dtype="float32")(stacked(codes, width, num_layers))
    return keras.Model(codes, logits, name="timegan_discriminator")


def codes_of(inputs, width, num_layers):
    """Codes in [0, 1] from GRUs."""
    return layers.Dense(width, "sigmoid")(stacked(inputs, width, num_layers))


def stacked(inputs, width, num_layers):
    """GRUs, one on the other; each gives its state at every step."""
    hidden = inputs
    for _ in range(num_layers):
        hidden = layers.GRU(width, return_sequences=True)(hidden)
    return hidden
