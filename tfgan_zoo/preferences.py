"""Which way a metric is better: what chooses the best checkpoint, ends a training early, and judges a search.

A metric says so by its attribute `higher_is_better`: True, False, or None where neither is better. With None it may
name the value that is best in `best_value`; without one it never chooses. A metric of several results speaks of the
first, unless its attribute `all_results_judge` is true. What a metric does not say is not guessed: it never chooses.
"""

import math

from tfgan_zoo.saving.schema import is_number

HIGHER, LOWER = "higher", "lower"


def preference_of(metric):
    """What is better: "higher", "lower", the value that is best, or None where none is.

    Args:
        metric: of `tfgan_zoo.metrics`, or one's own.

    Raises:
        ValueError: if its attributes are of another kind, or contradict each other.

    Example:
        >>> [preference_of(metric) for metric in (metrics.SlicedWasserstein((8, 8, 1)), metrics.Sharpness())]
        ['lower', 1.0]
    """
    higher, best = getattr(metric, "higher_is_better", None), getattr(metric, "best_value", None)
    if higher not in (True, False, None) or not (best is None or (is_number(best) and math.isfinite(best))):
        raise ValueError(
            f"{metric.name} has higher_is_better={higher!r} and best_value={best!r}; expected True, False or None, and "
            "a finite number or None."
        )
    if higher is not None and best is not None:
        raise ValueError(
            f"{metric.name} has higher_is_better={higher} and best_value={best}: set higher_is_better = None where a "
            "value is best."
        )
    if higher is None:
        return None if best is None else float(best)
    return HIGHER if higher else LOWER


def judging(metrics):
    """The first metric that says what is better; None where none does."""
    return next((metric for metric in metrics if preference_of(metric) is not None), None)


def loss_of(value, better):
    """A value as one that is the lower the better; NaN where neither is better.

    Args:
        value: a metric's.
        better: as `preference_of` gives it.

    Example:
        >>> loss_of(0.75, 1.0), loss_of(0.75, "higher")
        (0.25, -0.75)
    """
    if better is None:
        return math.nan
    if better == HIGHER:
        return -value
    return value if better == LOWER else abs(value - better)


def in_words(better):
    """What is better, in words."""
    if better is None:
        return "neither higher nor lower is better"
    return f"{better} is better" if better in (HIGHER, LOWER) else f"nearest to {better:g} is best"


def read_preference(text):
    """What is better, from its text in a table."""
    return (text or None) if text in (HIGHER, LOWER, "", None) else float(text)


def is_preference(value):
    """Whether a value of a file says what is better."""
    return value in (HIGHER, LOWER, None) or is_number(value)
