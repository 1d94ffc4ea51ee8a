"""How long ago the best result was."""

import math

from tfgan_zoo.preferences import LOWER, loss_of, read_preference


def since_best(values, better=LOWER):
    """Number of results after the best one (the first of equal ones); NaN is never the best.

    Args:
        values: results, oldest first.
        better: "lower", "higher", or the value that is best; with None none is the best.

    Returns:
        0 if the newest is the best; the number of results if none is.

    Example:
        >>> since_best([3.0, 1.0, 2.0, 1.0])
        2
    """
    losses = [loss_of(value, better) for value in values]
    ranks = [math.inf if math.isnan(loss) else loss for loss in losses]
    best = min(ranks, default=math.inf)
    return len(ranks) if best == math.inf else len(ranks) - 1 - ranks.index(best)


def judging_rows(rows):
    """The rows of the metric that chooses: the first in the table that says what is better.

    Args:
        rows: of `metrics.csv`, as `Table.rows` gives them.

    Returns:
        (its rows, what is better); without any, ([], None).
    """
    judge = next((row for row in rows if row.get("better")), None)
    if judge is None:
        return [], None
    return [row for row in rows if row["metric"] == judge["metric"]], read_preference(judge["better"])


def best_row(rows):
    """The row of the best result of the metric that chooses; None where there is none."""
    judged, better = judging_rows(rows)
    behind = since_best([float(row["value"]) for row in judged], better)
    return judged[-1 - behind] if behind < len(judged) else None
