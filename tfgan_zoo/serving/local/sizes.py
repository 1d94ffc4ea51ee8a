"""How much memory requests take: one by one, and all that are in the server at once."""

import io

import numpy as np
from PIL import Image

from tfgan_zoo.serving.warm_up import FILES

BYTES_OF_A_PIXEL = 3 * np.dtype("float32").itemsize  # as a network takes it


class Full(Exception):
    """More is in the server than may be."""


class Budget:
    """The bytes of all requests that arrive or wait.

    Args:
        most: how many there may be at once.

    Example:
        >>> budget = Budget(10)
        >>> share = budget.share()
        >>> share.take(8)
        >>> share.close()
        >>> budget.taken
        0
    """

    def __init__(self, most):
        self.most, self.taken = most, 0

    def share(self):
        """What one request has of it: a `Share`, nothing yet."""
        return Share(self)


class Share:
    """What one request has of a budget, until it is closed."""

    def __init__(self, budget):
        self.budget, self.taken = budget, 0

    def take(self, count):
        """Take more bytes.

        Raises:
            Full: if there are not so many.
        """
        if self.budget.taken + count > self.budget.most:
            raise Full
        self.budget.taken += count
        self.taken += count

    def close(self):
        """Give all back."""
        self.budget.taken -= self.taken
        self.taken = 0


def bytes_of(inputs):
    """The bytes of a request's inputs, arrays by name, where a picture's file counts as its pixels.

    A file of a few kilobytes may hold a picture of gigabytes.
    """
    return sum(bytes_of_array(name, array) for name, array in inputs.items())


def bytes_of_array(name, array):
    """The bytes of one input."""
    if array.dtype != object:
        return array.nbytes
    size = sum(map(len, array.flat))
    return size + sum(map(bytes_of_picture, array.flat)) if name.endswith(FILES) else size


def bytes_of_picture(content):
    """The bytes of a picture's pixels, from the beginning of its file; 0 of what is no picture."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return picture.width * picture.height * BYTES_OF_A_PIXEL
    except Exception:  # Pillow's own, of many kinds; TensorFlow will say what it is
        return 0
    finally:
        Image.MAX_IMAGE_PIXELS = limit
