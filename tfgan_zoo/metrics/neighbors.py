"""Nearest neighbors of features, a block of rows at a time, so that memory is not quadratic in the samples."""

import keras
import numpy as np

from tfgan_zoo.metrics.distances import squared_distances
from tfgan_zoo.metrics.feature_checks import checked_features

ROWS = 2048  # rows whose neighbors are searched at a time, and rows of a tile of distances
COLUMNS = 2048  # columns of a tile: 32 MB of float64 with 2048 rows
SURFACE = 1e-9  # rounding error of a distance relative to a radius: points that close are on a ball's surface


def neighbor_distances(features, neighbors, others=None, verbose=1):
    """The distance of each row's k-th nearest neighbor, which is never the row itself.

    Args:
        features: array (m, features).
        neighbors: k.
        others: array (n, features) to search; None searches the other rows of `features`.
        verbose: 1 shows a progress bar where there is more than one block, 0 nothing.

    Returns:
        float64 array (m,) of Euclidean distances.

    Raises:
        ValueError: if there are fewer than k other rows, or the features do not match or are not finite.

    Example:
        >>> neighbor_distances(np.array([[0.0], [1.0], [3.0]]), neighbors=1).tolist()
        [1.0, 1.0, 2.0]
    """
    from sklearn.neighbors import NearestNeighbors  # takes a second to import

    within = others is None
    features, others = checked_features(features, features if within else others, 1, "A search for neighbors")
    if not 1 <= neighbors <= len(others) - within:
        raise ValueError(
            f"received neighbors={neighbors} and {len(others) - within} other rows; expected at least as many rows."
        )
    search = NearestNeighbors(algorithm="brute").fit(others)
    distances = np.empty(len(features))
    for rows in blocks(len(features), ROWS, verbose):
        nearest = search.kneighbors(features[rows], neighbors + within, return_distance=False)
        if within:
            nearest = without_itself(nearest, np.arange(rows.start, rows.stop))
        distances[rows] = largest_distances(features[rows], others, nearest)
    return distances


def distance_tiles(first, second, verbose=1):
    """The distances between all pairs, a tile at a time.

    Args:
        first, second: arrays (m, features) and (n, features).
        verbose: 1 shows a progress bar where there is more than one block, 0 nothing.

    Yields:
        (rows, columns, distances): two slices, and the Euclidean distances of first[rows] from second[columns].

    Example:
        >>> tiles = distance_tiles(np.zeros((2, 1)), np.ones((3, 1)))
        >>> [distances.shape for _, _, distances in tiles]
        [(2, 3)]
    """
    for rows in blocks(len(first), ROWS, verbose):
        for columns in blocks(len(second), COLUMNS, verbose=0):
            yield rows, columns, np.sqrt(squared_distances(first[rows], second[columns]))


def blocks(count, size, verbose):
    """Slices of `size` rows that cover `count` rows, with a progress bar if there are several."""
    progress = keras.utils.Progbar(count, verbose=verbose, unit_name="row") if verbose and count > size else None
    for start in range(0, count, size):
        stop = min(start + size, count)
        yield slice(start, stop)
        if progress is not None:
            progress.update(stop)


def without_itself(neighbors, itself):
    """The neighbors (m, k + 1) without each row itself, or without the last if the row is not among them."""
    excluded = neighbors == itself[:, None]
    excluded[~excluded.any(axis=1), -1] = True
    return neighbors[~excluded].reshape(len(neighbors), -1)


def largest_distances(features, others, neighbors):
    """The largest distance of each row from its neighbors, computed from differences, which are accurate."""
    return np.max(
        [np.linalg.norm(np.subtract(features, others[rows], dtype=np.float64), axis=1) for rows in neighbors.T], 0
    )
