"""Improved precision and recall: how many samples are realistic, and how much of the data the generator covers."""

import numpy as np

from tfgan_zoo.metrics.feature_checks import checked_count, checked_features
from tfgan_zoo.metrics.neighbor_metric import NeighborMetric
from tfgan_zoo.metrics.neighbors import SURFACE, distance_tiles, neighbor_distances

NEIGHBORS = 3  # as in the paper, with 50,000 samples of each kind


def precision_recall(real_features, fake_features, neighbors=NEIGHBORS, verbose=1):
    """Precision (quality) and recall (diversity), by balls around samples that reach to their k-th neighbor.

    The balls around the real samples approximate the data's manifold, those around the generated ones the generator's.
    Precision is the fraction of generated samples in any real ball, recall that of real samples in any generated ball.

    Args:
        real_features: array (m, features).
        fake_features: array (n, features). Results for different sample sizes are not comparable.
        neighbors: the paper's k; larger balls increase both values.
        verbose: 1 shows a progress bar where there are many samples, 0 nothing.

    Returns:
        (precision, recall), each from 0 to 1, higher is better.

    Raises:
        ValueError: if the arrays do not match, have no more than `neighbors` rows or have nonfinite values.

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
    realistic, covered = np.zeros(len(fake), bool), np.zeros(len(real), bool)
    for real_rows, fake_rows, distances in distance_tiles(real, fake, verbose):
        realistic[fake_rows] |= (distances <= real_radii[real_rows, None]).any(axis=0)
        covered[real_rows] |= (distances <= fake_radii[None, fake_rows]).any(axis=1)
    return float(realistic.mean()), float(covered.mean())


class PrecisionRecall(NeighborMetric):
    """Improved precision and recall of generated samples in the features of a network: two results.

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
        >>> metric = PrecisionRecall(metrics.features_of(classifier))
        >>> gan.compile(metrics=[metric])

    Reference:
        Kynkäänniemi et al. 2019, https://arxiv.org/abs/1904.06991, section 2.
    """

    names = ("precision", "recall")
    results_of = staticmethod(precision_recall)

    def __init__(self, network, split="test", max_samples=10_000, neighbors=NEIGHBORS, verbose=0):
        super().__init__(network, split, max_samples, neighbors, verbose)
