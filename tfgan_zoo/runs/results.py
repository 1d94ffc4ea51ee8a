"""The figures of a run, as its table has them."""

from tfgan_zoo.callbacks.table import Table
from tfgan_zoo.metrics.result import Figure


def figures_of(folder, steps):
    """The figures measured at a step."""
    return [figure_of(row) for row in Table(folder.measures).rows() if int(row["steps"]) == steps]


def figure_of(row):
    """The figure in a row of `measures.csv`."""
    numbers = {"value": float(row["value"]), "n_real": int(row["n_real"]), "n_fake": int(row["n_fake"])}
    spread = float(row["spread"]) if row.get("spread") else None  # tables without it are older, or have no such measure
    return Figure(measure=row["measure"], network=row["network"], split=row["split"], spread=spread, **numbers)
