"""The residual generator of CycleGAN (Zhu et al. 2017, arXiv:1703.10593, appendix 7.2)."""

import keras
from keras import layers

from tfgan_zoo.networks.initial_weights import normal_weights


def residual_translator(image_shape, target_channels=None, width=64, num_blocks=9):
    """Images to images of the same size: c7s1, two halvings, residual blocks, two doublings, c7s1.

    Instance normalization and ReLU throughout, tanh at the end.

    Args:
        image_shape: (height, width, channels), height and width multiples of 4.
        target_channels: channels of the output; None for those of the input.
        width: feature maps at full size.
        num_blocks: residual blocks at a quarter of the size (9 for 256 x 256 in the paper, 6 for 128 x 128).

    Returns:
        `keras.Model` from (batch, *image_shape) to (batch, height, width, target_channels), float32 in [-1, 1].

    Raises:
        ValueError: if height or width is not a multiple of 4.

    Example:
        >>> tfgan_zoo.networks.residual_translator((28, 28, 3), width=16, num_blocks=2).output_shape
        (None, 28, 28, 3)
    """
    if image_shape[0] % 4 or image_shape[1] % 4:
        raise ValueError(f"height and width must be multiples of 4, not {image_shape[0]} and {image_shape[1]}.")
    images = keras.Input(image_shape, name="images")
    hidden = normalized(layers.Conv2D(width, 7, padding="same", use_bias=False, **normal_weights())(images))
    for maps in (2 * width, 4 * width):
        hidden = normalized(layers.Conv2D(maps, 3, 2, "same", use_bias=False, **normal_weights())(hidden))
    for _ in range(num_blocks):
        inner = normalized(layers.Conv2D(4 * width, 3, padding="same", use_bias=False, **normal_weights())(hidden))
        inner = layers.Conv2D(4 * width, 3, padding="same", use_bias=False, **normal_weights())(inner)
        hidden = layers.Add()([hidden, layers.GroupNormalization(groups=-1)(inner)])
    for maps in (2 * width, width):
        hidden = normalized(layers.Conv2DTranspose(maps, 3, 2, "same", use_bias=False, **normal_weights())(hidden))
    translated = layers.Conv2D(target_channels or image_shape[-1], 7, padding="same", **normal_weights())(hidden)
    translated = layers.Activation("tanh", dtype="float32")(translated)
    return keras.Model(images, translated, name="residual_translator")


def normalized(hidden):
    """Instance normalization, then ReLU."""
    return layers.ReLU()(layers.GroupNormalization(groups=-1)(hidden))
