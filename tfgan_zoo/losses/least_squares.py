"""Least squares losses: both players fit targets (Mao et al. 2017, arXiv:1611.04076)."""

from keras import ops

from tfgan_zoo.losses.checks import checked, checked_pair


def least_squares_discriminator(real_logits, fake_logits, real_target=1.0, fake_target=0.0):
    """Half the squared distances to b for real and to a for generated samples (arXiv:1611.04076, eq. 2; eq. 9).

    Args:
        real_logits, fake_logits: D(x) and D(G(z)), without a sigmoid.
        real_target, fake_target: b and a. With b = 1, a = -1, and c = 0 for the generator, the two minimize Pearson's
            chi-squared divergence (eq. 8).

    Example:
        >>> loss = tfgan_zoo.losses.least_squares_discriminator([[0.5]], [[0.0]], real_target=1.0, fake_target=-1.0)
    """
    real, fake = checked_pair(real_logits, fake_logits)
    return 0.5 * (ops.mean(ops.square(real - real_target)) + ops.mean(ops.square(fake - fake_target)))


def least_squares_generator(fake_logits, target=1.0):
    """Half the squared distance to c, the target (arXiv:1611.04076, eq. 2; eq. 9 with c = 1)."""
    return 0.5 * ops.mean(ops.square(checked(fake_logits) - target))
