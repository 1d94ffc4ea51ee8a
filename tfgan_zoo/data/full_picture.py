"""One picture file with all that pictures for training lose: 16 bits, and transparency beside the colors."""

import dataclasses

import numpy as np
import tensorflow as tf

from tfgan_zoo.data.picture import GRAY, UNSCALED, opened, words_of_file

ORIENTATION = 0x0112  # EXIF's tag
# What turns a picture upright, by the tag's value: rows first, then columns are reversed, then both are exchanged.
TURNS = {2: (1, -1, False), 3: (-1, -1, False), 4: (-1, 1, False), 5: (1, 1, True), 6: (-1, 1, True)}
TURNS |= {7: (-1, -1, True), 8: (1, -1, True)}


@dataclasses.dataclass(frozen=True, eq=False)
class FullPicture:
    """A picture as it is seen upright.

    Args:
        pixels: uint8 or uint16 (height, width, 1 or 3); white where nothing is seen of them.
        alpha: of the same type (height, width), 0 where it is transparent; None where all is opaque.
        words: what was done to it, a tuple.
    """

    pixels: np.ndarray
    alpha: np.ndarray | None
    words: tuple

    @property
    def size(self):
        """Height and width."""
        return self.pixels.shape[:2]

    @property
    def bits(self):
        """Bits of a value: 8 or 16."""
        return 8 * self.pixels.dtype.itemsize


def read_full_picture(path):
    """A picture with its transparency, and with 16 bits where a PNG, or a gray TIFF, has them.

    Args:
        path: A `pathlib.Path`.

    Returns:
        `FullPicture`.

    Raises:
        ValueError: When the file cannot be read as a picture of 8 or 16 bits.
    """
    with opened(path) as picture:
        words = words_of_file(picture)
        is_deep = picture.format == "PNG" and ";16" in str(picture.tile)
        turn = TURNS.get(picture.getexif().get(ORIENTATION))
        values = deep_values(path) if is_deep else values_of(picture)
    if values.dtype == np.uint16:
        words = tuple(word for word in words if "16 bits" not in word)
    elif picture.mode not in (*GRAY, "P", "PA", "RGB", "RGBA", "RGBX", "RGBa"):
        words = (*words, f"converted from {picture.mode}")
    values = turned(values, turn) if turn else values
    return separated(values, words)


def deep_values(path):
    """uint16 (height, width, 1 to 4) of a PNG, of which Pillow would drop the lower 8 bits."""
    return tf.io.decode_png(path.read_bytes(), dtype=tf.uint16).numpy()


def values_of(picture):
    """uint8 or uint16 (height, width, 1 to 4) of an opened picture of any mode."""
    if picture.mode in UNSCALED:
        raise OSError("its values have 32 bits, of which nothing tells the range; expected 8 or 16 bits")
    if picture.mode.startswith("I;16"):
        return np.asarray(picture).astype(np.uint16)[..., None]
    is_gray = picture.mode in GRAY
    if picture.has_transparency_data or picture.mode in ("La", "RGBa"):
        values = np.asarray(picture.convert("RGBA"))
        return values[..., 2:] if is_gray else values
    values = np.asarray(picture.convert("L" if is_gray else "RGB"))
    return values[..., None] if is_gray else values


def turned(values, turn):
    """A picture turned upright."""
    rows, columns, exchanged = turn
    values = values[::rows, ::columns]
    return np.ascontiguousarray(values.swapaxes(0, 1) if exchanged else values)


def separated(values, words):
    """The `FullPicture` of gray or RGB values, perhaps with a channel of transparency at the end."""
    if values.shape[-1] % 2:
        return FullPicture(values, None, words)
    pixels, alpha = values[..., :-1], values[..., -1]
    full = np.iinfo(values.dtype).max
    if alpha.min() == full:
        return FullPicture(pixels, None, words)
    return FullPicture(np.where(alpha[..., None] == 0, values.dtype.type(full), pixels), alpha, words)
