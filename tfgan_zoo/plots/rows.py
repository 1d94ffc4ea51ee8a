"""Rows of images with names of rows and columns, and captions."""

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save
from tfgan_zoo.plots.images import pixels, side_by_side

SMALLEST_CELL = 0.62  # inches, minimum of an image's longer side
LARGEST_CELL = 1.3  # inches, maximum
LETTER = 0.085  # inches, approximate width of a letter
LINE = 0.17  # inches, approximate height of a line of text
CAPTION_HEIGHT = 0.18  # inches below each image if there are captions


def image_rows(path, images, rows=(), columns=(), captions=None, title=""):
    """A grid of images with named rows and columns.

    Args:
        path: the PNG to write.
        images: uint8, or floats in [-1, 1]: (rows, columns, height, width, 1 or 3).
        rows: a name for each row, or empty.
        columns: a name for each column, or empty.
        captions: text below each image, lists of strings (rows, columns), or None.
        title: title of the figure.

    Raises:
        ValueError: if the images have a different shape or are not finite, or there are too few or too many names.

    Example:
        >>> image_rows("rows.png", np.zeros((2, 5, 8, 8, 1)), rows=["first", "second"], title="Nothing")
    """
    images = checked_rows(images, rows, columns, captions)
    num_rows, num_columns, height, width, _ = images.shape
    side = np.clip(max(height, width) / DOTS_PER_INCH, SMALLEST_CELL, LARGEST_CELL)
    cell = side / max(height, width)  # inches per pixel
    lines = title.splitlines() or [""]
    names = max((len(name) for name in rows), default=0)
    below = CAPTION_HEIGHT if captions is not None else 0
    across = num_columns * width * cell * 1.06 + LETTER * names + 0.3
    down = num_rows * (height * cell * 1.06 + below) + LINE * (len(lines) + bool(len(columns))) + 0.3
    size = max(across, LETTER * max(map(len, lines)) + 0.3), down
    figure = Figure(figsize=size, dpi=DOTS_PER_INCH, layout="constrained")
    axes = figure.add_subplot()
    draw_rows(axes, images, rows, columns, captions, below / cell)
    axes.set_title(title, fontsize=10)
    save(path, figure)


def draw_rows(axes, images, rows=(), columns=(), captions=None, below=0.0):
    """Draw rows of images into axes, with `below` pixels below each in addition to the gap; see `image_rows`."""
    images = checked_rows(images, rows, columns, captions)
    num_rows, num_columns, height, width, channels = images.shape
    gap = max(1, round(0.05 * max(height, width)))
    below = gap + round(below)
    grid = side_by_side(images.reshape(-1, height, width, channels), num_columns, gap, below)
    # The last gaps are kept, for captions.
    axes.imshow(grid[..., 0] if channels == 1 else grid, cmap="gray", vmin=0, vmax=255, interpolation="nearest")
    for side in axes.spines.values():
        side.set_visible(False)
    across = np.arange(num_columns) * (width + gap) + (width - 1) / 2
    down = np.arange(num_rows) * (height + below) + (height - 1) / 2
    axes.set_xticks(across if len(columns) else [], columns, fontsize=8)
    axes.set_yticks(down if len(rows) else [], rows, fontsize=8)
    axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    for row, texts in enumerate(captions or ()):
        for column, caption in enumerate(texts):
            position = across[column], row * (height + below) + height
            axes.text(*position, caption, fontsize=7, ha="center", va="top")


def checked_rows(images, rows, columns, captions):
    """Images as uint8 (rows, columns, height, width, channels)."""
    images = np.asarray(images)
    if images.ndim != 5:
        raise ValueError(f"received images of shape {images.shape}; expected (rows, columns, height, width, 1 or 3).")
    for kind, names, count in (("rows", rows, images.shape[0]), ("columns", columns, images.shape[1])):
        if len(names) not in (0, count):
            raise ValueError(f"received {len(names)} names for {count} {kind}: pass one each, or none.")
    if captions is not None and [len(texts) for texts in captions] != [images.shape[1]] * images.shape[0]:
        raise ValueError(
            f"the captions do not match {images.shape[0]} rows of {images.shape[1]} images: pass one each."
        )
    return pixels(images.reshape(-1, *images.shape[2:])).reshape(images.shape)
