"""Distances of all rows from all rows: the matrix product that every two-sample measure comes down to."""

import numpy as np

# The product leaves this share of the squares where rows are equal; what is below it is no distance.
ROUNDING = 32 * np.finfo(np.float64).eps


def squared_distances(first, second):
    """Of each of the first (m, features) from each of the second (n, features): float64 (m, n), 0 for equal rows."""
    first, second = np.asarray(first, np.float64), np.asarray(second, np.float64)
    squares = np.square(first).sum(axis=1)[:, None] + np.square(second).sum(axis=1)[None, :]
    distances = squares - 2 * first @ second.T
    distances[distances < ROUNDING * squares] = 0.0
    return distances


def mean_of_others(kernel):
    """The mean of what is off the diagonal of (m, m): each sample with the others."""
    count = len(kernel)
    return (kernel.sum() - np.trace(kernel)) / (count * (count - 1))
