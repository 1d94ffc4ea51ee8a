"""A trial's training in its own process, monitored through the table of metrics that it writes."""

import contextlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

from tfgan_zoo import callbacks
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.words import words_of
from tfgan_zoo.tuning.trial import DIVERGED, ERROR, GRACE

POLL = 0.2  # seconds between two reads of the table
STOPPED = (128 + signal.SIGTERM, 128 + signal.SIGINT, -signal.SIGTERM, -signal.SIGINT)
PACKAGE = pathlib.Path(recipe_source.__file__).resolve().parents[2]


class TrialFailed(RuntimeError):
    """The training of a trial ended with an error."""


class TrialDiverged(TrialFailed):
    """A term of a trial's training, or its gradient, became NaN or infinite."""


def train(source, flags, folder, after_epoch):
    """Train a run in its own process, or resume it, until it ends or is pruned.

    Args:
        source: `RecipeSource` of the recipe.
        flags: value of every flag, with `evaluated_on` and `held_out` for the data that the run is evaluated on.
        folder: path of the run; its output is written to a file of that name with the ending .log.
        after_epoch: function (number of the epoch, dict from metric to value, whether it is the last), called once
            for each epoch in order, including those of an earlier call. If it returns true, training is saved and ends.

    Raises:
        TrialDiverged: if a term is not finite.
        TrialFailed: if it ends with another error; the message is its last line.
        callbacks.Interrupted: if a signal ended it.
    """
    folder = pathlib.Path(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    log = log_of(folder)
    with log.open("ab") as output, started(source, {**flags, "out": str(folder)}, output) as process:
        seen, alive = 0, True
        while alive:
            alive = process.poll() is None  # checked first, so that its last rows are read below
            for epoch, steps, results in epochs_of(folder)[seen:]:
                seen += 1
                if after_epoch(epoch, results, steps >= flags["steps"]):
                    return
            time.sleep(POLL * alive)
    check_end(process.returncode, log)


def describe(source, flags):
    """The metrics and the data of a run with these flags.

    Returns:
        dict: `metrics` has each name and what is better (`preferences`), `evaluated_on` and `trained_on` have the split
        and its number of examples, `data` the name of the dataset.

    Raises:
        TrialFailed: if the run cannot be prepared; the message says why.
    """
    with started(source, flags, subprocess.PIPE, describe=True) as process:
        lines = process.stdout.read().decode(errors="replace").split("\n")
        process.wait()
    lines = [line for line in lines if line.strip()]
    if process.returncode in STOPPED:
        raise callbacks.Interrupted(signal.SIGTERM, "stopped before the first trial.")
    if process.returncode:
        raise TrialFailed(reason_in(lines, process.returncode))
    return json.loads(lines[-1])


@contextlib.contextmanager
def started(source, flags, output, describe=False):
    """A training process; at the end of the context it is signaled to save and exit, if it is still running."""
    given = {
        "recipe": source.name,
        "describe": describe,
        **{name: flags[name] for name in ("evaluated_on", "held_out")},
    }
    path = os.pathsep.join(filter(None, (str(PACKAGE), os.environ.get("PYTHONPATH"))))
    process = subprocess.Popen(
        [sys.executable, "-m", "tfgan_zoo.tuning.trial", json.dumps(given), *words_of(source, flags)],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"},
        close_fds=False,  # the trial inherits the search's lock; Python makes all else non-inheritable
        start_new_session=True,  # Ctrl-C goes to the search, which then ends the trial
    )
    try:
        yield process
    finally:
        process.stdin.close()
        try:
            process.wait(2 * GRACE)
        finally:
            process.kill()
            process.wait()


def epochs_of(folder):
    """(epoch, steps, dict from metric to value) of every evaluated epoch of a run."""
    epochs = {}
    for row in callbacks.Table(folder / "metrics.csv").rows():
        _, _, results = epochs.setdefault(int(row["epoch"]), (int(row["epoch"]), int(row["steps"]), {}))
        results[row["metric"]] = float(row["value"])
    return list(epochs.values())


def check_end(code, log):
    """Raise the error that a training ended with, if any."""
    if code == 0:
        return
    if code in STOPPED:
        raise callbacks.Interrupted(signal.SIGTERM)
    if code < 0:
        raise TrialFailed(f"killed by signal {-code} (9 often means too little memory); see {log}")
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    failure = TrialDiverged if code == DIVERGED else TrialFailed
    raise failure(reason_in(lines, code))


def reason_in(lines, code):
    """The last error message of an output, otherwise its last line."""
    messages = [line.removeprefix(ERROR) for line in lines if line.startswith(ERROR)] or lines
    return messages[-1].strip() if messages else f"ended with exit code {code}, without output"


def log_of(folder):
    """The file for the output of a run."""
    return folder.with_name(f"{folder.name}.log")
