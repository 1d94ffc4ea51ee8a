"""The U-Net of pix2pix: an encoder and a decoder with skip connections (Isola et al. 2017, arXiv:1611.07004)."""

import math

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import MonteCarloDropout
from tfgan_zoo.networks.initial_weights import normal_weights

NUM_DROPOUTS = 3  # innermost levels of the decoder, which have dropout


@checked_arguments
def unet_generator(source_shape, target_channels=None, width=64, depth=None, dropout_rate=0.5):
    """Images to images of the same size: skip connections join each encoder level to the decoder level of its size.

    Each convolution of the encoder halves the image, each transposed convolution of the decoder doubles it; all are
    4x4, with the activation before them (leaky ReLU in the encoder, ReLU in the decoder), so that a skip connection is
    concatenated before it is activated. Instance normalization follows all but the first and the last of the encoder
    and the last of the decoder: it equals the authors' batch normalization at their batch size of one, in training and
    sampling alike. The encoder's last level is not normalized because an instance of one pixel would become 0.

    Dropout in the three innermost levels of the decoder stays on in sampling; it is the only source of noise.

    Args:
        source_shape: (height, width, channels), height and width multiples of 2 ** depth.
        target_channels: channels of the output; None for those of the source.
        width: feature maps at half size, doubled by each further level up to a factor of eight.
        depth: number of halvings; None for as many as the size allows (8 for 256 pixels, 6 for 64).
        dropout_rate: of the decoder; 0 makes the output a function of the source.

    Returns:
        `keras.Model` from "source" (batch, *source_shape) to (batch, height, width, target_channels), float32 in
        [-1, 1].

    Raises:
        ValueError: if the image cannot be halved `depth` times.

    Example:
        >>> tfgan_zoo.networks.unet_generator((64, 64, 3), width=8).output_shape
        (None, 64, 64, 3)

    Reference:
        Isola et al. 2017, https://arxiv.org/abs/1611.07004, appendix 6.1.1.
    """
    depth = checked_depth(source_shape, depth)
    maps = [width * min(2**level, 8) for level in range(depth)]
    source = keras.Input(source_shape, name="source")
    levels = [layers.Conv2D(width, 4, 2, "same", **normal_weights())(source)]
    for level in range(1, depth):
        hidden = layers.LeakyReLU(0.2)(levels[-1])
        innermost = level == depth - 1
        hidden = layers.Conv2D(maps[level], 4, 2, "same", use_bias=innermost, **normal_weights())(hidden)
        levels.append(hidden if innermost else instance_normalized(hidden))
    hidden = levels.pop()
    for position, level in enumerate(reversed(range(depth - 1))):
        hidden = layers.ReLU()(hidden)
        hidden = layers.Conv2DTranspose(maps[level], 4, 2, "same", use_bias=False, **normal_weights())(hidden)
        hidden = instance_normalized(hidden)
        if position < NUM_DROPOUTS and dropout_rate:
            hidden = MonteCarloDropout(dropout_rate)(hidden)
        hidden = layers.Concatenate()([hidden, levels[level]])
    hidden = layers.ReLU()(hidden)
    images = layers.Conv2DTranspose(target_channels or source_shape[-1], 4, 2, "same", **normal_weights())(hidden)
    images = layers.Activation("tanh", dtype="float32")(images)
    return keras.Model(source, images, name="unet_generator")


def checked_depth(source_shape, depth):
    """The number of halvings, refused if the image's size does not allow them."""
    height, width = source_shape[:2]
    if depth is None:
        common = math.gcd(height, width)
        depth = (common & -common).bit_length() - 1  # of the largest power of two in both
    if depth < 1 or height % 2**depth or width % 2**depth:
        raise ValueError(
            f"received pictures of {height} x {width} pixels and depth={depth}; each level of the U-Net halves them: "
            "expected multiples of 2 ** depth and a depth of at least 1. Choose another size or depth."
        )
    return depth


def instance_normalized(hidden):
    """Instance normalization whose gamma is initialized from N(1, 0.02^2), as in the authors' code."""
    gamma_initializer = keras.initializers.RandomNormal(1.0, 0.02)
    return layers.GroupNormalization(groups=-1, gamma_initializer=gamma_initializer)(hidden)
