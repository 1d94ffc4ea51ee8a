"""Digits whose color their gray does not tell, for coloring without a network."""

import numpy as np

from tfgan_zoo.data.checks import resolved_shape
from tfgan_zoo.data.digits import digits
from tfgan_zoo.data.examples import Examples

IMAGE_SHAPE = (32, 32, 3)
HUES = ((254, 62, 85), (17, 185, 73), (65, 126, 251), (196, 69, 201))  # red, green, blue, purple, of the luma 122


def isoluminant_digits(split="train", image_shape=None):
    """Digits on black, each in one of four saturated hues that are equally light.

    The gray of a picture is the same in each hue, so its color can only be guessed: a mean or a median of all four
    is dull, and is none of them.

    Args:
        split: "train" (1 497 images) or "test" (300 others); always the same.
        image_shape: (height, width, 3 or None); (32, 32, 3) when None.

    Returns:
        `Examples` with 10 classes, the digits.

    Raises:
        ValueError: For another split, or an image shape without colors.

    Example:
        >>> isoluminant_digits("test").shape
        (32, 32, 3)
    """
    height, width, channels = resolved_shape(image_shape, IMAGE_SHAPE)
    if channels != 3:
        raise ValueError(f"image_shape={image_shape!r}; isoluminant_digits have three channels, as in (32, 32, 3).")
    gray = digits(split, (height, width, 1))
    chosen = np.random.default_rng(gray.num_examples).integers(len(HUES), size=gray.num_examples)
    hues = np.array(HUES)[chosen][:, None, None] / 255
    images = np.rint(gray.samples * hues).astype(np.uint8)
    return Examples("isoluminant_digits", split, images, gray.labels, num_classes=10, class_names=gray.class_names)
