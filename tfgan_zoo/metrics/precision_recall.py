"""Improved precision and recall: how many samples look real, and how much of the data the generator can make."""

import numpy as np

from tfgan_zoo.metrics.feature_checks import checked_count, checked_features
from tfgan_zoo.metrics.neighbor_metric import NeighborMetric
from tfgan_zoo.metrics.neighbors import SURFACE, distance_tiles, neighbor_distances

NEIGHBORS = 3  # as in the paper, with 50 000 samples of each kind


def precision_recall(real_features, fake_features, neighbors=NEIGHBORS, verbose=1):
    """Precision (quality) and recall (variety), by the balls around samples that reach to their k-th neighbor.

    The balls around the real samples stand for the data, those around the generated ones for what the generator makes.
    Precision is the share of generated samples in some real ball, recall the share of real ones in some generated ball.

    Args:
        real_features: array (m, features).
        fake_features: array (n, features). Figures of different sample sizes are not comparable.
        neighbors: the paper's k; larger balls make both figures larger.
        verbose: 1 shows a progress bar where there are many samples, 0 nothing.

    Returns:
        (precision, recall), each from 0 to 1, higher is better.

    Raises:
        ValueError: if the arrays do not fit, have no more than `neighbors` rows or hold what is not finite.

    Example:
        >>> real = np.array([[0.0], [1.0], [2.0], [9.0], [10.0], [11.0]])  # two modes
        >>> precision_recall(real, real[:3] + 0.1, neighbors=1)  # of which one is dropped
        (1.0, 0.5)

    Reference:
        Kynkäänniemi et al. 2019, https://arxiv.org/abs/1904.06991, section 2, eqs. 1 and 2.
    """
    neighbors = checked_count(neighbors, 1, "neighbors")
    real, fake = checked_features(real_features, fake_features, neighbors + 1, "Precision and recall")
    real_radii, fake_radii = (
        neighbor_distances(features, neighbors, verbose=verbose) * (1 + SURFACE) for features in (real, fake)
    )
    precise, recalled = np.zeros(len(fake), bool), np.zeros(len(real), bool)
    for real_rows, fake_rows, distances in distance_tiles(real, fake, verbose):
        precise[fake_rows] |= (distances <= real_radii[real_rows, None]).any(axis=0)
        recalled[real_rows] |= (distances <= fake_radii[None, fake_rows]).any(axis=1)
    return float(precise.mean()), float(recalled.mean())


class PrecisionRecall(NeighborMetric):
    """Improved precision and recall of generated samples in the features of a network: two figures.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] to (batch, features), for example
            `features_of(classifier)`.
        split: which part of the data the real samples are.
        max_samples: how many samples of each kind are kept; what comes later is not looked at.
        neighbors: the paper's k.
        verbose: 1 shows a progress bar where there are many samples, 0 nothing.

    Raises:
        ValueError: if the network gives no feature vectors, or no more samples than `neighbors` are kept.

    Example:
        >>> measure = PrecisionRecall(features_of(classifier))
        >>> gan.compile(measures=[measure])

    Reference:
        Kynkäänniemi et al. 2019, https://arxiv.org/abs/1904.06991, section 2.
    """

    names = ("precision", "recall")
    results_of = staticmethod(precision_recall)

    def __init__(self, network, split="test", max_samples=10_000, neighbors=NEIGHBORS, verbose=0):
        super().__init__(network, split, max_samples, neighbors, verbose)
