"""The networks of the context encoder (Pathak et al. 2016, arXiv:1604.07379)."""

import math

import keras
from keras import layers, ops

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization
from tfgan_zoo.networks.initial_weights import normal_weights

LEAST = 4  # pixels a side that the halvings leave


@checked_arguments
def context_encoder_generator(source_shape, width=64, code_size=4000):
    """A picture with a hole, to the same picture without: what is known is passed on, the hole is made from a code.

    4x4 convolutions halve the picture to at least 4 pixels a side, one of that size makes the code of it, and
    transposed convolutions lead back. Leaky ReLU in the encoder, ReLU in the decoder, batch normalization after all but
    the first and the last.

    Args:
        source_shape: (height, width, channels + 1); the last channel is 1 in the hole, else 0.
        width: feature maps at half size, doubled by each further level but the second up to a factor of eight, as the
            authors' 64, 64, 128, 256, 512.
        code_size: size of the code, the only way from what is known into the hole.

    Returns:
        `keras.Model` from "source" (batch, *source_shape) to (batch, height, width, channels), float32: in the hole in
        [-1, 1], elsewhere the source's own pixels.

    Raises:
        ValueError: if the pictures are of less than 8 pixels a side, or cannot be halved often enough.

    Example:
        >>> tfgan_zoo.networks.context_encoder_generator((64, 64, 4), width=8, code_size=100).output_shape
        (None, 64, 64, 3)

    Reference:
        Pathak et al. 2016, section 3.1 and the authors' code, whose bottleneck is a convolution.
    """
    maps = [width * min(2 ** max(level - 1, 0), 8) for level in range(checked_halvings(source_shape))]
    source = keras.Input(source_shape, name="source")
    hidden = layers.LeakyReLU(0.2)(layers.Conv2D(maps[0], 4, 2, "same", **normal_weights())(source))
    for level in maps[1:]:
        hidden = layers.Conv2D(level, 4, 2, "same", use_bias=False, **normal_weights())(hidden)
        hidden = layers.LeakyReLU(0.2)(BatchNormalization()(hidden))
    rest = hidden.shape[1:3]
    code = layers.Conv2D(code_size, rest, use_bias=False, **normal_weights())(hidden)
    hidden = layers.LeakyReLU(0.2, name="code")(BatchNormalization()(code))
    hidden = layers.Conv2DTranspose(maps[-1], rest, use_bias=False, **normal_weights())(hidden)
    hidden = layers.ReLU()(BatchNormalization()(hidden))
    for level in reversed(maps[:-1]):
        hidden = layers.Conv2DTranspose(level, 4, 2, "same", use_bias=False, **normal_weights())(hidden)
        hidden = layers.ReLU()(BatchNormalization()(hidden))
    made = layers.Conv2DTranspose(source_shape[-1] - 1, 4, 2, "same", **normal_weights())(hidden)
    made = layers.Activation("tanh", dtype="float32")(made)
    known = ops.cast(source, "float32")
    pictures = ops.where(known[..., -1:] > 0.5, made, known[..., :-1])
    return keras.Model(source, pictures, name="context_encoder_generator")


@checked_arguments
def context_encoder_discriminator(image_shape, width=64, borders=(0, 0)):
    """One raw logit from the middle of a picture, where the hole is, or from the whole.

    4x4 convolutions that halve it to at least 4 pixels a side, with leaky ReLU, and batch normalization after all but
    the first; then a dense layer.

    Args:
        image_shape: (height, width, channels).
        width: feature maps at half size, doubled by each further level up to a factor of eight.
        borders: pixels above and below, and to the left and right, that are not looked at, such as
            `data.CenterHole().borders(image_shape)`; (0, 0) for the whole picture, if the hole may lie anywhere.

    Returns:
        `keras.Model` from "images" (batch, *image_shape) to (batch, 1), float32.

    Raises:
        ValueError: if what is looked at is of less than 8 pixels a side, or cannot be halved often enough.

    Example:
        >>> tfgan_zoo.networks.context_encoder_discriminator((64, 64, 3), borders=(16, 16)).output_shape
        (None, 1)
    """
    images = keras.Input(image_shape, name="images")
    hidden = layers.Cropping2D(borders)(images)
    for level in range(checked_halvings(hidden.shape[1:])):
        maps = width * min(2**level, 8)
        hidden = layers.Conv2D(maps, 4, 2, "same", use_bias=level == 0, **normal_weights())(hidden)
        hidden = layers.LeakyReLU(0.2)(BatchNormalization()(hidden) if level else hidden)
    hidden = layers.Flatten(name="features")(hidden)
    logits = layers.Dense(1, dtype="float32", **normal_weights())(hidden)
    return keras.Model(images, logits, name="context_encoder_discriminator")


def checked_halvings(shape):
    """How often a picture is halved, refused if its size does not allow it."""
    height, width = shape[:2]
    count = int(math.log2(max(min(height, width) / LEAST, 1)))
    if count < 1 or height % 2**count or width % 2**count:
        multiple = 2 ** max(count, 1)
        nearest = [max(2 * LEAST, round(side / multiple) * multiple) for side in (height, width)]
        raise ValueError(
            f"received pictures of {height} x {width} pixels, which cannot be halved down to {LEAST} to "
            f"{2 * LEAST - 1} pixels a side: resize them, to {nearest[0]} x {nearest[1]} for example."
        )
    return count
