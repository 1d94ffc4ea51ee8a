"""Samples next to their nearest training images."""

import numpy as np

from tfgan_zoo.plots.rows import image_rows


def neighbors(path, samples, nearest, distances, title=""):
    """Each sample in a row with its nearest training images, with distances below them.

    Args:
        path: the PNG to write.
        samples: (n, height, width, 1 or 3), uint8 or floats in [-1, 1].
        nearest: (n, k, height, width, 1 or 3) of the same kind, nearest first.
        distances: (n, k).
        title: title of the figure.

    Raises:
        ValueError: if the shapes do not match, or images are not finite.
    """
    samples, nearest = np.asarray(samples), np.asarray(nearest)
    if nearest.ndim != 5 or nearest.shape[::2] != samples.shape[::2][:1] + nearest.shape[2::2]:
        raise ValueError(
            f"received samples of shape {samples.shape} and neighbors of shape {nearest.shape}; expected "
            "(n, height, width, channels) and (n, k, height, width, channels)."
        )
    images = np.concatenate([samples[:, None], nearest], axis=1)
    captions = [["", *(f"{distance:.3g}" for distance in row)] for row in distances]
    columns = ["sample", *(f"nearest {number + 1}" for number in range(nearest.shape[1]))]
    image_rows(path, images, columns=columns, captions=captions, title=title)
