"""Pairwise distances between rows, the core of every two-sample metric."""

import numpy as np

# Rounding error of the squares for equal rows, as a fraction of them; anything below is set to 0.
ROUNDING = 32 * np.finfo(np.float64).eps


def squared_distances(first, second):
    """Squared distances between first (m, features) and second (n, features): float64 (m, n), 0 for equal rows."""
    first, second = np.asarray(first, np.float64), np.asarray(second, np.float64)
    squares = np.square(first).sum(axis=1)[:, None] + np.square(second).sum(axis=1)[None, :]
    distances = squares - 2 * first @ second.T
    distances[distances < ROUNDING * squares] = 0.0
    return distances


def off_diagonal_mean(kernel):
    """The mean off the diagonal of (m, m), where each sample is compared with the others."""
    count = len(kernel)
    return (kernel.sum() - np.trace(kernel)) / (count * (count - 1))
