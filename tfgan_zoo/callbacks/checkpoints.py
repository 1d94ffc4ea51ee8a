"""Checkpoints of the last and the best state of a game, which no kill can corrupt."""

import os
import pathlib
import shutil

import keras
import numpy as np

from tfgan_zoo.callbacks.best import since_best
from tfgan_zoo.callbacks.table import Table
from tfgan_zoo.models import DamagedFile, check_archive
from tfgan_zoo.preferences import judging, preference_of
from tfgan_zoo.saving.checkpoints import BEST, LAST, PREVIOUS


class Checkpoints(keras.callbacks.Callback):
    """Saves the game after each epoch as `last.keras`, and as `best.keras` where its metric is the best so far.

    A checkpoint is written to a temporary file, flushed to disk, verified and only then renamed; the one before it
    stays as `previous.keras`. So there is a complete checkpoint whenever the process is killed, and a fallback if the
    newest is damaged later. The first metric that says what is better (`preferences`) chooses the best; if the game has
    metrics and none of them does, the best is the last.

    Args:
        folder: where the checkpoints go.
        metrics: the CSV file that `MetricTable` writes, from which a resumed run reads its best result. List that
            callback before this one.

    Raises:
        ValueError: if a weight is not finite; existing checkpoints are not changed.
        OSError: if a checkpoint cannot be written (full disk); existing checkpoints are not changed.

    Example:
        >>> kept = [callbacks.MetricTable("metrics.csv"), Checkpoints("checkpoints", "metrics.csv")]
        >>> history = gan.fit(batches, steps_per_epoch=10, validation_data=test_batches, callbacks=kept)
    """

    def __init__(self, folder, metrics):
        super().__init__()
        self.folder = pathlib.Path(folder)
        self.metrics = Table(metrics)

    def on_epoch_end(self, epoch, logs=None):
        self.model.reset_metrics()  # the logs have the epoch's means; the next epoch starts from zero
        self.save(is_best=self.is_best(logs or {}))

    def save(self, is_best=False):
        """Save the game in its current state, also in the middle of an epoch.

        Args:
            is_best: whether to save it as `best.keras` as well.
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
                f"({error.strerror or error}); earlier checkpoints are unchanged. Free disk space, then resume",
                str(self.folder),
            ) from error
        self.put_in_place(temporary, copy if is_best else None)

    def put_in_place(self, newest, best):
        """Rename the files; there is a complete checkpoint at every moment."""
        last = self.folder / f"{LAST}.keras"
        if best is not None:
            # Before last.keras: a run killed in between repeats this epoch, which is then the best again.
            os.replace(best, self.folder / f"{BEST}.keras")
        if last.exists():
            os.replace(last, self.folder / f"{PREVIOUS}.keras")
        os.replace(newest, last)

    def is_best(self, logs):
        """Whether the epoch was measured, and the newest value of the metric that chooses beats all before it."""
        judge = judging(self.model.evaluation_metrics)
        if judge is None:
            return bool(self.model.evaluation_metrics)
        if f"val_{judge.name}" not in logs:
            return False
        values = [float(row["value"]) for row in self.metrics.rows() if row["metric"] == judge.name]
        return since_best(values, preference_of(judge)) == 0


def check_finite(game):
    """Refuse a game with non-finite weights, which do not recover, before it replaces a good checkpoint."""
    slots = (variable for optimizer in game.optimizers.values() for variable in optimizer.variables)
    variables = [*game.weights, *slots]
    broken = [variable.path for variable in variables if not np.isfinite(keras.ops.convert_to_numpy(variable)).all()]
    if broken:
        raise ValueError(
            f"after step {int(game.steps.numpy())}, {len(broken)} variables are not finite, {broken[0]} among them: "
            "earlier checkpoints are unchanged. Resume from them with a lower learning rate or gradient clipping."
        )


def sync_and_verify(path):
    """Flush a checkpoint to disk and verify it.

    Raises:
        OSError: if the file does not contain what was written.
    """
    with path.open("r+b") as file:
        os.fsync(file.fileno())
    try:
        check_archive(path)
    except DamagedFile as error:
        raise OSError(None, f"the file does not contain what was written: {error}") from error
