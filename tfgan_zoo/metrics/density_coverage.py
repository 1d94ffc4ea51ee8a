"""Density and coverage: versions of precision and recall that are robust to outliers."""

import numpy as np

from tfgan_zoo.metrics.feature_checks import checked_count, checked_features
from tfgan_zoo.metrics.neighbor_metric import NeighborMetric
from tfgan_zoo.metrics.neighbors import SURFACE, distance_tiles, neighbor_distances

NEIGHBORS = 5  # as in the paper


def density_coverage(real_features, fake_features, neighbors=NEIGHBORS, verbose=1):
    """Density (quality) and coverage (diversity), by balls around real samples that reach to their k-th neighbor.

    Density counts the real balls that a generated sample lies in, so that an outlier's large ball counts once and dense
    regions many times; coverage is the fraction of real balls that contain a generated sample. Both use only balls
    around real samples, which do not change with the generator. As in the authors' code, a sample on a ball's surface
    is outside.

    Args:
        real_features: array (m, features).
        fake_features: array (n, features). Results for different sample sizes are not comparable.
        neighbors: the paper's k.
        verbose: 1 shows a progress bar where there are many samples, 0 nothing.

    Returns:
        (density, coverage), higher is better: density is 1 on average for samples of the data's own distribution and
        has no upper limit, coverage is from 0 to 1, and for such samples 1 - 2^-k where there are many of them.

    Raises:
        ValueError: if the arrays do not match, have no more than `neighbors` rows or have nonfinite values.

    Example:
        >>> real = np.array([[0.0], [1.0], [2.0], [9.0], [10.0], [11.0]])  # two modes
        >>> density_coverage(real, real[:3] + 0.1, neighbors=1)  # of which one is dropped
        (1.6666666666666667, 0.5)

    Reference:
        Naeem et al. 2020, https://arxiv.org/abs/2002.09797, section 3; lemma 2 for the expected coverage.
    """
    neighbors = checked_count(neighbors, 1, "neighbors")
    real, fake = checked_features(real_features, fake_features, neighbors + 1, "Density and coverage")
    radii = neighbor_distances(real, neighbors, verbose=verbose) * (1 - SURFACE)
    balls, covered = np.zeros(len(fake)), np.zeros(len(real), bool)
    for real_rows, fake_rows, distances in distance_tiles(real, fake, verbose):
        inside = distances < radii[real_rows, None]
        balls[fake_rows] += inside.sum(axis=0)
        covered[real_rows] |= inside.any(axis=1)
    return float(balls.mean() / neighbors), float(covered.mean())


class DensityCoverage(NeighborMetric):
    """Density and coverage of generated samples in the features of a network: two results.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] to (batch, features), for example
            `features_of(classifier)`.
        split: name of the real samples' split.
        max_samples: the largest number of samples of each kind to keep; later ones are ignored.
        neighbors: the paper's k.
        verbose: 1 shows a progress bar where there are many samples, 0 nothing.

    Raises:
        ValueError: if the network's output is not (batch, features), or no more samples than `neighbors` are kept.

    Example:
        >>> metric = DensityCoverage(metrics.features_of(classifier))
        >>> gan.compile(metrics=[metric])

    Reference:
        Naeem et al. 2020, https://arxiv.org/abs/2002.09797, section 3.
    """

    names = ("density", "coverage")
    results_of = staticmethod(density_coverage)

    def __init__(self, network, split="test", max_samples=10_000, neighbors=NEIGHBORS, verbose=0):
        super().__init__(network, split, max_samples, neighbors, verbose)
