"""The kernel distance: a Fréchet distance's rival without bias; called KID when the network is Inception."""

import numpy as np

from tfgan_zoo.metrics.distances import mean_of_others
from tfgan_zoo.metrics.feature_checks import checked_count, checked_features
from tfgan_zoo.metrics.feature_metric import FeatureMetric
from tfgan_zoo.metrics.frechet_metric import literature_name

SUBSETS = 100  # as in torch-fidelity and clean-fid
SUBSET_SIZE = 1000  # as in the paper


def kernel_distance(real_features, fake_features, subsets=SUBSETS, subset_size=SUBSET_SIZE, seed=0):
    """The squared maximum mean discrepancy with the cubic kernel, as mean and spread over random subsets.

    Unbiased: 0 on average for samples of the data's own distribution, on either side of it, whatever their number.

    Args:
        real_features: array (m, features).
        fake_features: array (n, features).
        subsets: how many pairs of subsets are compared.
        subset_size: samples in each; at most m and at most n.
        seed: of the subsets.

    Returns:
        (mean, spread): mean and standard deviation over the subsets. Lower is better.

    Raises:
        ValueError: if the arrays do not fit, have fewer rows than a subset or hold what is not finite.

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
        a number around 0 for equal distributions, on either side of it.

    Raises:
        ValueError: if the arrays do not fit, have fewer than two rows or hold what is not finite.

    Example:
        >>> polynomial_discrepancy([[0.0], [0.0]], [[1.0], [1.0]])  # 1 + 2^3 - 2
        7.0

    Reference:
        Gretton et al. 2012, "A kernel two-sample test", JMLR 13, eq. 3; Bińkowski et al. 2018,
        https://arxiv.org/abs/1801.01401, section 4.
    """
    real, fake = checked_features(real_features, fake_features, 2, "The discrepancy")
    real, fake = real.astype(np.float64), fake.astype(np.float64)
    within = [mean_of_others(cubic_kernel(features, features)) for features in (real, fake)]
    return float(sum(within) - 2 * cubic_kernel(real, fake).mean())


def cubic_kernel(first, second):
    """k of each of the first (m, features) with each of the second (n, features), (m, n)."""
    return (first @ second.T / first.shape[1] + 1) ** 3


class KernelDistance(FeatureMetric):
    """The kernel distance of real and generated samples in the features of a network.

    The measure's name says which kind it is: `kid` is the Inception of the literature at 2048 features, `kid_768` the
    same network at 768, `kernel_distance_<network>` anything else.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] to (batch, features), for example `inception(path)` or
            `features_of(classifier)`.
        split: which part of the data the real samples are.
        max_samples: how many samples of each kind are kept; what comes later is not looked at.
        subsets, subset_size, seed: as for `kernel_distance`.

    Raises:
        ValueError: if the network gives no feature vectors, or fewer samples are kept than a subset has.

    Example:
        >>> measure = KernelDistance(features_of(classifier), subset_size=300)
        >>> gan.compile(measures=[measure])

    Reference:
        Bińkowski et al. 2018, https://arxiv.org/abs/1801.01401, section 4.
    """

    def __init__(self, network, split="test", max_samples=10_000, subsets=SUBSETS, subset_size=SUBSET_SIZE, seed=0):
        name = literature_name(network.name, "kid", "kernel_distance")
        super().__init__(name, network, split, max_samples, least=checked_count(subset_size, 2, "subset_size"))
        self.subsets = checked_count(subsets, 1, "subsets")
        self.seed = seed
        self.settings = f"{subsets} subsets of {subset_size}"

    def result(self):
        """The distance so far as a `Result`, with its spread over the subsets.

        Raises:
            ValueError: with fewer samples of a kind than a subset has, or features that are not finite.
        """
        real, fake = self.features()
        mean, spread = kernel_distance(real, fake, self.subsets, self.least, self.seed)
        return self.result_of(mean, real, fake, spread)
