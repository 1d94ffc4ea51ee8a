"""The kernel two-sample statistic of MMD-GAN: the squared maximum mean discrepancy of two sets of features.

The kernel is a sum of Gaussians, k(x, y) = sum over sigma of exp(-|x - y|^2 / (2 sigma^2)). The discriminator (an
encoder) makes the statistic large, the generator small. The sets are those of all replicas, and may differ in size.

Reference:
    Li et al. 2017, arXiv:1705.08584; Gretton et al. 2012, "A kernel two-sample test", JMLR 13, eqs. 3 and 5.
"""

from keras import ops

from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.losses.checks import checked_sets

BANDWIDTHS = (1.0, 2.0, 4.0, 8.0, 16.0)  # sigma; as in the authors' code


def squared_mmd(real_features, fake_features, bandwidths=BANDWIDTHS):
    """The unbiased estimate of the squared discrepancy: around zero, on either side, for equal distributions.

    Args:
        real_features, fake_features: (examples, ...), at least two examples each.
        bandwidths: the kernel's sigmas, in units of the features.

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the features do not fit, a set has fewer than two examples, or a bandwidth is not positive.

    Example:
        >>> statistic = tfgan_zoo.losses.squared_mmd([[0.0], [1.0]], [[0.5], [2.0]], bandwidths=[1.0])

    Reference:
        Gretton et al. 2012, eq. 3.
    """
    real, fake = checked_sets(gather_rows(real_features), gather_rows(fake_features), least=2)
    across = ops.mean(gaussian_kernel(real, fake, bandwidths))
    return (
        mean_of_others(gaussian_kernel(real, real, bandwidths))
        - 2 * across
        + mean_of_others(gaussian_kernel(fake, fake, bandwidths))
    )


def biased_squared_mmd(real_features, fake_features, bandwidths=BANDWIDTHS):
    """The same with each example compared with itself too: never negative, zero for equal sets (Gretton, eq. 5).

    MMD-GAN's code takes the square root of this one. Arguments and errors are those of `squared_mmd`.
    """
    real, fake = checked_sets(gather_rows(real_features), gather_rows(fake_features))
    across = ops.mean(gaussian_kernel(real, fake, bandwidths))
    within = (ops.mean(gaussian_kernel(each, each, bandwidths)) for each in (real, fake))
    return sum(within) - 2 * across


def gaussian_kernel(first, second, bandwidths):
    """k of each of the first (m, features) with each of the second (n, features), (m, n)."""
    check_bandwidths(bandwidths)
    squares = ops.sum(ops.square(first), axis=1)[:, None] + ops.sum(ops.square(second), axis=1)[None, :]
    distances = ops.maximum(squares - 2 * ops.matmul(first, ops.transpose(second)), 0.0)
    return sum(ops.exp(-distances / (2 * bandwidth**2)) for bandwidth in bandwidths)


def check_bandwidths(bandwidths):
    """Refuse a kernel without bandwidths, or with one that is not a positive number."""
    if not len(bandwidths) or not all(bandwidth > 0 for bandwidth in bandwidths):
        raise ValueError(f"a kernel's bandwidths are positive numbers, at least one, not {list(bandwidths)}.")


def mean_of_others(kernel):
    """The mean of what is off the diagonal of (m, m): each example with the others."""
    count = ops.cast(ops.shape(kernel)[0], "float32")
    return (ops.sum(kernel) - ops.trace(kernel)) / (count * (count - 1))
