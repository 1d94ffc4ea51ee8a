"""A monitor of training: examines the game now and then, and says in plain words what is wrong with it."""

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
from tfgan_zoo.saving.atomic import atomic_write

PANELS = {  # what is drawn together: the vertical axis, and its signals
    "discriminator": ("separation", "confidence", "memorization"),
    "samples, of the data's": ("diversity", "coverage"),
    "distance, movement": ("distance", "movement"),
    "norms of gradients": ("generator_gradient", "discriminator_gradient"),
}


class Monitor(keras.callbacks.Callback):
    """Looks at cheap signals after each epoch, writes them into a table, and tells each problem when it first shows.

    The game goes on to the bit as it would without: `diagnosis.SignalCollector` puts back all it moves.

    Args:
        path: the CSV file of the signals; what it holds already is the history before. The samples last seen lie beside
            it, ending in .npz, and curves of the signals are drawn there, ending in .png, when training ends.
        real: a batch of training samples as `fit` gives it, at least 32; 256 are good.
        held_out: as many real samples that the game is not trained on, to see whether they are known by heart; None
            leaves that out.
        every: epochs from one examination to the next.
        stop: whether training ends at the first problem.
        keep: where to save the game whenever its samples are nearest to the data so far, a `.keras` file; None saves
            none.

    Attributes:
        findings: list of `diagnosis.Finding`, those of the newest examination.

    Raises:
        ValueError: if the game is not a two-player game, there are too few samples, or `every` is not an integer of at
            least 1.

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
    """The samples of the last two examinations, so that a run which goes on knows what it saw before.

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
        """The newest ones of an earlier step; None where there are none."""
        earlier = {step: samples for step, samples in self.read().items() if step < steps}
        return earlier[max(earlier)] if earlier else None

    def keep(self, steps, samples):
        """Keep these, and those before them: a run killed now would take this step again."""
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
    if rows and set(rows[0]) != set(fields):
        raise ValueError(f"{table.path} does not hold a monitor's signals, but {', '.join(rows[0])}: remove it.")
    return [Signals(**{name: kind(float(row[name])) for name, kind in fields.items()}) for row in rows]


def measure_of(game, logs):
    """The game's first metric as it was just taken, the lower the better; NaN where it was not."""
    if not game.evaluation_metrics:
        return math.nan
    first = game.evaluation_metrics[0]
    value = float(logs.get(f"val_{first.name}", math.nan))
    return -value if getattr(first, "higher_is_better", False) else value


def is_nearest(history):
    """Whether the newest samples are nearer to the data than all before."""
    return history[-1].distance < min((signals.distance for signals in history[:-1]), default=math.inf)


def save(game, path):
    """Save a game in one step."""
    check_finite(game)
    with atomic_write(path) as temporary:
        game.save(temporary)


def draw_signals(path, history):
    """Curves of the signals over the training steps."""
    panels = {
        axis: {name.replace("_", " "): [getattr(signals, name) for signals in history] for name in names}
        for axis, names in PANELS.items()
    }
    plots.curves(path, [signals.steps for signals in history], panels, "Health")
