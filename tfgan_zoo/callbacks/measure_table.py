"""Every measure, after each epoch, as a table and as curves."""

import dataclasses

import keras

from tfgan_zoo import plots
from tfgan_zoo.callbacks.table import Table


class MeasureTable(keras.callbacks.Callback):
    """Writes a row for each figure that `fit(validation_data=...)` measured, and draws the curves beside it.

    Args:
        path: the CSV file; the curves have its name, ending in .png. Rows are added to those already there.

    Example:
        >>> history = gan.fit(
        ...     batches, steps_per_epoch=10, validation_data=test, callbacks=[MeasureTable("measures.csv")]
        ... )
    """

    def __init__(self, path):
        super().__init__()
        self.table = Table(path)

    def on_epoch_end(self, epoch, logs=None):
        if not self.model.measures:
            return
        place = {"epoch": epoch + 1, "steps": int(self.model.steps.numpy())}
        self.table.append([{**place, **dataclasses.asdict(figure)} for figure in self.model.figures])
        rows = self.table.rows()
        panels = {}
        for row in rows:
            panels.setdefault(row["measure"], {}).setdefault(f"{row['network']}, {row['split']}", []).append(row)
        steps = sorted({int(row["steps"]) for row in rows})
        panels = {
            measure: {label: aligned(found, steps) for label, found in lines.items()}
            for measure, lines in panels.items()
        }
        plots.curves(self.table.path.with_suffix(".png"), steps, panels, "Measures")


def aligned(rows, steps):
    """The value of each step, NaN where it was not measured."""
    values = {int(row["steps"]): float(row["value"]) for row in rows}
    return [values.get(step, float("nan")) for step in steps]
