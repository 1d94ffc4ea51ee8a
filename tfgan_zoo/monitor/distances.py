"""How a crowd of generated samples lies to a crowd of real ones, in the space of the samples themselves.

Pixels are a poor space to judge pictures in, and a free one: what shows even there is gross, as illnesses are.
"""

import numpy as np
from scipy.stats import rankdata
from sklearn.metrics.pairwise import euclidean_distances

from tfgan_zoo.metrics.distances import off_diagonal_mean


def separation(real_scores, fake_scores):
    """Share of pairs of which the real sample has the higher score, ties counted half (Mann and Whitney's statistic).

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


def compared(real, fake):
    """Diversity, coverage and energy distance of generated samples against real ones; NaN if some are not finite.

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
    reached, reachable = (
        np.unique(distances.argmin(axis=0)).size for distances in (between[:half, :half], among_real[:half, half:])
    )
    return {
        "diversity": float(off_diagonal_mean(among_fake**2) / off_diagonal_mean(among_real**2)),
        "coverage": reached / reachable,
        "distance": float(energy / off_diagonal_mean(among_real)),
    }


def movement(real, before, now):
    """Root mean squared way of each sample, as a share of that between two real samples; NaN the first time."""
    if before is None:
        return float("nan")
    way = np.sqrt(np.mean(np.sum(np.square(np.reshape(now - before, (len(now), -1))), axis=1)))
    flat = np.reshape(real, (len(real), -1)).astype(np.float64)
    apart = np.sqrt(off_diagonal_mean(euclidean_distances(flat, squared=True)))
    return float(way / apart)
