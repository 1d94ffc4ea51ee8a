"""How far filled-in values are from the true ones."""

import tensorflow as tf

from tfgan_zoo.conditions import conditions_of, sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.running_mean import RunningMean
from tfgan_zoo.modalities.table import MASK


class ImputationError:
    """The root mean squared error of the values that were hidden from a game, of columns in [0, 1].

    Observed values, which a game leaves as they are, do not count, nor those whose truth is not known.

    Args:
        split: name of the real rows' split.

    Example:
        >>> metric = ImputationError()
        >>> real = {"sample": [[0.5, 0.5]], "mask": [[1.0, 0.0]], "known": [[1.0, 1.0]]}
        >>> metric.update(real, {"sample": [[0.5, -0.5]]})
        >>> print(metric.result())
        imputation_rmse 0.5 (network none, n_real 1, n_fake 1, split test)

    Reference:
        Yoon et al. 2018, https://arxiv.org/abs/1806.02920, section 5.
    """

    name = "imputation_rmse"
    higher_is_better = False

    def __init__(self, split="test"):
        self.split = split
        self._squares = RunningMean()
        self._rows = RunningMean()

    def reset(self):
        """Discard all rows."""
        self._squares.reset()
        self._rows.reset()

    def update(self, real, fake):
        """Compare a batch of rows, in a dict with "mask" and "known", with the same rows filled."""
        given = {name: tf.cast(conditions_of(real)[name], tf.float32) for name in (MASK, "known")}
        hidden = (given[MASK] < 0.5) & (given["known"] > 0.5)
        errors = (tf.cast(sample_of(real), tf.float32) - tf.cast(sample_of(fake), tf.float32)) / 2
        self._squares.add(tf.square(errors[hidden]))
        self._rows.add(tf.ones(tf.shape(errors)[:1]))

    def result(self):
        """The error over all hidden values as a `Result`.

        Raises:
            ValueError: if there are none yet.
        """
        error, count = self._squares.value() ** 0.5, self._rows.count()
        return Result(self.name, error, "none", count, count, self.split)
