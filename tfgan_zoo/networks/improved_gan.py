"""The networks of Improved GAN on MNIST (Salimans et al. 2016, arXiv:1606.03498; the authors' `train_mnist`)."""

import math

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization, GaussianNoise


@checked_arguments
def improved_gan_generator(image_shape, latent_size=100, width=250):
    """Two dense layers with batch normalization and softplus.

    The authors' last layer has weight normalization with a learned scale, which is equivalent to a dense layer.

    Args:
        image_shape: (height, width, channels).
        latent_size: size of z.
        width: half the units of a hidden layer; the same number as for the discriminator.

    Returns:
        `keras.Model` from (batch, latent_size) to (batch, *image_shape), float32 in [-1, 1].

    Example:
        >>> tfgan_zoo.networks.improved_gan_generator((28, 28, 1)).output_shape
        (None, 28, 28, 1)
    """
    latents = keras.Input((latent_size,), name="latents")
    hidden = latents
    for _ in range(2):
        hidden = BatchNormalization()(layers.Dense(2 * width, use_bias=False)(hidden))
        hidden = layers.Activation("softplus")(hidden)
    images = layers.Reshape(image_shape)(layers.Dense(math.prod(image_shape))(hidden))
    images = layers.Activation("tanh", dtype="float32")(images)
    return keras.Model(latents, images, name="improved_gan_generator")


@checked_arguments
def improved_gan_discriminator(image_shape, num_classes=10, width=250):
    """Five dense layers with ReLU and Gaussian noise before each; one logit per class.

    The authors keep every unit's kernel at its initial norm (weight normalization with a fixed scale), so that weights
    cannot outgrow the noise. Here a constraint does that.

    Args:
        image_shape: (height, width, channels).
        num_classes: K.
        width: units of each of the last three hidden layers; the first two have four times and twice as many.

    Returns:
        `keras.Model` from (batch, *image_shape) to the classes' logits (batch, num_classes), float32.

    Example:
        >>> tfgan_zoo.networks.improved_gan_discriminator((28, 28, 1)).output_shape
        (None, 10)
    """
    images = keras.Input(image_shape, name="images")
    hidden = layers.Rescaling(0.5, 0.5)(layers.Flatten()(images))  # to [0, 1], for which the noise was chosen
    hidden = GaussianNoise(0.3)(hidden)
    units = (4 * width, 2 * width, width, width, width)
    for level, size in enumerate(units):
        name = "features" if level == len(units) - 1 else None
        hidden = layers.Dense(size, "relu", name=name, **fixed_norm())(hidden)
        hidden = GaussianNoise(0.5)(hidden)
    logits = layers.Dense(num_classes, dtype="float32")(hidden)
    return keras.Model(images, logits, name="improved_gan_discriminator")


def fixed_norm():
    """Keyword arguments of a dense layer whose kernels keep norm sqrt(2) per unit, at which ReLU preserves scale.

    A new constraint and initializer for each layer.
    """
    norm = math.sqrt(2)
    return {
        "kernel_initializer": "he_normal",
        "kernel_constraint": keras.constraints.MinMaxNorm(norm, norm, axis=0),
    }
