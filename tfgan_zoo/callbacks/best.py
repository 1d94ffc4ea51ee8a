"""How long ago the best result was."""

import math


def since_best(values, higher_is_better=False):
    """Number of results after the best one (the first of equal ones); NaN is never the best.

    Args:
        values: results, oldest first.
        higher_is_better: whether the highest result is the best instead of the lowest.

    Returns:
        0 if the newest is the best; the number of results if all are NaN.

    Example:
        >>> since_best([3.0, 1.0, 2.0, 1.0])
        2
    """
    ranks = [math.inf if math.isnan(value) else -value if higher_is_better else value for value in values]
    best = min(ranks, default=math.inf)
    return len(ranks) if best == math.inf else len(ranks) - 1 - ranks.index(best)
