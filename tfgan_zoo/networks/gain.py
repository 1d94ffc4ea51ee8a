"""GAIN's networks, dense layers as in the authors' code (Yoon et al. 2018, https://github.com/jsyoon0823/GAIN).

Within them a column lies in [0, 1], as there; what they take and make lies in [-1, 1].
"""

import keras
from keras import ops

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.modalities.table import MASK, SOURCE
from tfgan_zoo.networks.initial_weights import he_weights

NOISE = 0.01  # the numbers in the gaps are uniform on [0, NOISE)


@checked_arguments
def gain_generator(num_columns, width=None, depth=2):
    """Dense layers with ReLU from a row with noise in its gaps, and its mask, to every value of the row.

    Args:
        num_columns: d, number of columns.
        width: units of each hidden layer; None for as many as columns.
        depth: number of hidden layers.

    Returns:
        `keras.Model` from latents (batch, d), `source` (batch, d) and `mask` (batch, d) to (batch, d), float32 in
        [-1, 1].

    Example:
        >>> tfgan_zoo.networks.gain_generator(30).output_shape
        (None, 30)
    """
    latents = keras.Input((num_columns,), name="latents")
    source, mask = keras.Input((num_columns,), name=SOURCE), keras.Input((num_columns,), name=MASK)
    values = mask * unit(source) + (1 - mask) * NOISE * unit(latents)
    hidden = dense_layers(ops.concatenate([values, mask], axis=-1), width or num_columns, depth)
    values = keras.layers.Dense(num_columns, activation="sigmoid", dtype="float32", **he_weights())(hidden)
    return keras.Model([latents, source, mask], 2 * values - 1, name="gain_generator")


@checked_arguments
def gain_discriminator(num_columns, width=None, depth=2):
    """Dense layers with ReLU from a filled row and a hint to a raw logit for each value, that it was observed.

    Args:
        num_columns, width, depth: as for `gain_generator`.

    Returns:
        `keras.Model` from `rows` (batch, d) and `hint` (batch, d) to logits (batch, d), float32.

    Example:
        >>> tfgan_zoo.networks.gain_discriminator(30).output_shape
        (None, 30)
    """
    rows, hint = keras.Input((num_columns,), name="rows"), keras.Input((num_columns,), name="hint")
    hidden = dense_layers(ops.concatenate([unit(rows), hint], axis=-1), width or num_columns, depth)
    logits = keras.layers.Dense(num_columns, dtype="float32", **he_weights())(hidden)
    return keras.Model([rows, hint], logits, name="gain_discriminator")


def unit(values):
    """Values in [-1, 1] as values in [0, 1]."""
    return (values + 1) / 2


def dense_layers(hidden, width, depth):
    """Hidden layers."""
    for _ in range(depth):
        hidden = keras.layers.Dense(width, activation="relu", **he_weights())(hidden)
    return hidden
