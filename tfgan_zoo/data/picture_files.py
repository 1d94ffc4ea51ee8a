"""Pictures in files: which there are, how one is read, and how many are brought to one shape."""

import contextlib
import os
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from PIL import Image, ImageOps

from tfgan_zoo.data.checks import settled_shape
from tfgan_zoo.data.resize import resize
from tfgan_zoo.data.storage import allocate

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp")
KIND = "images"  # what such files are called
FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP")  # Pillow knows others, some of which start programs (EPS)
PIXEL_LIMIT = 2**26  # 8192 x 8192; a picture of a few bytes can claim any size


def read_all(read, count, image_shape, damage, methods=("bicubic",)):
    """All pictures, brought to one shape; of several sets at once, where a row has a picture in each.

    Args:
        read: function from a row's number to its uint8 pictures (height, width, 1 or 3), one a set; raises ValueError
            where they are damaged.
        count: how many rows there are.
        image_shape: (height, width, 1 or 3), None in place of the channels to keep those of the first picture of each
            set; None for the whole shape of that picture.
        damage: `Damage` that counts what cannot be read.
        methods: for each set how it is resized, as `resize` takes it.

    Returns:
        list of uint8 arrays (count, height, width, channels), one a set, in which the rows of damaged pictures are
        idle; dict from the number of every other row to its pictures' own shapes.

    Raises:
        DamagedData: if more is damaged than may be skipped.
    """
    shapes = _first_shapes(read, min(count, damage.limit + 1)) or [(1, 1, 1)] * len(methods)
    arrays = [allocate(count, settled_shape(image_shape, shape)) for shape in shapes]

    def fill(row):
        try:
            pictures = read(row)
        except ValueError as error:
            return str(error)
        for array, picture, method in zip(arrays, pictures, methods, strict=True):
            array[row] = resize(picture, array.shape[1:], method)
        return [picture.shape for picture in pictures]

    own_shapes = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for row, found in enumerate(pool.map(fill, range(count))):  # in order, whichever is read first
            if isinstance(found, str):
                damage.add(found)
            else:
                own_shapes[row] = found
    return arrays, own_shapes


def _first_shapes(read, tries):
    """Shapes of the first pictures that can be read; where none can, the damage is reported later."""
    for row in range(tries):
        with contextlib.suppress(ValueError):
            return [picture.shape for picture in read(row)]
    return None


def read_image(path):
    """uint8 (height, width, 1 or 3), upright."""
    try:
        if not path.is_file():
            raise OSError("it is no file")  # opening a pipe would wait for ever
        with Image.open(path, formats=FORMATS) as picture:
            if picture.width * picture.height > PIXEL_LIMIT:
                raise OSError(f"it claims {picture.width} x {picture.height} pixels")
            upright = ImageOps.exif_transpose(picture)
        if upright.mode.startswith("I;16"):
            return (np.asarray(upright) >> 8).astype(np.uint8)[..., None]
        if "transparency" in upright.info:
            upright = upright.convert("RGBA")  # straight to RGB, Pillow warns
        gray = upright.mode in ("1", "L", "LA")
        image = np.asarray(upright.convert("L" if gray else "RGB"))
    except Exception as error:  # damage shows itself in many ways: OSError, SyntaxError, struct.error, KeyError ...
        raise ValueError(f"{path} cannot be read as an image ({error})") from error
    return image[..., None] if gray else image


def warn_of_lost_color(path, first, shapes):
    """Say that colors were dropped, where the first of several pictures is gray.

    Args:
        path: of the folder.
        first: path of the first picture.
        shapes: of all pictures, the first one's first.
    """
    colored = sum(shape[2] == 3 for shape in shapes)
    if shapes[0][2] == 1 and colored:
        warnings.warn(
            f"{first} is gray, so {colored} images of {path} that have colors were made gray too; to keep them use "
            f"image_shape=({shapes[0][0]}, {shapes[0][1]}, 3).",
            stacklevel=4,
        )
