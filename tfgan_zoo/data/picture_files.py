"""Many pictures in files, brought to one shape."""

import contextlib
import os
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from tfgan_zoo.data.checks import resolved_shape
from tfgan_zoo.data.damage import DamagedData
from tfgan_zoo.data.on_demand import OnDemand, is_on_demand
from tfgan_zoo.data.picture import read_image
from tfgan_zoo.data.resize import resized
from tfgan_zoo.data.storage import allocate


def read_all(read, count, image_shape, damage, methods=("bicubic",)):
    """All pictures, resized to one shape; for several sets at once, if a row has a picture in each.

    Args:
        read: function from a row's number to its pictures, one a set, each uint8 (height, width, 1 or 3) with what was
            done to it (a tuple of words); raises ValueError where they are damaged.
        count: how many rows there are.
        image_shape: (height, width, 1 or 3), None in place of the channels to keep those of the first picture of each
            set; None for the whole shape of that picture.
        damage: `Damage` that counts what cannot be read.
        methods: for each set how it is resized, as `resize` takes it.

    Returns:
        list of uint8 arrays (count, height, width, channels), one a set, in which the rows of damaged pictures are
        idle; dict from the number of every other row to its pictures' own shapes; Counter of what was done to them.

    Raises:
        DamagedData: if more is damaged than may be skipped.
    """
    shapes = first_shapes(read, min(count, damage.limit + 1)) or [(1, 1, 1)] * len(methods)
    arrays = [allocate(count, resolved_shape(image_shape, shape)) for shape in shapes]

    def fill(row):
        try:
            pictures = read(row)
        except ValueError as error:
            return str(error)
        for array, (pixels, _), method in zip(arrays, pictures, methods, strict=True):
            array[row] = resized(pixels, array.shape[1:], method)
        return [pixels.shape for pixels, _ in pictures], [words for _, words in pictures]

    own_shapes, changes = {}, Counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for row, found in enumerate(pool.map(fill, range(count))):  # in order, whichever is read first
            if isinstance(found, str):
                damage.add(found)
            else:
                own_shapes[row], words = found
                changes.update(word for each in words for word in each)
    for place, array in enumerate(arrays):
        grays = sum(shapes[place][2] == 1 for shapes in own_shapes.values())
        if grays and array.shape[3] == 3:
            changes["gray, and given three equal channels"] += grays
    return arrays, own_shapes, changes


def on_demand(paths, image_shape):
    """The pictures of some files, decoded when they are asked for; None where they are to be decoded whole.

    Args:
        paths: of the files.
        image_shape: as `read_all` takes it.
    """
    found = first_shapes(lambda row: [read_image(paths[row])], 1)
    if found is None or not is_on_demand(len(paths), shape := resolved_shape(image_shape, found[0])):
        return None

    def read(row):
        try:
            return resized(read_image(paths[row])[0], shape)
        except ValueError as error:
            raise DamagedData(f"{error}; repair or remove it.") from error

    return OnDemand(read, len(paths), shape, np.uint8)


def first_shapes(read, tries):
    """Shapes of the first pictures that can be read; where none can, the damage is reported later."""
    for row in range(tries):
        with contextlib.suppress(ValueError):
            return [pixels.shape for pixels, _ in read(row)]
    return None


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
