"""The leave-one-out nearest-neighbor two-sample test of real and generated samples."""

import dataclasses

import numpy as np

from tfgan_zoo.metrics.feature_checks import checked_features
from tfgan_zoo.metrics.feature_metric import FeatureMetric
from tfgan_zoo.metrics.neighbors import neighbor_distances


@dataclasses.dataclass(frozen=True)
class NearestNeighborAccuracy:
    """How often the nearest other sample is of a sample's own kind.

    Args:
        accuracy: over all samples: 0.5 if the kinds are indistinguishable, 1 if they are separate, less than 0.5 if
            generated samples are closer to real ones than real ones to each other (memorization).
        on_real: over the real samples.
        on_fake: over the generated samples; far above `on_real` if they are concentrated near the mean of the data:
            they are then nearest both to real samples and to each other, and the accuracy alone would look perfect.
    """

    accuracy: float
    on_real: float
    on_fake: float


def nearest_neighbor_test(real_features, fake_features, verbose=1):
    """The accuracy of the classifier that assigns each sample to the kind of its nearest other sample.

    Where both kinds are equally near, the sample counts as half.

    Args:
        real_features: array (n, features).
        fake_features: array (n, features), equally many: a more frequent kind would be nearest more often.
        verbose: 1 shows a progress bar where there are many samples, 0 nothing.

    Returns:
        `NearestNeighborAccuracy`.

    Raises:
        ValueError: if the arrays do not match, differ in length, have fewer than 2 rows or have nonfinite values.

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
            f"Received {len(real)} real and {len(fake)} generated samples. Expected equally many: use "
            f"{min(len(real), len(fake))} of each."
        )
    on_real, on_fake = same_kind_rate(real, fake, verbose), same_kind_rate(fake, real, verbose)
    return NearestNeighborAccuracy((on_real + on_fake) / 2, on_real, on_fake)


def same_kind_rate(features, others, verbose):
    """The fraction of rows whose nearest neighbor is of the same kind."""
    own = neighbor_distances(features, 1, verbose=verbose)
    other = neighbor_distances(features, 1, others, verbose)
    return float(np.mean((own < other) + 0.5 * (own == other)))


class NearestNeighborTest(FeatureMetric):
    """The nearest-neighbor accuracy of real and generated samples in the features of a network: three results.

    The best accuracy is 0.5, not the lowest: a generator that has memorized the real samples is below it. Read it
    together with the other two, and do not choose checkpoints by it.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] to (batch, features), for example
            `features_of(classifier)`.
        split: name of the real samples' split.
        max_samples: the largest number of samples of each kind to keep; later ones are ignored.
        verbose: 1 shows a progress bar where there are many samples, 0 nothing.

    Raises:
        ValueError: if the network's output is not (batch, features), or `max_samples` is less than 2.

    Example:
        >>> metric = NearestNeighborTest(metrics.features_of(classifier))
        >>> gan.compile(metrics=[metric])

    Reference:
        Lopez-Paz & Oquab 2017, https://arxiv.org/abs/1610.06545; Xu et al. 2018, https://arxiv.org/abs/1806.07755.
    """

    higher_is_better = None

    def __init__(self, network, split="test", max_samples=10_000, verbose=0):
        super().__init__(f"nearest_neighbor_{network.name}", network, split, max_samples, min_samples=2)
        self.verbose = verbose

    def result(self):
        """The accuracy so far, and that on real and on generated samples, a `Result` each.

        Raises:
            ValueError: with fewer than 2 samples of a kind, or nonfinite features.
        """
        real, fake = self.features()
        test = nearest_neighbor_test(real, fake, self.verbose)
        named = {"": test.accuracy, "_on_real": test.on_real, "_on_fake": test.on_fake}
        return tuple(self.result_of(value, real, fake, name=self.name + suffix) for suffix, value in named.items())
