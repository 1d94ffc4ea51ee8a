"""The results of a run, as its table has them."""

from tfgan_zoo.callbacks.table import Table
from tfgan_zoo.metrics.result import Result


def results_of(folder, steps):
    """The results measured at a step."""
    return [result_of(row) for row in Table(folder.metrics).rows() if int(row["steps"]) == steps]


def result_of(row):
    """The result in a row of `metrics.csv`."""
    numbers = {"value": float(row["value"]), "n_real": int(row["n_real"]), "n_fake": int(row["n_fake"])}
    spread = float(row["spread"]) if row.get("spread") else None  # tables without it are older, or have no such metric
    return Result(metric=row["metric"], network=row["network"], split=row["split"], spread=spread, **numbers)
