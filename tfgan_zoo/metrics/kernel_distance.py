"""The kernel distance, an unbiased alternative to the Fréchet distance; with Inception, KID."""

import numpy as np

from tfgan_zoo.metrics.distances import off_diagonal_mean
from tfgan_zoo.metrics.feature_checks import checked_count, checked_features
from tfgan_zoo.metrics.feature_metric import FeatureMetric
from tfgan_zoo.metrics.frechet_metric import literature_name

SUBSETS = 100  # as in torch-fidelity and clean-fid
SUBSET_SIZE = 1000  # as in the paper


def kernel_distance(real_features, fake_features, subsets=SUBSETS, subset_size=SUBSET_SIZE, seed=0):
    """The squared maximum mean discrepancy with the cubic kernel, as mean and spread over random subsets.

    Unbiased: for samples of the data's own distribution it is 0 on average, and can be negative, for any sample size.

    Args:
        real_features: array (m, features).
        fake_features: array (n, features).
        subsets: number of pairs of subsets to compare.
        subset_size: samples in each; at most m and at most n.
        seed: seed of the subsets.

    Returns:
        (mean, spread): mean and standard deviation over the subsets. Lower is better.

    Raises:
        ValueError: if the arrays do not match, have fewer rows than a subset or have nonfinite values.

    Example:
        >>> features = np.random.default_rng(0).normal(size=(300, 8))
        >>> mean, spread = kernel_distance(features[:150], features[150:], subsets=10, subset_size=100)

    Reference:
        Bińkowski et al. 2018, https://arxiv.org/abs/1801.01401, section 4.
    """
    checked_count(subsets, 1, "subsets")
    checked_count(subset_size, 2, "subset_size")
    real, fake = checked_features(
        real_features, fake_features, subset_size, f"A kernel distance over subsets of {subset_size}"
    )
    generator = np.random.default_rng(seed)

    def subset(features):
        return features[generator.choice(len(features), subset_size, replace=False)]

    values = [polynomial_discrepancy(subset(real), subset(fake)) for _ in range(subsets)]
    return float(np.mean(values)), float(np.std(values))


def polynomial_discrepancy(real_features, fake_features):
    """The unbiased squared maximum mean discrepancy for the kernel k(x, y) = (x.y / features + 1)^3.

    Args:
        real_features, fake_features: arrays (m, features) and (n, features), at least two rows each.

    Returns:
        a float, 0 on average for equal distributions, and possibly negative.

    Raises:
        ValueError: if the arrays do not match, have fewer than two rows or have nonfinite values.

    Example:
        >>> polynomial_discrepancy([[0.0], [0.0]], [[1.0], [1.0]])  # 1 + 2^3 - 2
        7.0

    Reference:
        Gretton et al. 2012, "A kernel two-sample test", JMLR 13, eq. 3; Bińkowski et al. 2018,
        https://arxiv.org/abs/1801.01401, section 4.
    """
    real, fake = checked_features(real_features, fake_features, 2, "The discrepancy")
    real, fake = real.astype(np.float64), fake.astype(np.float64)
    within = [off_diagonal_mean(cubic_kernel(features, features)) for features in (real, fake)]
    return float(sum(within) - 2 * cubic_kernel(real, fake).mean())


def cubic_kernel(first, second):
    """The kernel matrix of first (m, features) and second (n, features), (m, n)."""
    return (first @ second.T / first.shape[1] + 1) ** 3


class KernelDistance(FeatureMetric):
    """The kernel distance between real and generated samples in the features of a network.

    The metric's name tells which: `kid` is the Inception of the literature with 2048 features, `kid_768` the same
    network with 768, `kernel_distance_<network>` anything else.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] to (batch, features), for example `inception(path)` or
            `features_of(classifier)`.
        split: name of the real samples' split.
        max_samples: the largest number of samples of each kind to keep; later ones are ignored.
        subsets, subset_size, seed: as for `kernel_distance`.

    Raises:
        ValueError: if the network's output is not (batch, features), or `max_samples` is less than `subset_size`.

    Example:
        >>> metric = KernelDistance(metrics.features_of(classifier), subset_size=300)
        >>> gan.compile(metrics=[metric])

    Reference:
        Bińkowski et al. 2018, https://arxiv.org/abs/1801.01401, section 4.
    """

    higher_is_better = False

    def __init__(self, network, split="test", max_samples=10_000, subsets=SUBSETS, subset_size=SUBSET_SIZE, seed=0):
        name = literature_name(network.name, "kid", "kernel_distance")
        super().__init__(name, network, split, max_samples, min_samples=checked_count(subset_size, 2, "subset_size"))
        self.subsets = checked_count(subsets, 1, "subsets")
        self.seed = seed
        self.settings = f"{subsets} subsets of {subset_size}"

    def result(self):
        """The distance so far as a `Result`, with its spread over the subsets.

        Raises:
            ValueError: with fewer samples of a kind than a subset has, or nonfinite features.
        """
        real, fake = self.features()
        mean, spread = kernel_distance(real, fake, self.subsets, self.min_samples, self.seed)
        return self.result_of(mean, real, fake, spread)
