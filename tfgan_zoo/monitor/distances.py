"""Distances between generated and real samples, in the space of the samples themselves.

Pixel space is a poor space to compare images in, but free: problems that show even there are severe.
"""

import numpy as np
from scipy.stats import rankdata
from sklearn.metrics.pairwise import euclidean_distances

from tfgan_zoo.metrics.distances import off_diagonal_mean


def separation(real_scores, fake_scores):
    """Fraction of pairs in which the real sample has the higher score, ties counted as half (Mann-Whitney statistic).

    Example:
        >>> separation([1.0, 2.0], [0.0, 1.0])
        0.875
    """
    scores = np.concatenate([real_scores, fake_scores])
    if not np.isfinite(scores).all():
        return float("nan")
    count = len(real_scores)
    wins = rankdata(scores)[:count].sum() - count * (count + 1) / 2
    return float(wins / (count * len(fake_scores)))


def compare(real, fake):
    """Diversity, coverage and energy distance of generated samples and real ones; NaN if some are not finite.

    Args:
        real, fake: arrays (n, ...), n at least 4.

    Returns:
        dict of "diversity", "coverage" and "distance", as in `Signals`.
    """
    real, fake = (np.reshape(samples, (len(samples), -1)).astype(np.float64) for samples in (real, fake))
    if not (np.isfinite(real).all() and np.isfinite(fake).all()):
        return dict.fromkeys(("diversity", "coverage", "distance"), float("nan"))
    among_real, among_fake, between = (
        euclidean_distances(*pair) for pair in ((real, real), (fake, fake), (real, fake))
    )
    energy = 2 * between.mean() - off_diagonal_mean(among_real) - off_diagonal_mean(among_fake)
    half = len(real) // 2
    covered, coverable = (
        np.unique(distances.argmin(axis=0)).size for distances in (between[:half, :half], among_real[:half, half:])
    )
    return {
        "diversity": float(off_diagonal_mean(among_fake**2) / off_diagonal_mean(among_real**2)),
        "coverage": covered / coverable,
        "distance": float(energy / off_diagonal_mean(among_real)),
    }


def movement(real, previous, current):
    """Root mean squared change of each sample, relative to the distance of real samples; NaN the first time."""
    if previous is None:
        return float("nan")
    change = np.sqrt(np.mean(np.sum(np.square(np.reshape(current - previous, (len(current), -1))), axis=1)))
    flat = np.reshape(real, (len(real), -1)).astype(np.float64)
    scale = np.sqrt(off_diagonal_mean(euclidean_distances(flat, squared=True)))
    return float(change / scale)
