"""The residual generator of CycleGAN (Zhu et al. 2017, arXiv:1703.10593, appendix 7.2)."""

import keras
from keras import layers, ops

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.networks.initial_weights import normal_weights


@checked_arguments
def residual_translator(image_shape, target_channels=None, width=64, num_blocks=9, reflect=False, affine=True):
    """Images to images of the same size: c7s1, two halvings, residual blocks, two doublings, c7s1.

    Instance normalization and ReLU throughout, tanh at the end. Unlike the authors', the convolutions that halve the
    size pad with zeros on one side only, as Keras does.

    Args:
        image_shape: (height, width, channels), height and width multiples of 4.
        target_channels: channels of the output; None for those of the input.
        width: feature maps at full size.
        num_blocks: residual blocks at a quarter of the size (9 for 256 x 256 in the paper, 6 for 128 x 128).
        reflect: whether the convolutions of stride 1 see the image reflected beyond its edges, as in the paper, which
            leaves fewer artifacts there, rather than zeros.
        affine: whether the normalization has a learned scale and shift, as in the authors' first code (Torch); their
            second (PyTorch) has none.

    Returns:
        `keras.Model` from (batch, *image_shape) to (batch, height, width, target_channels), float32 in [-1, 1].

    Raises:
        ValueError: if height or width is not a multiple of 4, or too small to be reflected.

    Example:
        >>> tfgan_zoo.networks.residual_translator((28, 28, 3), width=16, num_blocks=2).output_shape
        (None, 28, 28, 3)
    """
    if image_shape[0] % 4 or image_shape[1] % 4:
        raise ValueError(f"height and width must be multiples of 4, not {image_shape[0]} and {image_shape[1]}.")
    if reflect and min(image_shape[:2]) < 8:
        raise ValueError(f"reflection needs at least 8 pixels a side, not {min(image_shape[:2])}: leave out reflect.")
    images = keras.Input(image_shape, name="images")
    hidden = normalized(convolution(images, width, 7, reflect), affine)
    for maps in (2 * width, 4 * width):
        hidden = layers.Conv2D(maps, 3, 2, "same", use_bias=False, **normal_weights())(hidden)
        hidden = normalized(hidden, affine)
    for _ in range(num_blocks):
        inner = normalized(convolution(hidden, 4 * width, 3, reflect), affine)
        inner = convolution(inner, 4 * width, 3, reflect)
        hidden = layers.Add()([hidden, instance_normalization(affine)(inner)])
    for maps in (2 * width, width):
        hidden = layers.Conv2DTranspose(maps, 3, 2, "same", use_bias=False, **normal_weights())(hidden)
        hidden = normalized(hidden, affine)
    translated = convolution(hidden, target_channels or image_shape[-1], 7, reflect, use_bias=True)
    translated = layers.Activation("tanh", dtype="float32")(translated)
    return keras.Model(images, translated, name="residual_translator")


def convolution(hidden, maps, size, reflect, use_bias=False):
    """A convolution of stride 1 that keeps the size."""
    if reflect:
        margin = (size // 2, size // 2)
        hidden = ops.pad(hidden, ((0, 0), margin, margin, (0, 0)), mode="reflect")
    padding = "valid" if reflect else "same"
    return layers.Conv2D(maps, size, padding=padding, use_bias=use_bias, **normal_weights())(hidden)


def normalized(hidden, affine=True):
    """Instance normalization, then ReLU."""
    return layers.ReLU()(instance_normalization(affine)(hidden))


def instance_normalization(affine=True):
    """Normalization of each feature map of each image, with or without a learned scale and shift."""
    return layers.GroupNormalization(groups=-1, center=affine, scale=affine)
