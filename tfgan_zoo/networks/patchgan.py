"""PatchGAN: a discriminator that classifies patches (Isola et al. 2016, arXiv:1611.07004, section 3.2.2)."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.networks.initial_weights import normal_weights


@checked_arguments
def patchgan_discriminator(image_shape, width=64, depth=3, source_shape=None):
    """One raw logit for each overlapping patch.

    4x4 convolutions with leaky ReLU, of stride 2 except for the last two, each after one pixel of padding on all sides;
    instance normalization after all but the first and the last. With depth 3 a patch has 70 x 70 pixels.

    Args:
        image_shape: (height, width, channels).
        width: feature maps of the first convolution, doubled by each further one up to a factor of eight.
        depth: number of convolutions of stride 2.
        source_shape: (height, width, channels) of the image that was translated, which is then concatenated to the
            image as further channels; None for a discriminator of images alone.

    Returns:
        `keras.Model` from "images" (batch, *image_shape), or from "images" and "source", to (batch, rows, columns, 1),
        float32.

    Raises:
        ValueError: if the images are too small for the depth, or the source has a different size.

    Example:
        >>> tfgan_zoo.networks.patchgan_discriminator((256, 256, 3)).output_shape
        (None, 30, 30, 1)
    """
    check_sizes(image_shape, depth, source_shape)
    inputs = [keras.Input(image_shape, name="images")]
    if source_shape is not None:
        inputs.append(keras.Input(source_shape, name="source"))
    hidden = layers.Concatenate()(inputs) if source_shape is not None else inputs[0]
    hidden = layers.LeakyReLU(0.2)(convolution(hidden, width, 2))
    for level in range(1, depth + 1):
        maps = width * min(2**level, 8)
        hidden = convolution(hidden, maps, 2 if level < depth else 1, use_bias=False)
        hidden = layers.GroupNormalization(groups=-1)(hidden)
        hidden = layers.LeakyReLU(0.2, name="features" if level == depth else None)(hidden)
    logits = layers.Activation("linear", dtype="float32")(convolution(hidden, 1, 1))
    return keras.Model(inputs if source_shape is not None else inputs[0], logits, name="patchgan_discriminator")


def convolution(hidden, maps, stride, use_bias=True):
    """A 4x4 convolution after one pixel of padding on all sides.

    Keras' "same" pads one side more than the other at stride 1, which would shift the patches.
    """
    padded = layers.ZeroPadding2D(1)(hidden)
    return layers.Conv2D(maps, 4, stride, "valid", use_bias=use_bias, **normal_weights())(padded)


def check_sizes(image_shape, depth, source_shape):
    """Refuse images that are too small for a patch, and a source of a different size."""
    height, width = image_shape[:2]
    if min(height, width) // 2**depth < 3:
        raise ValueError(
            f"received images of {height} x {width} pixels and depth={depth}; so many halvings must leave at least "
            f"3 x 3 pixels: use images of at least {3 * 2**depth} pixels a side, or a smaller depth."
        )
    if source_shape is not None and tuple(source_shape[:2]) != (height, width):
        raise ValueError(
            f"received images of {height} x {width} pixels and a source of {source_shape[0]} x {source_shape[1]}; the "
            "two are concatenated: resize them to the same height and width."
        )
