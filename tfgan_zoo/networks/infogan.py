"""The networks of InfoGAN on MNIST (Chen et al. 2016, arXiv:1606.03657, table 1).

They are also the networks of all models in "Are GANs Created Equal?" (Lucic et al. 2018, arXiv:1711.10337).
"""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization
from tfgan_zoo.networks.conditional import join_labels
from tfgan_zoo.networks.initial_weights import normal_weights


@checked_arguments
def infogan_generator(image_shape, latent_size=64, width=64, num_classes=None):
    """Dense 1024, dense 128 x 7 x 7, two transposed convolutions; batch normalization and ReLU between.

    Args:
        image_shape: (height, width, channels), height and width multiples of 4.
        latent_size: size of z, including its codes.
        width: feature maps of the last hidden layer; the other layers scale with it.
        num_classes: number of labels, for a conditional generator, which `join_labels` gives them beside z; None for
            one without.

    Returns:
        `keras.Model` from (batch, latent_size), and integers (batch,) where there are labels, to
        (batch, *image_shape), float32 in [-1, 1].

    Raises:
        ValueError: if height or width is not a multiple of 4.

    Example:
        >>> tfgan_zoo.networks.infogan_generator((28, 28, 1)).count_params()
        6656961
    """
    rows, columns = quarter(image_shape)
    latents = keras.Input((latent_size,), name="latents")
    inputs, hidden = join_labels(latents, num_classes)
    hidden = layers.Dense(16 * width, **normal_weights())(hidden)
    hidden = layers.ReLU()(BatchNormalization()(hidden))
    hidden = layers.Dense(rows * columns * 2 * width, **normal_weights())(hidden)
    hidden = layers.ReLU()(BatchNormalization()(hidden))
    hidden = layers.Reshape((rows, columns, 2 * width))(hidden)
    hidden = layers.Conv2DTranspose(width, 4, 2, "same", **normal_weights())(hidden)
    hidden = layers.ReLU()(BatchNormalization()(hidden))
    images = layers.Conv2DTranspose(image_shape[-1], 4, 2, "same", **normal_weights())(hidden)
    images = layers.Activation("tanh", dtype="float32")(images)
    return keras.Model(inputs, images, name="infogan_generator")


@checked_arguments
def infogan_discriminator(
    image_shape,
    num_codes=0,
    width=64,
    normalization=BatchNormalization,
    convolution=layers.Conv2D,
    dense=layers.Dense,
    num_classes=None,
):
    """Two strided convolutions, dense 1024, one raw logit; with codes, Q's head on the shared features.

    Leaky ReLU everywhere; normalization after the second convolution and the dense layers.

    Args:
        image_shape: (height, width, channels), height and width multiples of 4.
        num_codes: number of parameters of Q; 0 for a discriminator without that head.
        width: feature maps of the first convolution; the other layers scale with it.
        normalization: a layer class, or None for no normalization (WGAN-GP).
        convolution, dense: layer classes, such as `tfgan_zoo.layers.SpectralConv2D` and `SpectralDense`.
        num_classes: as for the generator; the labels come as planes beside the image.

    Returns:
        `keras.Model` from (batch, *image_shape), and integers (batch,) where there are labels, to logits (batch, 1),
        or to [logits, parameters of Q (batch, num_codes)]; float32.

    Raises:
        ValueError: if height or width is not a multiple of 4.

    Example:
        >>> discriminator = tfgan_zoo.networks.infogan_discriminator((28, 28, 1), num_codes=12)
    """

    slope = 0.1 if num_codes else 0.2  # as in InfoGAN, and as in arXiv:1711.10337

    def activate(hidden, name=None):
        hidden = hidden if normalization is None else normalization()(hidden)
        return layers.LeakyReLU(slope, name=name)(hidden)

    quarter(image_shape)
    images = keras.Input(image_shape, name="images")
    inputs, hidden = join_labels(images, num_classes)
    hidden = layers.LeakyReLU(slope)(convolution(width, 4, 2, "same", **normal_weights())(hidden))
    hidden = activate(convolution(2 * width, 4, 2, "same", **normal_weights())(hidden))
    hidden = layers.Flatten()(hidden)
    features = activate(dense(16 * width, **normal_weights())(hidden), name="features")
    logits = dense(1, dtype="float32", **normal_weights())(features)
    if not num_codes:
        return keras.Model(inputs, logits, name="infogan_discriminator")
    hidden = activate(dense(2 * width, **normal_weights())(features))
    codes = dense(num_codes, dtype="float32", **normal_weights())(hidden)
    return keras.Model(inputs, [logits, codes], name="infogan_discriminator")


def quarter(image_shape):
    """A quarter of the image's height and width."""
    height, width, _ = image_shape
    if height % 4 or width % 4:
        raise ValueError(f"height and width must be multiples of 4, such as 28 or 32, not {height} and {width}.")
    return height // 4, width // 4
