"""The all-convolutional networks of DCGAN (Radford et al. 2015, arXiv:1511.06434, section 3 and figure 1)."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization
from tfgan_zoo.networks.conditional import join_labels
from tfgan_zoo.networks.initial_weights import normal_weights


@checked_arguments
def dcgan_generator(image_shape, width=64, latent_size=100, normalization=BatchNormalization, num_classes=None):
    """Latents projected to a small feature map, upsampled by strided transposed convolutions to the image's size.

    Normalization and ReLU after all but the last, which ends in tanh.

    Args:
        image_shape: (height, width, channels); height and width must be multiples of a power of two that leaves at most
            7: 28, 32, 64, 96, ...
        width: feature maps of the last hidden layer; each smaller one has twice as many.
        latent_size: size of z.
        normalization: a layer class, or None for no normalization.
        num_classes: number of classes of a conditional generator, whose labels `join_labels` concatenates to z; None
            for an unconditional one.

    Returns:
        `keras.Model` from (batch, latent_size), and labels (batch,) if conditional, to (batch, *image_shape), float32
        in [-1, 1].

    Raises:
        ValueError: if the image cannot be halved to a feature map of at most 7 pixels a side.

    Example:
        >>> tfgan_zoo.networks.dcgan_generator((28, 28, 1), width=16).output_shape
        (None, 28, 28, 1)
    """
    latents = keras.Input((latent_size,), name="latents")
    inputs, hidden = join_labels(latents, num_classes)
    return keras.Model(inputs, upsampled(hidden, image_shape, width, normalization), name="dcgan_generator")


def upsampled(hidden, image_shape, width, normalization=BatchNormalization):
    """The images (batch, *image_shape) that DCGAN's generator makes of a vector (batch, size)."""
    base, doublings = halvings(image_shape)
    maps = width * 2 ** (doublings - 1)
    bias = {"use_bias": normalization is None}
    hidden = layers.Dense(base[0] * base[1] * maps, **bias, **normal_weights())(hidden)
    hidden = layers.Reshape((*base, maps))(hidden)
    hidden = layers.ReLU()(normalization()(hidden) if normalization else hidden)
    for level in reversed(range(doublings - 1)):
        hidden = layers.Conv2DTranspose(width * 2**level, 5, 2, "same", **bias, **normal_weights())(hidden)
        hidden = layers.ReLU()(normalization()(hidden) if normalization else hidden)
    images = layers.Conv2DTranspose(image_shape[-1], 5, 2, "same", **normal_weights())(hidden)
    return layers.Activation("tanh", dtype="float32")(images)


@checked_arguments
def dcgan_discriminator(image_shape, width=64, normalization=BatchNormalization, num_classes=None):
    """Strided convolutions down to a small feature map, then one raw logit.

    Leaky ReLU everywhere; normalization after all convolutions but the first.

    Args:
        image_shape: as for the generator.
        width: feature maps of the first convolution; each further one has twice as many.
        normalization: a layer class, or None for no normalization (WGAN-GP).
        num_classes: as for the generator; labels are concatenated to the image as further channels.

    Returns:
        `keras.Model` from (batch, *image_shape), and labels (batch,) if conditional, to (batch, 1), float32.

    Raises:
        ValueError: as for the generator.

    Example:
        >>> tfgan_zoo.networks.dcgan_discriminator((28, 28, 1), width=16).output_shape
        (None, 1)
    """
    images = keras.Input(image_shape, name="images")
    inputs, hidden = join_labels(images, num_classes)
    features = layers.Flatten(name="features")(downsampled(hidden, width, normalization))
    logits = layers.Dense(1, dtype="float32", **normal_weights())(features)
    return keras.Model(inputs, logits, name="dcgan_discriminator")


def downsampled(hidden, width, normalization=BatchNormalization):
    """The last feature maps of DCGAN's discriminator, of images (batch, height, width, channels)."""
    _, halves = halvings(hidden.shape[1:])
    for level in range(halves):
        normalized = normalization is not None and level > 0
        hidden = layers.Conv2D(width * 2**level, 5, 2, "same", use_bias=not normalized, **normal_weights())(hidden)
        hidden = normalization()(hidden) if normalized else hidden
        hidden = layers.LeakyReLU(0.2)(hidden)
    return hidden


def halvings(image_shape):
    """The smallest feature map's (height, width), and the number of halvings down to it."""
    height, width, _ = image_shape
    count = 0
    while height % 2 == 0 and width % 2 == 0 and max(height, width) > 4:
        height, width, count = height // 2, width // 2, count + 1
    if not count or max(height, width) > 7:
        raise ValueError(
            f"images of {image_shape[0]} x {image_shape[1]} cannot be halved to a feature map of at most 7 pixels a "
            "side: resize them to 28, 32, 48, 64, 96 or 128 pixels."
        )
    return (height, width), count
