"""One picture file as gray or RGB pixels of 8 bits."""

import contextlib

import numpy as np
from PIL import Image, ImageOps, features

AVIF = ("avif",) if features.check("avif") else ()
SUFFIXES = (".png", ".jpg", ".jpeg", ".jfif", ".bmp", ".gif", ".webp", ".tif", ".tiff", *(f".{name}" for name in AVIF))
FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF", *(name.upper() for name in AVIF))  # others start programs (EPS)
KIND = "images"  # what such files are called
PIXEL_LIMIT = 2**26  # 8192 x 8192; a picture of a few bytes can claim any size
BACKGROUND = "white"  # what is seen through transparent pixels, whose own colors nobody ever saw
GRAY = ("1", "L", "LA", "La")
UNSCALED = ("I", "F")  # 32 bits, of which nothing tells what is black and what is white


def read_image(path):
    """A picture as it is seen: upright, transparent pixels on white, of an animation the first frame.

    Args:
        path: A `pathlib.Path`.

    Returns:
        uint8 array (height, width, 1 or 3), and what was done to the picture, a tuple of words.

    Raises:
        ValueError: When the file cannot be read as a picture of 8 or 16 bits.
    """
    with opened(path) as picture:
        words = words_of_file(picture)
        pixels, more = _pixels(ImageOps.exif_transpose(picture))
    return pixels, (*words, *more)


@contextlib.contextmanager
def opened(path):
    """A picture's file, opened, if it claims no more pixels than are read; all that goes wrong with it names the file.

    Raises:
        ValueError: When it cannot be read, or whatever the context raises.
    """
    try:
        if not path.is_file():
            raise OSError("it is no file")  # opening a pipe would wait for ever
        with Image.open(path, formats=FORMATS) as picture:
            if picture.width * picture.height > PIXEL_LIMIT:
                raise OSError(f"it claims {picture.width} x {picture.height} pixels")
            yield picture
    except Exception as error:  # damage shows itself in many ways: OSError, SyntaxError, struct.error, KeyError ...
        raise ValueError(f"{path} cannot be read as an image ({error})") from error


def words_of_file(picture):
    """What an opened file has that is not kept."""
    words = ()
    if getattr(picture, "is_animated", False) and picture.format != "MPO":  # of a phone's JPEG the rest are previews
        words = ("reduced to their first frame",)
    if any(";16" in str(tile.args) and "BGR" not in str(tile.args) for tile in picture.tile):  # "BGR;16": of a pixel
        words = (*words, "reduced from 16 bits to 8")
    return words


def _pixels(picture):
    """uint8 (height, width, 1 or 3) of a picture of any mode, and what was done."""
    if picture.mode in UNSCALED:
        raise OSError("its values have 32 bits, of which nothing tells the range; expected 8 or 16 bits")
    if picture.mode.startswith("I;16"):
        return (np.asarray(picture) >> 8).astype(np.uint8)[..., None], ()
    mode = "L" if picture.mode in GRAY else "RGB"
    words = ()
    if picture.mode in ("P", "PA"):
        words = ("converted from a palette",)
    elif picture.mode not in (*GRAY, "RGB", "RGBA", "RGBX", "RGBa"):
        words = (f"converted from {picture.mode}",)
    if picture.has_transparency_data or picture.mode in ("La", "RGBa"):
        picture = picture.convert("RGBA")
        if picture.getchannel("A").getextrema()[0] < 255:
            picture = Image.alpha_composite(Image.new("RGBA", picture.size, BACKGROUND), picture)
            words = (*words, f"transparent, and put on {BACKGROUND}")
    pixels = np.asarray(picture.convert(mode))
    return pixels[..., None] if mode == "L" else pixels, words
