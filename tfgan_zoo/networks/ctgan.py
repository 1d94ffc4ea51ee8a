"""CTGAN's networks (Xu et al. 2019, https://arxiv.org/abs/1907.00503, section 4.4)."""

import keras
from keras import ops

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization, Dropout


@checked_arguments
def ctgan_generator(row_size, condition_size, width=256, depth=2, latent_size=128):
    """Dense layers with batch normalization and ReLU, each joined to its input, then a linear one.

    Args:
        row_size: length of an encoded row.
        condition_size: categories of all columns together.
        width: units of each hidden layer.
        depth: number of hidden layers.
        latent_size: size of z.

    Returns:
        `keras.Model` from latents (batch, latent_size) and `condition` (batch, condition_size) to logits
        (batch, row_size), float32.

    Example:
        >>> tfgan_zoo.networks.ctgan_generator(20, 5).output_shape
        (None, 20)
    """
    latents, condition = keras.Input((latent_size,), name="latents"), keras.Input((condition_size,), name="condition")
    hidden = ops.concatenate([latents, condition], axis=-1)
    for _ in range(depth):
        made = keras.layers.ReLU()(BatchNormalization()(keras.layers.Dense(width)(hidden)))
        hidden = ops.concatenate([made, hidden], axis=-1)
    logits = keras.layers.Dense(row_size, dtype="float32")(hidden)
    return keras.Model([latents, condition], logits, name="ctgan_generator")


@checked_arguments
def ctgan_discriminator(row_size, condition_size, pack_size=10, width=256, depth=2, dropout=0.5):
    """Dense layers with leaky ReLU and dropout from a pack of rows with their conditions to one raw logit.

    Args:
        row_size, condition_size, width, depth: as for `ctgan_generator`.
        pack_size: rows that are scored together.
        dropout: fraction of the units to drop in training.

    Returns:
        `keras.Model` from packs (batch, pack_size * (row_size + condition_size)) to (batch, 1), float32; the last
        hidden layer is `features`.

    Example:
        >>> tfgan_zoo.networks.ctgan_discriminator(20, 5).input_shape
        (None, 250)
    """
    packs = keras.Input((pack_size * (row_size + condition_size),), name="packs")
    hidden = packs
    for level in range(depth):
        hidden = keras.layers.LeakyReLU(0.2)(keras.layers.Dense(width)(hidden))
        hidden = Dropout(dropout, name="features" if level == depth - 1 else None)(hidden)
    return keras.Model(packs, keras.layers.Dense(1, dtype="float32")(hidden), name="ctgan_discriminator")
