"""Images beside the attention of some of their places."""

import matplotlib
import numpy as np

from tfgan_zoo.plots.images import pixels
from tfgan_zoo.plots.rows import image_rows

COLORS = np.array([[230, 25, 75], [60, 180, 75], [0, 130, 200], [245, 130, 48]])  # of the places, in turn
FAINT = 0.3  # of the image, below a map
MARK = 16  # marks of places in an image's side


def attention(path, images, maps, places, names=(), title=""):
    """A row for each image: the image with its query places marked, then the map of each.

    Args:
        path: the PNG to write.
        images: uint8, or floats in [-1, 1]: (n, height, width, 1 or 3).
        maps: weights of each query place, (n, queries, rows, columns), not negative; each map has a scale of its own.
        places: (vertical, horizontal) of each query place, in [0, 1].
        names: a name for each row, or empty.
        title: title of the figure.

    Raises:
        ValueError: if there are not as many maps as images and places, or too few or too many names.

    Example:
        >>> attention("attention.png", np.zeros((2, 32, 32, 1)), np.ones((2, 1, 8, 8)), [(0.5, 0.5)])
    """
    images, maps = pixels(images), np.asarray(maps, np.float64)
    if maps.shape[:2] != (len(images), len(places)):
        raise ValueError(f"received {len(images)} images, {len(places)} places and maps of shape {maps.shape}.")
    images = np.broadcast_to(images, (*images.shape[:3], 3))
    height, width = images.shape[1:3]
    rows = np.arange(height) * maps.shape[2] // height
    columns = np.arange(width) * maps.shape[3] // width
    heat = maps / np.maximum(maps.max(axis=(2, 3), keepdims=True), 1e-12)
    heat = matplotlib.colormaps["inferno"](heat[:, :, rows][..., columns])[..., :3] * 255
    heat = (1 - FAINT) * heat + FAINT * images[:, None]
    grid = np.concatenate([images[:, None], heat], axis=1).astype(np.uint8)
    for query, (down, across) in enumerate(places):
        side = max(1, min(height, width) // MARK)
        top, left = (int(place * size) - side // 2 for place, size in ((down, height), (across, width)))
        for column in (0, query + 1):
            grid[:, column, top : top + side, left : left + side] = COLORS[query % len(COLORS)]
    image_rows(path, grid, names, ["", *(f"place {query}" for query, _ in enumerate(places, 1))], title=title)
