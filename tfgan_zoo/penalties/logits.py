"""Penalties on the critic's logits."""

from keras import ops

from tfgan_zoo.losses.checks import checked, checked_pair


def drift(real_scores):
    """The mean square of a critic's scores of real samples, which a Wasserstein loss leaves free to drift.

    Args:
        real_scores: D(x).

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the scores are not floating point.

    Example:
        >>> float(drift([[1.0], [-3.0]]))
        5.0

    Reference:
        Karras et al. 2018, arXiv:1710.10196, appendix A.1.
    """
    return ops.mean(ops.square(checked(real_scores, "scores")))


def lecam(real_logits, fake_logits, real_average, fake_average):
    """Squared distances of the logits on each kind from the other kind's moving average.

    The authors' code counts only real logits above the fake average and fake ones below the real average.

    Args:
        real_logits, fake_logits: D(x) and D(G(z)), of one shape.
        real_average, fake_average: alpha_R and alpha_F, moving averages of the mean logits; they get no gradient.

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the logits are not a pair of floating point tensors.

    Example:
        >>> float(lecam([[2.0]], [[-1.0]], real_average=1.0, fake_average=0.0))
        8.0

    Reference:
        Tseng et al. 2021, arXiv:2104.03310, section 3.2.
    """
    real, fake = checked_pair(real_logits, fake_logits)
    real_average, fake_average = (ops.stop_gradient(average) for average in (real_average, fake_average))
    return ops.mean(ops.square(real - fake_average)) + ops.mean(ops.square(fake - real_average))
