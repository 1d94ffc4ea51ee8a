"""Which measurement is the best so far."""

import math


def since_best(values, higher_is_better=False):
    """How many measurements came after the best one, the first of equal ones; what is no number is never the best.

    Args:
        values: what was measured, in order.
        higher_is_better: whether the highest is the best, and not the lowest.

    Returns:
        0 where the newest is the best; as many as there are where none is a number.

    Example:
        >>> since_best([3.0, 1.0, 2.0, 1.0])
        2
    """
    ranks = [math.inf if math.isnan(value) else -value if higher_is_better else value for value in values]
    best = min(ranks, default=math.inf)
    return len(ranks) if best == math.inf else len(ranks) - 1 - ranks.index(best)
