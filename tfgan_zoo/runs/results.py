"""The results of a run, read from its table."""

from tfgan_zoo.callbacks.table import Table
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.preferences import read_preference


def results_of(folder, steps):
    """The results at a step."""
    return [result_of(row) for row in Table(folder.metrics).rows() if int(row["steps"]) == steps]


def result_of(row):
    """The result in a row of `metrics.csv`."""
    numbers = {"value": float(row["value"]), "n_real": int(row["n_real"]), "n_fake": int(row["n_fake"])}
    spread = float(row["spread"]) if row.get("spread") else None  # missing in older tables, and for metrics without one
    words = {name: row[name] for name in ("metric", "network", "split")}
    return Result(spread=spread, better=read_preference(row.get("better")), **words, **numbers)
