"""Every term of the losses, after each epoch, as a table and as curves."""

import time

import keras

from tfgan_zoo import plots
from tfgan_zoo.callbacks.table import Table


class LossTable(keras.callbacks.Callback):
    """Writes a row of epoch, steps, seconds and the mean of every term, and draws the curves beside it.

    Args:
        path: the CSV file; the curves have its name, ending in .png. Rows are added to those already there.

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
        self.table.append([{"epoch": epoch + 1, "steps": steps, "seconds": seconds, **terms}])
        rows = self.table.rows()
        lines = {name: [float(row[name]) for row in rows] for name in terms}
        plots.curves(
            self.table.path.with_suffix(".png"), [int(row["steps"]) for row in rows], {"loss": lines}, "Losses"
        )
