"""A picture file as a network takes it: a picture, one with a hole, or a label map."""

import dataclasses
from collections.abc import Callable

import numpy as np

from tfgan_zoo.conditions import HOLE, LABEL_MAP
from tfgan_zoo.data.full_picture import read_full_picture
from tfgan_zoo.data.label_maps import class_numbers

GRAY_WEIGHTS = np.array([0.2989, 0.587, 0.114], "float32")  # of red, green, blue, as in tf.image.rgb_to_grayscale


@dataclasses.dataclass(frozen=True, eq=False)
class Given:
    """A picture to translate.

    Args:
        size: (height, width).
        window: function (top, bottom, left, right) -> float32 array of these pixels, as a network takes them; pixels
            beyond the edges are like the nearest ones on them.
        bits: of a value of the file, 8 or 16.
        alpha: uint8 or uint16 (height, width), which the translation has too; None for an opaque one.
        words: what was done to it, a tuple.
    """

    size: tuple
    window: Callable
    bits: int
    alpha: np.ndarray | None
    words: tuple


def read_given(path, translation, mask=None):
    """Read a picture that is to be translated.

    Args:
        path: of the picture.
        translation: `Translation` of the network that takes it.
        mask: path of a picture of the same size, white where a hole is; None takes the transparent pixels.

    Returns:
        `Given`.

    Raises:
        ValueError: if a file cannot be read, or is not what the network takes.
    """
    picture = read_full_picture(path)
    if translation.kind == LABEL_MAP:
        return label_map(path, picture, translation)
    words = picture.words
    channels = translation.channels - (translation.kind == HOLE)
    if picture.pixels.shape[-1] == 3 and channels == 1:
        words = (*words, "made gray, which is all that the network takes")
    if translation.kind != HOLE:
        return Given(picture.size, windows(picture.pixels, channels), picture.bits, picture.alpha, words)
    hole = hole_of(path, picture) if mask is None else hole_of_mask(mask, picture.size)
    pixels = windows(picture.pixels, channels)

    def with_hole(*window):
        known = pixels(*window)
        in_hole = part(hole, *window)[..., None].astype(np.float32)
        return np.concatenate([known * (1 - in_hole), in_hole], axis=-1)

    return Given(picture.size, with_hole, picture.bits, None, words)


def part(array, top, bottom, left, right):
    """A window of an array (height, width, ...), whose edges go on beyond them."""
    rows, columns = (
        np.clip(np.arange(start, end), 0, side - 1)
        for start, end, side in ((top, bottom, array.shape[0]), (left, right, array.shape[1]))
    )
    return array[rows[:, None], columns]


def windows(pixels, channels):
    """The function `window` of pixels, uint8 or uint16, for a network that takes so many channels."""
    half = np.float32(np.iinfo(pixels.dtype).max / 2)

    def window(*edges):
        values = part(pixels, *edges).astype(np.float32) / half - 1
        if channels == 1 and values.shape[-1] == 3:
            return (values @ GRAY_WEIGHTS)[..., None]
        return values if values.shape[-1] == channels else np.repeat(values, channels, axis=-1)

    return window


def hole_of(path, picture):
    """The transparent pixels of a picture, boolean (height, width).

    Raises:
        ValueError: if there are none, or half transparent ones.
    """
    if picture.alpha is None:
        raise ValueError(f"{path} has no hole: make pixels transparent, or give a mask (--masks), white in the hole")
    values = np.unique(picture.alpha)
    full = np.iinfo(picture.alpha.dtype).max
    if not set(values.tolist()) <= {0, full}:
        raise ValueError(
            f"{path} has {len(values)} degrees of transparency; expected opaque and wholly transparent pixels alone, "
            "which are the hole"
        )
    return picture.alpha == 0


def hole_of_mask(path, size):
    """The white pixels of a mask, boolean (height, width).

    Raises:
        ValueError: if it has another size than its picture, or more than two values.
    """
    mask = read_full_picture(path)
    if mask.size != size:
        raise ValueError(
            f"the mask {path} has {mask.size[1]} x {mask.size[0]} pixels; expected those of its picture, "
            f"{size[1]} x {size[0]}"
        )
    pixels = mask.pixels.max(axis=-1)
    values = np.unique(pixels)
    if len(values) > 2:
        raise ValueError(
            f"the mask {path} has {len(values)} values from {values[0]} to {values[-1]}; expected two, of which the "
            "higher one is the hole: draw it without soft edges, and save it as PNG, since JPEG changes values"
        )
    middle = np.iinfo(pixels.dtype).max / 2 if len(values) == 1 else values[0]
    return pixels > middle


def label_map(path, picture, translation):
    """A `Given` of one channel for each class."""
    count = translation.channels
    numbers = class_numbers(picture.pixels, translation.palette, count, str(path))
    words = picture.words if picture.alpha is None else (*picture.words, "transparent, which a label map cannot be")

    def one_hot(*window):
        return np.eye(count, dtype=np.float32)[part(numbers, *window)]

    return Given(picture.size, one_hot, 8, None, words)
