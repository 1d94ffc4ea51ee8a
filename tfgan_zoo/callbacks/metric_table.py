"""A table and curves of all results, after each evaluation."""

import dataclasses

import keras

from tfgan_zoo import plots
from tfgan_zoo.callbacks.table import Table


class MetricTable(keras.callbacks.Callback):
    """Writes a row for each result of `fit(validation_data=...)`, and draws their curves.

    An epoch that was not evaluated (`validation_freq`) has no row.

    Args:
        path: the CSV file, to which rows are appended; the curves have the same name with the ending .png.

    Example:
        >>> history = gan.fit(
        ...     batches, steps_per_epoch=10, validation_data=test_batches, callbacks=[MetricTable("metrics.csv")]
        ... )
    """

    def __init__(self, path):
        super().__init__()
        self.table = Table(path)

    def on_epoch_end(self, epoch, logs=None):
        results = self.model.results if self.model.evaluation_metrics else ()
        if not any(f"val_{result.metric}" in (logs or {}) for result in results):
            return
        place = {"epoch": epoch + 1, "steps": int(self.model.steps.numpy())}
        self.table.append([{**place, **columns_of(result)} for result in results])
        rows = self.table.rows()
        steps = sorted({int(row["steps"]) for row in rows})
        plots.curves(self.table.path.with_suffix(".png"), steps, metric_panels(rows, steps), "Metrics")


def metric_panels(rows, steps):
    """The table's rows for `plots.curves`: a panel for each metric, a curve for each network and split."""
    panels = {}
    for row in rows:
        panels.setdefault(row["metric"], {}).setdefault(f"{row['network']}, {row['split']}", []).append(row)
    return {
        metric: {label: aligned(found, "value", steps) for label, found in lines.items()}
        for metric, lines in panels.items()
    }


def columns_of(result):
    """A result as columns; no column for a missing spread, so that a run without spreads has no empty column."""
    return {name: value for name, value in dataclasses.asdict(result).items() if value is not None}


def aligned(rows, column, steps):
    """A column's value at each step, NaN if missing."""
    values = {int(row["steps"]): float(row[column] or "nan") for row in rows}
    return [values.get(step, float("nan")) for step in steps]
