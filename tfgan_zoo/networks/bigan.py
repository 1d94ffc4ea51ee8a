"""The dense networks of BiGAN on MNIST (Donahue et al. 2017, arXiv:1605.09782, section 4.1 and the authors' code).

Batch normalization is without gain and offset, and absent from the first layers of encoder and discriminator.
"""

import math

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization
from tfgan_zoo.networks.initial_weights import normal_weights
from tfgan_zoo.networks.variational import codes_of


@checked_arguments
def bigan_generator(sample_shape, latent_size=50, width=1024):
    """Two dense layers with batch normalization and ReLU from latents to samples, with a tanh output.

    Args:
        sample_shape: shape of one sample.
        latent_size: size of z.
        width: units of each hidden layer.

    Returns:
        `keras.Model` from (batch, latent_size) to (batch, *sample_shape), float32 in [-1, 1].

    Example:
        >>> tfgan_zoo.networks.bigan_generator((28, 28, 1), width=64).output_shape
        (None, 28, 28, 1)
    """
    latents = keras.Input((latent_size,), name="latents")
    hidden = latents
    for _ in range(2):
        hidden = layers.Dense(width, use_bias=False, **normal_weights())(hidden)
        hidden = layers.ReLU()(plain_normalization(hidden))
    samples = layers.Dense(math.prod(sample_shape), **normal_weights())(hidden)
    samples = layers.Activation("tanh", dtype="float32")(layers.Reshape(sample_shape)(samples))
    return keras.Model(latents, samples, name="bigan_generator")


@checked_arguments
def bigan_encoder(sample_shape, latent_size=50, width=1024, gaussian=False):
    """Two dense layers with leaky ReLU from samples to codes, the second with batch normalization; linear outputs.

    Args:
        sample_shape, latent_size, width: as in `bigan_generator`; the last hidden layer is `features`.
        gaussian: whether it also outputs the logarithm of the code's variance, as ALI needs.

    Returns:
        `keras.Model` from (batch, *sample_shape) to the code (batch, latent_size), or to [means, log-variances], each
        of that shape; float32.

    Example:
        >>> tfgan_zoo.networks.bigan_encoder((28, 28, 1), width=64, gaussian=True).output_shape
        [(None, 50), (None, 50)]
    """
    samples = keras.Input(sample_shape, name="samples")
    hidden = layers.Dense(width, **normal_weights())(layers.Flatten()(samples))
    hidden = layers.Dense(width, use_bias=False, **normal_weights())(layers.LeakyReLU(0.2)(hidden))
    hidden = layers.LeakyReLU(0.2, name="features")(plain_normalization(hidden))
    return keras.Model(samples, codes_of(hidden, latent_size, gaussian), name="bigan_encoder")


@checked_arguments
def bigan_discriminator(sample_shape, latent_size=50, width=1024, normalization=BatchNormalization):
    """Two dense layers with leaky ReLU from samples and codes to one raw logit.

    A linear map of the code is added to the second hidden layer before its activation.

    Args:
        sample_shape, latent_size, width: as in `bigan_generator`; the last hidden layer is `features`.
        normalization: a layer class for the second hidden layer, or None for no normalization (ALI, penalties).

    Returns:
        `keras.Model` from samples (batch, *sample_shape) and `codes` (batch, latent_size) to (batch, 1), float32.

    Example:
        >>> [tensor.name for tensor in tfgan_zoo.networks.bigan_discriminator((28, 28, 1), width=64).inputs]
        ['samples', 'codes']
    """
    samples, codes = keras.Input(sample_shape, name="samples"), keras.Input((latent_size,), name="codes")
    hidden = layers.LeakyReLU(0.2)(layers.Dense(width, **normal_weights())(layers.Flatten()(samples)))
    joint = layers.Add()([layers.Dense(width, **normal_weights())(part) for part in (hidden, codes)])
    joint = joint if normalization is None else normalization()(joint)
    logits = layers.Dense(1, dtype="float32", **normal_weights())(layers.LeakyReLU(0.2, name="features")(joint))
    return keras.Model([samples, codes], logits, name="bigan_discriminator")


def plain_normalization(hidden):
    """Batch normalization without gain and offset."""
    return BatchNormalization(center=False, scale=False)(hidden)
