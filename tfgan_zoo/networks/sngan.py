"""The standard convolutional networks of SNGAN (Miyato et al. 2018, arXiv:1802.05957, table 3)."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization, SpectralConv2D, SpectralDense
from tfgan_zoo.networks.initial_weights import normal_weights

SLOPE = 0.1  # negative slope of every leaky ReLU


@checked_arguments
def sngan_generator(image_shape, width=64, latent_size=128):
    """Latents projected to a small feature map, upsampled by 4x4 transposed convolutions, then one 3x3 convolution.

    Batch normalization and ReLU after all but the last, which ends in tanh. The table lists neither after the
    projection; as in compare_gan they are there too.

    Args:
        image_shape: (height, width, channels), height and width multiples of 4; the first feature map has an eighth of
            the image's height and width (a quarter where 8 does not divide them: 7 x 7 for 28 x 28).
        width: feature maps at full size, doubled at each smaller size.
        latent_size: size of z.

    Returns:
        `keras.Model` from (batch, latent_size) to (batch, *image_shape), float32 in [-1, 1].

    Raises:
        ValueError: if height or width is not a multiple of 4.

    Example:
        >>> tfgan_zoo.networks.sngan_generator((32, 32, 3), width=16).output_shape
        (None, 32, 32, 3)
    """
    base, levels = smallest_map(image_shape)
    maps = width * 2**levels
    latents = keras.Input((latent_size,), name="latents")
    hidden = layers.Dense(base[0] * base[1] * maps, use_bias=False, **normal_weights())(latents)
    hidden = layers.Reshape((*base, maps))(hidden)
    hidden = layers.ReLU()(BatchNormalization()(hidden))
    for level in reversed(range(levels)):
        hidden = layers.Conv2DTranspose(width * 2**level, 4, 2, "same", use_bias=False, **normal_weights())(hidden)
        hidden = layers.ReLU()(BatchNormalization()(hidden))
    images = layers.Conv2D(image_shape[-1], 3, 1, "same", **normal_weights())(hidden)
    images = layers.Activation("tanh", dtype="float32")(images)
    return keras.Model(latents, images, name="sngan_generator")


@checked_arguments
def sngan_discriminator(image_shape, width=64):
    """Pairs of a 3x3 convolution and a 4x4 one of stride 2, a last 3x3 one, then one raw logit.

    Leaky ReLU everywhere, every kernel divided by its spectral norm, no other normalization.

    Args:
        image_shape: as for the generator.
        width: feature maps at full size, doubled at each smaller size.

    Returns:
        `keras.Model` from (batch, *image_shape) to (batch, 1), float32.

    Raises:
        ValueError: as for the generator.

    Example:
        >>> tfgan_zoo.networks.sngan_discriminator((32, 32, 3), width=16).output_shape
        (None, 1)
    """
    _, levels = smallest_map(image_shape)
    images = keras.Input(image_shape, name="images")
    hidden = images
    for level in range(levels):
        hidden = layers.LeakyReLU(SLOPE)(SpectralConv2D(width * 2**level, 3, 1, "same", **normal_weights())(hidden))
        hidden = layers.LeakyReLU(SLOPE)(SpectralConv2D(width * 2**level, 4, 2, "same", **normal_weights())(hidden))
    hidden = layers.LeakyReLU(SLOPE)(SpectralConv2D(width * 2**levels, 3, 1, "same", **normal_weights())(hidden))
    features = layers.Flatten(name="features")(hidden)
    logits = SpectralDense(1, dtype="float32", **normal_weights())(features)
    return keras.Model(images, logits, name="sngan_discriminator")


def smallest_map(image_shape):
    """The smallest feature map's (height, width), and the number of halvings down to it: three, or two."""
    height, width, _ = image_shape
    if height % 4 or width % 4:
        raise ValueError(f"height and width must be multiples of 4, such as 28, 32 or 48, not {height} and {width}.")
    levels = 2 if height % 8 or width % 8 else 3
    return (height // 2**levels, width // 2**levels), levels
