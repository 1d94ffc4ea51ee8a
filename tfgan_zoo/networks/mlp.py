"""Fully connected networks, for points and other small samples."""

import math

import keras

from tfgan_zoo.checks import checked_arguments


@checked_arguments
def mlp_generator(sample_shape, width=128, depth=2, latent_size=2):
    """Dense layers with ReLU from latents to samples, with a linear output.

    Args:
        sample_shape: shape of one sample, such as (2,).
        width: units of each hidden layer.
        depth: number of hidden layers.
        latent_size: size of z.

    Returns:
        `keras.Model` from (batch, latent_size) to (batch, *sample_shape), float32.

    Example:
        >>> tfgan_zoo.networks.mlp_generator((2,)).output_shape
        (None, 2)
    """
    latents = keras.Input((latent_size,), name="latents")
    hidden = latents
    for _ in range(depth):
        hidden = keras.layers.Dense(width, activation="relu")(hidden)
    samples = keras.layers.Dense(math.prod(sample_shape), dtype="float32")(hidden)
    samples = keras.layers.Reshape(sample_shape, dtype="float32")(samples)
    return keras.Model(latents, samples, name="mlp_generator")


@checked_arguments
def mlp_discriminator(sample_shape, width=128, depth=2):
    """Dense layers with ReLU from samples to one raw logit.

    Args:
        sample_shape: shape of one sample.
        width: units of each hidden layer.
        depth: number of hidden layers, at least one; the last is `features`.

    Returns:
        `keras.Model` from (batch, *sample_shape) to (batch, 1), float32.

    Example:
        >>> tfgan_zoo.networks.mlp_discriminator((2,)).output_shape
        (None, 1)
    """
    samples = keras.Input(sample_shape, name="samples")
    hidden = keras.layers.Flatten()(samples)
    for level in range(depth):
        name = "features" if level == depth - 1 else None
        hidden = keras.layers.Dense(width, activation="relu", name=name)(hidden)
    logits = keras.layers.Dense(1, dtype="float32")(hidden)
    return keras.Model(samples, logits, name="mlp_discriminator")
