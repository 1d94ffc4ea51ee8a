"""Significance tests: whether results are worse by more than their noise."""

import dataclasses
import math

import numpy as np
from scipy import stats

from tfgan_zoo.evaluation.record_file import FALSE_ALARMS
from tfgan_zoo.preferences import HIGHER, LOWER, loss_of

ROUNDING = 1e-4  # relative to the recorded mean; another processor or version of TensorFlow may change it by as much


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Two means of a result, and the margin by which the second may be worse.

    Args:
        recorded: mean of the recorded results.
        now: mean of the new ones.
        margin: how much worse the new mean may be.
        better: "lower", "higher", or the value that is best.
    """

    recorded: float
    now: float
    margin: float
    better: str | float

    @property
    def loss(self):
        """How much worse the new mean is; negative if it is better."""
        return loss_of(self.now, self.better) - loss_of(self.recorded, self.better)

    @property
    def sees_little(self):
        """Whether the margin exceeds the recorded result itself, so that hardly anything would be reported."""
        return self.margin > abs(self.recorded)

    @property
    def is_worse(self):
        """Whether the new mean is worse by more than the margin."""
        return not self.loss <= self.margin


def compare_draws(recorded, now, better=LOWER, false_alarms=FALSE_ALARMS):
    """One-sided two-sample t-test with equal variances: is the mean of the new results worse?

    The new mean is worse if it differs from the old one by more than t * s * sqrt(1 / m + 1 / n), for m and n results,
    their pooled standard deviation s, and t the quantile of Student's distribution with m + n - 2 degrees of freedom
    that is exceeded with probability `false_alarms`; and by more than rounding.

    Args:
        recorded: results (m,) of draws of equal size, each with different noise.
        now: results (n,) of draws of that size.
        better: "lower", "higher", or the value that is best: then either side is worse, and the test two-sided.
        false_alarms: probability that results of the same normal distribution are reported as worse.

    Returns:
        `Comparison`.

    Raises:
        ValueError: if there are fewer than two results on either side, or some are not finite.

    Example:
        >>> compare_draws([10.0, 10.2, 9.8], [10.1, 10.0, 9.9]).is_worse
        False

    Reference:
        Student 1908, https://doi.org/10.1093/biomet/6.1.1.
    """
    recorded, now = (np.asarray(results, np.float64) for results in (recorded, now))
    for name, results in (("recorded", recorded), ("new", now)):
        if results.ndim != 1 or len(results) < 2 or not np.isfinite(results).all():
            raise ValueError(f"received {name} results {results.tolist()}; expected two or more finite numbers.")
    if not 0 < false_alarms < 0.5:
        raise ValueError(f"false_alarms={false_alarms}; expected a probability between 0 and 0.5, such as 0.001.")
    freedom = len(recorded) + len(now) - 2
    squares = sum(((results - results.mean()) ** 2).sum() for results in (recorded, now))
    deviation = math.sqrt(squares / freedom * (1 / len(recorded) + 1 / len(now)))
    sides = 1 if better in (HIGHER, LOWER) else 2
    margin = stats.t.isf(false_alarms / sides, freedom) * deviation + ROUNDING * abs(recorded.mean())
    return Comparison(float(recorded.mean()), float(now.mean()), float(margin), better)
