"""Nearest neighbors among features, a block of rows at a time: memory does not grow with the square of the samples."""

import keras
import numpy as np

from tfgan_zoo.metrics.distances import squared_distances
from tfgan_zoo.metrics.feature_checks import checked_features

ROWS = 2048  # rows whose neighbors are sought at a time, and rows of a tile of distances
COLUMNS = 2048  # columns of a tile: 32 MB of float64 with 2048 rows
SURFACE = 1e-9  # share of a radius by which rounding may move a distance: what is so near lies on a ball's surface


def neighbor_distances(features, neighbors, others=None, verbose=1):
    """How far the k-th nearest neighbor of each row is, which is never the row itself.

    Args:
        features: array (m, features).
        neighbors: k.
        others: array (n, features) among which to look; None looks among the rows of `features` other than itself.
        verbose: 1 shows a progress bar where there is more than one block, 0 nothing.

    Returns:
        float64 array (m,) of Euclidean distances.

    Raises:
        ValueError: if there are not as many other rows, or the features do not fit or are not finite.

    Example:
        >>> neighbor_distances(np.array([[0.0], [1.0], [3.0]]), neighbors=1).tolist()
        [1.0, 1.0, 2.0]
    """
    from sklearn.neighbors import NearestNeighbors  # a second of importing that only this needs

    within = others is None
    features, others = checked_features(features, features if within else others, 1, "A search for neighbors")
    if not 1 <= neighbors <= len(others) - within:
        raise ValueError(f"There are {len(others) - within} other rows, and the {neighbors}. neighbor is sought.")
    search = NearestNeighbors(algorithm="brute").fit(others)
    distances = np.empty(len(features))
    for rows in blocks(len(features), ROWS, verbose):
        found = search.kneighbors(features[rows], neighbors + within, return_distance=False)
        if within:
            found = without_itself(found, np.arange(rows.start, rows.stop))
        distances[rows] = farthest(features[rows], others, found)
    return distances


def distance_tiles(first, second, verbose=1):
    """The distances of all pairs, a tile at a time.

    Args:
        first, second: arrays (m, features) and (n, features).
        verbose: 1 shows a progress bar where there is more than one block, 0 nothing.

    Yields:
        (rows, columns, distances): two slices, and float64 Euclidean distances of first[rows] from second[columns].

    Example:
        >>> tiles = distance_tiles(np.zeros((2, 1)), np.ones((3, 1)))
        >>> [distances.shape for _, _, distances in tiles]
        [(2, 3)]
    """
    for rows in blocks(len(first), ROWS, verbose):
        for columns in blocks(len(second), COLUMNS, verbose=0):
            yield rows, columns, np.sqrt(squared_distances(first[rows], second[columns]))


def blocks(count, size, verbose):
    """Slices that cover so many rows, with a progress bar where it takes more than one."""
    progress = keras.utils.Progbar(count, verbose=verbose, unit_name="row") if verbose and count > size else None
    for start in range(0, count, size):
        stop = min(start + size, count)
        yield slice(start, stop)
        if progress is not None:
            progress.update(stop)


def without_itself(found, itself):
    """The neighbors found (m, k + 1) but for each row's own place, or but for the last where more rows are equal."""
    left_out = found == itself[:, None]
    left_out[~left_out.any(axis=1), -1] = True
    return found[~left_out].reshape(len(found), -1)


def farthest(features, others, found):
    """The largest distance of each row from the neighbors found, by differences, which rounding does not spoil."""
    return np.max(
        [np.linalg.norm(np.subtract(features, others[places], dtype=np.float64), axis=1) for places in found.T], 0
    )
