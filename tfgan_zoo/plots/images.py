"""Images as one uint8 grid, written by Pillow."""

import numpy as np
from PIL import Image

from tfgan_zoo.saving.atomic import atomic_write

GAP = 2  # pixels between images
BACKGROUND = 255  # gray level between images
SMALLEST_SIDE = 400  # pixels; smaller grids are enlarged by an integer factor


def image_grid(images, columns=None):
    """Images side by side, row by row.

    Args:
        images: uint8, or floats in [-1, 1]: (n, height, width, 1 or 3).
        columns: images in a row; None makes the grid about square.

    Returns:
        uint8 array (height, width, 1 or 3), with small images enlarged without interpolation.

    Raises:
        ValueError: if the shape is different, there are no images, or values are not finite (training has diverged).

    Example:
        >>> image_grid(np.zeros((4, 100, 100, 3)), columns=2).shape
        (408, 408, 3)
    """
    images = pixels(images)
    grid = side_by_side(images, columns or int(np.ceil(np.sqrt(len(images)))))[:-GAP, :-GAP]
    factor = -(-SMALLEST_SIDE // max(grid.shape[:2]))
    grid = grid.repeat(factor, axis=0).repeat(factor, axis=1)
    return np.pad(grid, ((GAP, GAP), (GAP, GAP), (0, 0)), constant_values=BACKGROUND)


def side_by_side(images, columns, gap=GAP, below=GAP):
    """uint8 images row by row, with `gap` background pixels to the right of and `below` pixels below each."""
    count, height, width, channels = images.shape
    rows = -(-count // columns)
    cells = np.full((rows * columns, height + below, width + gap, channels), BACKGROUND, np.uint8)
    cells[:count, :height, :width] = images
    cells = cells.reshape(rows, columns, *cells.shape[1:]).swapaxes(1, 2)  # (rows, height, columns, width, channels)
    return cells.reshape(rows * (height + below), columns * (width + gap), channels)


def pixels(images):
    """Images in [-1, 1] as uint8; uint8 images unchanged."""
    images = np.asarray(images)
    if images.ndim != 4 or not len(images) or images.shape[-1] not in (1, 3):
        raise ValueError(
            f"received images of shape {images.shape}; expected (n, height, width, 1 or 3) with n at least 1."
        )
    if images.dtype == np.uint8:
        return images
    if not np.isfinite(images).all():
        raise ValueError("the images have nonfinite values: training has diverged, try a smaller learning rate.")
    return np.rint((np.clip(images, -1, 1) + 1) * 127.5).astype(np.uint8)


def save_png(path, array):
    """Write one image.

    Args:
        path: the PNG to write.
        array: uint8 (height, width, 1 or 3).
    """
    with atomic_write(path) as temporary:
        Image.fromarray(array[..., 0] if array.shape[-1] == 1 else array).save(temporary)
