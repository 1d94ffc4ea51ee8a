"""Monitoring of training: checks the game regularly and explains what is wrong in plain words."""

import dataclasses
import math
import pathlib

import keras
import numpy as np

from tfgan_zoo import plots
from tfgan_zoo.callbacks.checkpoints import check_finite
from tfgan_zoo.callbacks.table import Table
from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.monitor import SignalCollector, Signals, diagnose
from tfgan_zoo.preferences import judging, loss_of, preference_of
from tfgan_zoo.saving.atomic import atomic_write

PANELS = {  # panels of the plot: the vertical axis and its signals
    "discriminator": ("separation", "confidence", "memorization"),
    "samples, of the data's": ("diversity", "coverage"),
    "distance, movement": ("distance", "movement"),
    "norms of gradients": ("generator_gradient", "discriminator_gradient"),
}


class Monitor(keras.callbacks.Callback):
    """Writes cheap signals of the game into a table after each epoch, and reports each problem when it first appears.

    Training is bitwise the same with this callback and without: `monitor.SignalCollector` restores all state.

    Args:
        path: the CSV file of the signals; rows that it already has are the earlier history. The last samples are saved
            with the same name and the ending .npz, and curves of the signals with the ending .png when training ends.
        real: a batch of training samples as in `fit`, at least 32; 256 are good.
        held_out: equally many real samples that the game is not trained on, to detect memorization; None skips that
            check.
        every: number of epochs between checks.
        stop: whether to end training at the first problem.
        keep: `.keras` file to save the game to whenever its samples are closest to the data so far; None saves
            nothing.

    Attributes:
        findings: list of `monitor.Finding` of the newest check.

    Raises:
        ValueError: if the game's samples have no distances, there are too few samples, or `every` is not an integer of
            at least 1.

    Example:
        >>> digits, unseen = tfgan_zoo.data.load("digits"), tfgan_zoo.data.load("digits", "test")
        >>> real, held_out = (next(iter(part.batches(256))) for part in (digits, unseen))
        >>> monitor = tfgan_zoo.callbacks.Monitor("signals.csv", real, held_out, stop=True)
        >>> history = gan.fit(digits.batches(64), epochs=20, steps_per_epoch=100, callbacks=[monitor])
        >>> monitor.findings
        []
    """

    def __init__(self, path, real, held_out=None, every=1, stop=False, keep=None):
        super().__init__()
        check_at_least_one(self, every=every)
        self.table = Table(path)
        self.real = real
        self.held_out = held_out
        self.every = every
        self.stop = stop
        self.keep = None if keep is None else pathlib.Path(keep)
        self.findings = []

    def on_train_begin(self, logs=None):
        self.collector = SignalCollector(self.model, self.real, self.held_out)
        self.history = read_signals(self.table)
        self.samples = PreviousSamples(self.table.path.with_suffix(".npz"))
        self.findings = diagnose(self.history)

    def on_epoch_end(self, epoch, logs=None):
        if (epoch + 1) % self.every:
            return
        steps = int(self.model.steps.numpy())
        signals = self.collector.collect(self.samples.before(steps), measure_of(self.model, logs or {}))
        self.samples.keep(steps, self.collector.samples)
        self.table.append([{name: f"{value:.6g}" for name, value in dataclasses.asdict(signals).items()}])
        self.history.append(signals)
        known = {finding.problem for finding in self.findings}
        self.findings = diagnose(self.history)
        for finding in self.findings:
            if finding.problem not in known:
                print(f"\nMonitor: {finding}", flush=True)
        if self.keep is not None and is_nearest(self.history):
            save(self.model, self.keep)
        if self.stop and self.findings:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.history:
            draw_signals(self.table.path.with_suffix(".png"), self.history)


class PreviousSamples:
    """The samples of the last two checks, so that a resumed run can compare with them.

    Args:
        path: the `.npz` file.
    """

    def __init__(self, path):
        self.path = path

    def read(self):
        """Samples by step."""
        if not self.path.exists():
            return {}
        with np.load(self.path, allow_pickle=False) as file:
            return {int(name): file[name] for name in file.files}

    def before(self, steps):
        """The newest samples of an earlier step; None if there are none."""
        earlier = {step: samples for step, samples in self.read().items() if step < steps}
        return earlier[max(earlier)] if earlier else None

    def keep(self, steps, samples):
        """Store these and the ones before: a run killed now would repeat this step."""
        earlier = {step: kept for step, kept in self.read().items() if step < steps}
        kept = {str(step): earlier[step] for step in sorted(earlier)[-1:]}
        with atomic_write(self.path) as temporary:
            np.savez(temporary, **kept, **{str(steps): samples})


def read_signals(table):
    """The signals in a table that `Monitor` wrote, oldest first.

    Raises:
        ValueError: if the table is damaged.
    """
    rows = table.rows()
    fields = {field.name: field.type for field in dataclasses.fields(Signals)}
    needed = {field.name for field in dataclasses.fields(Signals) if field.default is dataclasses.MISSING}
    if rows and not needed <= set(rows[0]) <= set(fields):
        raise ValueError(f"{table.path} has no signals of a monitor but the columns {', '.join(rows[0])}: remove it.")
    return [
        # A table of an older version lacks signals that have a default; rows added to it have them.
        Signals(**{name: fields[name](float(value)) for name, value in row.items() if value or name in needed})
        for row in rows
    ]


def measure_of(game, logs):
    """The newest value of the metric that chooses, as lower is better; NaN if it was not evaluated."""
    judge = judging(game.evaluation_metrics)
    if judge is None:
        return math.nan
    return loss_of(float(logs.get(f"val_{judge.name}", math.nan)), preference_of(judge))


def is_nearest(history):
    """Whether the newest samples are closer to the data than all earlier ones."""
    return history[-1].distance < min((signals.distance for signals in history[:-1]), default=math.inf)


def save(game, path):
    """Save a game atomically."""
    check_finite(game)
    with atomic_write(path) as temporary:
        game.save(temporary)


def draw_signals(path, history):
    """Plot the signals over the training steps, except those that the game does not have."""
    curves = {name: [getattr(signals, name) for signals in history] for names in PANELS.values() for name in names}
    found = {name: values for name, values in curves.items() if np.isfinite(values).any()}
    panels = {
        axis: {name.replace("_", " "): found[name] for name in names if name in found}
        for axis, names in PANELS.items()
        if found.keys() & set(names)
    }
    plots.curves(path, [signals.steps for signals in history], panels, "Health")
