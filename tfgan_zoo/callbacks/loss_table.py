"""A table and curves of all loss terms, one row per epoch."""

import time

import keras

from tfgan_zoo import plots
from tfgan_zoo.callbacks.metric_table import aligned
from tfgan_zoo.callbacks.table import Table

BESIDE = ("epoch", "steps", "seconds", "phase")  # the table's columns that are not terms


class LossTable(keras.callbacks.Callback):
    """Writes a row of epoch, steps, seconds, phase (if the game has phases) and the mean of every term, and curves.

    Args:
        path: the CSV file, to which rows are appended; the curves have the same name with the ending .png.

    Example:
        >>> history = gan.fit(batches, steps_per_epoch=10, callbacks=[LossTable("losses.csv")])
    """

    def __init__(self, path):
        super().__init__()
        self.table = Table(path)

    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.monotonic()

    def on_epoch_end(self, epoch, logs=None):
        terms = {name: float(value) for name, value in (logs or {}).items() if not name.startswith("val_")}
        seconds = round(time.monotonic() - self.began, 2)
        steps = int(self.model.steps.numpy())
        phase = self.model.phase_at(steps - 1)
        named = {} if phase is None else {"phase": phase.name}
        self.table.append([{"epoch": epoch + 1, "steps": steps, "seconds": seconds, **named, **terms}])
        rows = self.table.rows()
        steps = [int(row["steps"]) for row in rows]
        plots.curves(self.table.path.with_suffix(".png"), steps, {"loss": loss_lines(rows, steps)}, "Losses")


def loss_lines(rows, steps):
    """Curves from the table's rows: the values of each term at these steps, NaN if missing."""
    terms = [name for name in (rows[0] if rows else ()) if name not in BESIDE]
    return {name: aligned(rows, name, steps) for name in terms}
