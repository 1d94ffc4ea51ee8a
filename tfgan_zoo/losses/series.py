"""TimeGAN's losses of series (Yoon et al. 2019, NeurIPS), in which steps follow each other."""

from keras import ops

from tfgan_zoo.losses.checks import checked_pair

EPSILON = 1e-6  # in the root of a variance, of series in [0, 1]


def one_step_ahead(codes, predicted):
    """The mean squared error of predictions of the next step's code (eq. 9).

    A prediction at one step is compared with the code of the next. At equal steps the identity would be perfect.

    Args:
        codes: (batch, length, size).
        predicted: of the same shape; what is predicted at each step for the next.

    Returns:
        scalar.

    Example:
        >>> float(one_step_ahead(keras.ops.array([[[1.0], [2.0], [3.0]]]), keras.ops.array([[[2.0], [3.0], [9.0]]])))
        0.0
    """
    codes, predicted = checked_pair(codes, predicted, "codes")
    return ops.mean(ops.square(codes[:, 1:] - predicted[:, :-1]))


def moment_distance(real, fake):
    """The mean absolute differences of means and of standard deviations, at each step of each variable over the batch.

    It is of the authors' code, and not among the paper's equations.

    Args:
        real, fake: (batch, length, variables), in [0, 1].

    Returns:
        scalar.
    """
    real, fake = checked_pair(real, fake, "series")
    means = ops.mean(ops.abs(ops.mean(real, axis=0) - ops.mean(fake, axis=0)))
    return means + ops.mean(ops.abs(deviation(real) - deviation(fake)))


def deviation(samples):
    """The standard deviation over the batch."""
    return ops.sqrt(ops.var(samples, axis=0) + EPSILON)
