"""The kernel two-sample statistic of MMD-GAN: the squared maximum mean discrepancy of two sets of features.

The kernel is a sum of Gaussians, k(x, y) = sum over sigma of exp(-|x - y|^2 / (2 sigma^2)). The discriminator (an
encoder) maximizes the statistic, the generator minimizes it. The sets are of all replicas and may differ in size.

Reference:
    Li et al. 2017, arXiv:1705.08584; Gretton et al. 2012, "A kernel two-sample test", JMLR 13, eqs. 3 and 5.
"""

from keras import ops

from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.losses.checks import checked_sets

BANDWIDTHS = (1.0, 2.0, 4.0, 8.0, 16.0)  # sigma; as in the authors' code


def squared_mmd(real_features, fake_features, bandwidths=BANDWIDTHS):
    """The unbiased estimate of the squared MMD: zero on average for equal distributions, and sometimes negative.

    Args:
        real_features, fake_features: (examples, ...), at least two examples each.
        bandwidths: the kernel's sigmas, in units of the features.

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the features differ in shape, a set has fewer than two examples, or a bandwidth is not positive.

    Example:
        >>> statistic = tfgan_zoo.losses.squared_mmd([[0.0], [1.0]], [[0.5], [2.0]], bandwidths=[1.0])

    Reference:
        Gretton et al. 2012, eq. 3.
    """
    real, fake = checked_sets(gather_rows(real_features), gather_rows(fake_features), min_examples=2)
    across = ops.mean(gaussian_kernel(real, fake, bandwidths))
    return (
        off_diagonal_mean(gaussian_kernel(real, real, bandwidths))
        - 2 * across
        + off_diagonal_mean(gaussian_kernel(fake, fake, bandwidths))
    )


def biased_squared_mmd(real_features, fake_features, bandwidths=BANDWIDTHS):
    """As `squared_mmd`, but each example is also compared with itself: never negative, zero for equal sets (eq. 5).

    MMD-GAN's code takes the square root of this one. Arguments and errors are those of `squared_mmd`.
    """
    real, fake = checked_sets(gather_rows(real_features), gather_rows(fake_features))
    across = ops.mean(gaussian_kernel(real, fake, bandwidths))
    within = (ops.mean(gaussian_kernel(each, each, bandwidths)) for each in (real, fake))
    return sum(within) - 2 * across


def gaussian_kernel(first, second, bandwidths):
    """The kernel matrix of the first (m, features) and the second (n, features), (m, n)."""
    check_bandwidths(bandwidths)
    squares = ops.sum(ops.square(first), axis=1)[:, None] + ops.sum(ops.square(second), axis=1)[None, :]
    distances = ops.maximum(squares - 2 * ops.matmul(first, ops.transpose(second)), 0.0)
    return sum(ops.exp(-distances / (2 * bandwidth**2)) for bandwidth in bandwidths)


def check_bandwidths(bandwidths):
    """Refuse a kernel without bandwidths, or with one that is not positive."""
    if not len(bandwidths) or not all(bandwidth > 0 for bandwidth in bandwidths):
        raise ValueError(f"bandwidths must be one or more positive numbers, not {list(bandwidths)}.")


def off_diagonal_mean(kernel):
    """The mean off the diagonal of (m, m), where each example is compared with the others."""
    count = ops.cast(ops.shape(kernel)[0], "float32")
    return (ops.sum(kernel) - ops.trace(kernel)) / (count * (count - 1))
