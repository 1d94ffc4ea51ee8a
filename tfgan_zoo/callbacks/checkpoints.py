"""The last and the best state of a game, never damaged by a kill."""

import math
import os
import pathlib
import shutil

import keras

from tfgan_zoo.callbacks.table import Table


class Checkpoints(keras.callbacks.Callback):
    """Saves the game after each epoch as `last.keras`, and as `best.keras` where its first measure is the best so far.

    A checkpoint is written aside and then renamed, so that the one before it is whole until the new one is. Lower is
    better, unless the measure has a true attribute `higher_is_better`.

    Args:
        folder: where the checkpoints go.
        measures: the CSV file that `MeasureTable` writes, from which a resumed run knows its best. Give that callback
            before this one.

    Example:
        >>> callbacks = [MeasureTable("measures.csv"), Checkpoints("checkpoints", "measures.csv")]
        >>> history = gan.fit(batches, steps_per_epoch=10, validation_data=test, callbacks=callbacks)
    """

    def __init__(self, folder, measures):
        super().__init__()
        self.folder = pathlib.Path(folder)
        self.measures = Table(measures)

    def on_epoch_end(self, epoch, logs=None):
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = self.folder / ".writing.keras"
        self.model.save(aside)
        if self.is_best():
            # Before last.keras: a run killed in between repeats this epoch, and finds it the best again.
            copy = self.folder / ".copying.keras"
            shutil.copyfile(aside, copy)
            os.replace(copy, self.folder / "best.keras")
        os.replace(aside, self.folder / "last.keras")

    def is_best(self):
        """Whether the first measure's newest value beats all before it."""
        if not self.model.measures:
            return False
        first = self.model.measures[0]
        values = [float(row["value"]) for row in self.measures.rows() if row["measure"] == first.name]
        if getattr(first, "higher_is_better", False):
            values = [-value for value in values]
        before = [value for value in values[:-1] if not math.isnan(value)]
        return values[-1] < min(before, default=math.inf)
