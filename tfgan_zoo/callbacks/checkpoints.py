"""The last and the best state of a game, never damaged by a kill."""

import os
import pathlib
import shutil

import keras
import numpy as np

from tfgan_zoo.callbacks.best import since_best
from tfgan_zoo.callbacks.table import Table
from tfgan_zoo.models import DamagedFile, check_archive
from tfgan_zoo.saving.checkpoints import BEST, LAST, PREVIOUS


class Checkpoints(keras.callbacks.Callback):
    """Saves the game after each epoch as `last.keras`, and as `best.keras` where its first metric is the best so far.

    A checkpoint is written aside, forced to disk, read back and only then renamed; the one before it stays as
    `previous.keras`. So whatever moment a kill hits, a whole checkpoint is there, and where the newest is damaged later
    on, the one before it. Lower is better, unless the metric has a true attribute `higher_is_better`.

    Args:
        folder: where the checkpoints go.
        metrics: the CSV file that `MetricTable` writes, from which a resumed run knows its best. Give that callback
            before this one.

    Raises:
        ValueError: if a weight is not finite; the checkpoints stay as they are.
        OSError: if a checkpoint cannot be written (full disk); the checkpoints stay as they are.

    Example:
        >>> callbacks = [MetricTable("metrics.csv"), Checkpoints("checkpoints", "metrics.csv")]
        >>> history = gan.fit(batches, steps_per_epoch=10, validation_data=test, callbacks=callbacks)
    """

    def __init__(self, folder, metrics):
        super().__init__()
        self.folder = pathlib.Path(folder)
        self.metrics = Table(metrics)

    def on_epoch_end(self, epoch, logs=None):
        self.model.reset_metrics()  # the logs have the epoch's means; what is saved begins the next epoch
        self.save(is_best=self.is_best(logs or {}))

    def save(self, is_best=False):
        """Save the game as it is, between two steps of an epoch too.

        Args:
            is_best: whether as `best.keras` as well.
        """
        check_finite(self.model)
        self.folder.mkdir(parents=True, exist_ok=True)
        temporary, copy = self.folder / ".writing.keras", self.folder / ".copying.keras"
        try:
            self.model.save(temporary)
            sync_and_verify(temporary)
            if is_best:
                shutil.copyfile(temporary, copy)
                sync_and_verify(copy)
        except OSError as error:
            for half in (temporary, copy):
                half.unlink(missing_ok=True)
            raise OSError(
                error.errno,
                f"the checkpoint of step {int(self.model.steps.numpy())} cannot be written "
                f"({error.strerror or error}); those before it are kept. Make room, and go on from them",
                str(self.folder),
            ) from error
        self.put_in_place(temporary, copy if is_best else None)

    def put_in_place(self, newest, best):
        """Give the files their names; at no moment is there no whole checkpoint."""
        last = self.folder / f"{LAST}.keras"
        if best is not None:
            # Before last.keras: a run killed in between repeats this epoch, and finds it the best again.
            os.replace(best, self.folder / f"{BEST}.keras")
        if last.exists():
            os.replace(last, self.folder / f"{PREVIOUS}.keras")
        os.replace(newest, last)

    def is_best(self, logs):
        """Whether the epoch was measured, and the first metric's newest value beats all before it."""
        first = self.model.evaluation_metrics[0] if self.model.evaluation_metrics else None
        if first is None or f"val_{first.name}" not in logs:
            return False
        values = [float(row["value"]) for row in self.metrics.rows() if row["metric"] == first.name]
        return since_best(values, getattr(first, "higher_is_better", False)) == 0


def check_finite(game):
    """Refuse a game that no training brings back, before it takes the place of one that is sound."""
    slots = (variable for optimizer in game.optimizers.values() for variable in optimizer.variables)
    variables = [*game.weights, *slots]
    broken = [variable.path for variable in variables if not np.isfinite(keras.ops.convert_to_numpy(variable)).all()]
    if broken:
        raise ValueError(
            f"after step {int(game.steps.numpy())}, {len(broken)} variables are not finite, {broken[0]} among them: "
            "the checkpoints before it are kept. Go on from them with a lower learning rate or clipped gradients."
        )


def sync_and_verify(path):
    """Force a checkpoint to disk and read it back.

    Raises:
        OSError: if what is there is not what was written.
    """
    with path.open("r+b") as file:
        os.fsync(file.fileno())
    try:
        check_archive(path)
    except DamagedFile as error:
        raise OSError(None, f"what was read back differs from what was written: {error}") from error
