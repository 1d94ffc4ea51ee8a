"""The kernel two-sample statistic between real and generated samples, with a fixed kernel."""

import numpy as np

from tfgan_zoo.losses.discrepancy import check_bandwidths
from tfgan_zoo.metrics.distances import squared_distances
from tfgan_zoo.metrics.feature_checks import checked_features
from tfgan_zoo.metrics.feature_metric import FeatureMetric

BLOCK = 1024  # rows of the kernel's matrix that are computed at a time


class KernelMMD(FeatureMetric):
    """The squared maximum mean discrepancy between real and generated samples in the features of a network.

    The unbiased estimate: for samples of the data's own distribution it is 0 on average, and can be negative; it is at
    most 2. The kernel is the mean of Gaussians, exp(-|x - y|^2 / (2 sigma^2)); choose its sigmas once, by the
    `median_distance` of real samples, or results are not comparable.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] to (batch, features), for example
            `features_of(classifier)`.
        bandwidths: the sigmas, in units of the features.
        split: name of the real samples' split.
        max_samples: the largest number of samples of each kind to keep; later ones are ignored. Time is quadratic in
            it, memory linear.

    Raises:
        ValueError: if the network's output is not (batch, features), a bandwidth is not positive, or
            `max_samples` is less than two.

    Example:
        >>> network = metrics.features_of(classifier)
        >>> metric = KernelMMD(network, [median_distance(network(images[:500]))])

    Reference:
        Gretton et al. 2012, "A kernel two-sample test", JMLR 13, eq. 3; section 8 for the median.
    """

    higher_is_better = False

    def __init__(self, network, bandwidths, split="test", max_samples=5000):
        super().__init__(f"kernel_mmd_{network.name}", network, split, max_samples, min_samples=2)
        self.bandwidths = checked_bandwidths(bandwidths)
        self.settings = f"sigma {', '.join(f'{bandwidth:.3g}' for bandwidth in self.bandwidths)}"

    def result(self):
        """The statistic so far as a `Result`.

        Raises:
            ValueError: with fewer than two samples of a kind, or nonfinite features.
        """
        real, fake = self.features()
        return self.result_of(kernel_discrepancy(real, fake, self.bandwidths), real, fake)


def kernel_discrepancy(real_features, fake_features, bandwidths):
    """The unbiased squared maximum mean discrepancy of two sets of features, for the mean of Gaussian kernels.

    Args:
        real_features, fake_features: arrays (m, features) and (n, features), at least two rows each.
        bandwidths: the sigmas.

    Returns:
        a float, at most 2.

    Raises:
        ValueError: if the arrays do not match, have fewer than two rows or have nonfinite values, or a bandwidth is not
            positive.

    Example:
        >>> rows = np.random.default_rng(0).normal(size=(100, 3))
        >>> kernel_discrepancy(rows[:50], rows[50:] + 9.0, [1.0]) > 0.3
        True

    Reference:
        Gretton et al. 2012, JMLR 13, eq. 3.
    """
    bandwidths = checked_bandwidths(bandwidths)
    real, fake = checked_features(real_features, fake_features, 2, "The statistic")
    # The kernel of a sample with itself is 1.
    within = [(kernel_sum(rows, rows, bandwidths) - len(rows)) / (len(rows) * (len(rows) - 1)) for rows in (real, fake)]
    return float(sum(within) - 2 * kernel_sum(real, fake, bandwidths) / (len(real) * len(fake)))


def median_distance(features):
    """The median distance between different rows, the usual bandwidth.

    Args:
        features: array (n, features) of real samples; a few hundred are enough.

    Raises:
        ValueError: if there are fewer than two rows, or half of all pairs are equal.

    Reference:
        Gretton et al. 2012, JMLR 13, section 8.
    """
    features = np.asarray(features, np.float64)
    if features.ndim != 2 or len(features) < 2:
        raise ValueError(f"Received features of shape {features.shape}. Expected (n, features), n at least 2.")
    median = float(np.sqrt(np.median(squared_distances(features, features)[np.triu_indices(len(features), 1)])))
    if not median > 0:
        raise ValueError(
            f"The median distance is {median}, which is not a bandwidth: most features are equal. Pass more diverse "
            "samples."
        )
    return median


def kernel_sum(first, second, bandwidths):
    """The kernel summed over all pairs, a block of rows at a time."""
    total = 0.0
    for start in range(0, len(first), BLOCK):
        distances = squared_distances(first[start : start + BLOCK], second)
        total += sum(np.exp(-distances / (2 * bandwidth**2)).sum() for bandwidth in bandwidths)
    return total / len(bandwidths)


def checked_bandwidths(bandwidths):
    bandwidths = [float(bandwidth) for bandwidth in bandwidths]
    check_bandwidths(bandwidths)
    return bandwidths
