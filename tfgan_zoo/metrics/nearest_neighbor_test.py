"""The leave-one-out nearest-neighbor test: can real and generated samples be told apart by who is near whom?"""

import dataclasses

import numpy as np

from tfgan_zoo.metrics.feature_checks import checked_features
from tfgan_zoo.metrics.feature_metric import FeatureMetric
from tfgan_zoo.metrics.neighbors import neighbor_distances


@dataclasses.dataclass(frozen=True)
class NearestNeighborAccuracy:
    """How often the nearest other sample is of a sample's own kind.

    Args:
        accuracy: over all samples: 0.5 where the kinds cannot be told apart, 1 where they do not touch, less than 0.5
            where generated samples lie closer to real ones than real ones to each other (memorized ones).
        on_real: over the real samples.
        on_fake: over the generated samples; far above `on_real` where they crowd in the middle of the data: real ones
            are then nearest to them, they to each other, and the accuracy alone would call that perfect.
    """

    accuracy: float
    on_real: float
    on_fake: float


def nearest_neighbor_test(real_features, fake_features, verbose=1):
    """The accuracy of the classifier that gives each sample the kind of its nearest other sample.

    Where both kinds are equally near, the sample counts half.

    Args:
        real_features: array (n, features).
        fake_features: array (n, features), as many: the more frequent kind would be the nearest one more often.
        verbose: 1 shows a progress bar where there are many samples, 0 nothing.

    Returns:
        `NearestNeighborAccuracy`.

    Raises:
        ValueError: if the arrays do not fit, differ in length, have fewer than 2 rows or hold what is not finite.

    Example:
        >>> nearest_neighbor_test([[0.0], [1.0]], [[5.0], [6.0]])
        NearestNeighborAccuracy(accuracy=1.0, on_real=1.0, on_fake=1.0)

    Reference:
        Lopez-Paz & Oquab 2017, https://arxiv.org/abs/1610.06545; Xu et al. 2018, https://arxiv.org/abs/1806.07755, for
        the two halves of the accuracy.
    """
    real, fake = checked_features(real_features, fake_features, 2, "The nearest-neighbor test")
    if len(real) != len(fake):
        raise ValueError(
            f"Received {len(real)} real and {len(fake)} generated samples. Expected as many of each kind: look at "
            f"{min(len(real), len(fake))} of each."
        )
    on_real, on_fake = own_kind(real, fake, verbose), own_kind(fake, real, verbose)
    return NearestNeighborAccuracy((on_real + on_fake) / 2, on_real, on_fake)


def own_kind(features, others, verbose):
    """The share of rows whose nearest neighbor is of their own kind."""
    own = neighbor_distances(features, 1, verbose=verbose)
    other = neighbor_distances(features, 1, others, verbose)
    return float(np.mean((own < other) + 0.5 * (own == other)))


class NearestNeighborTest(FeatureMetric):
    """The nearest-neighbor accuracy of real and generated samples in the features of a network: three figures.

    The best accuracy is 0.5, and not the lowest: a generator that has memorized the real samples it is compared with
    comes below. Read it beside the other two, and do not choose checkpoints by it.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] to (batch, features), for example
            `features_of(classifier)`.
        split: which part of the data the real samples are.
        max_samples: how many samples of each kind are kept; what comes later is not looked at.
        verbose: 1 shows a progress bar where there are many samples, 0 nothing.

    Raises:
        ValueError: if the network gives no feature vectors, or fewer than 2 samples are kept.

    Example:
        >>> measure = NearestNeighborTest(features_of(classifier))
        >>> gan.compile(measures=[measure])

    Reference:
        Lopez-Paz & Oquab 2017, https://arxiv.org/abs/1610.06545; Xu et al. 2018, https://arxiv.org/abs/1806.07755.
    """

    def __init__(self, network, split="test", max_samples=10_000, verbose=0):
        super().__init__(f"nearest_neighbor_{network.name}", network, split, max_samples, least=2)
        self.verbose = verbose

    def result(self):
        """The accuracy so far, and that on real and on generated samples, a `Result` each.

        Raises:
            ValueError: with fewer than 2 samples of a kind, or features that are not finite.
        """
        real, fake = self.features()
        found = nearest_neighbor_test(real, fake, self.verbose)
        named = {"": found.accuracy, "_on_real": found.on_real, "_on_fake": found.on_fake}
        return tuple(self.result_of(value, real, fake, name=self.name + suffix) for suffix, value in named.items())
