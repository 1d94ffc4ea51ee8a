"""A trial's training in a process of its own, watched from outside by the table of metrics that it writes."""

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
from tfgan_zoo.tuning.trial import DIVERGED, ERROR, GRACE
from tfgan_zoo.tuning.words import words_of

POLL = 0.2  # seconds between two looks at the table
STOPPED = (128 + signal.SIGTERM, 128 + signal.SIGINT, -signal.SIGTERM, -signal.SIGINT)
PACKAGE = pathlib.Path(recipe_source.__file__).resolve().parents[2]


class TrialFailed(RuntimeError):
    """A trial's training ended with an error."""


class TrialDiverged(TrialFailed):
    """A term of a trial's training, or its gradient, became NaN or infinite."""


def train(source, flags, folder, after_epoch):
    """Train a run in its own process, or resume it, to its end or until it is not worth it.

    Args:
        source: `RecipeSource` of the recipe.
        flags: value of every flag, and under `evaluated_on` and `held_out` what the run is measured on.
        folder: path of the run; its output goes to the .log beside it.
        after_epoch: function (number of the epoch, dict from metric to value, whether it is the last), called once
            for each epoch in their order, also for those of an earlier call. Where it is true, training ends, saved.

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
            alive = process.poll() is None  # first, so that its last rows are read below
            for epoch, steps, results in epochs_of(folder)[seen:]:
                seen += 1
                if after_epoch(epoch, results, steps >= flags["steps"]):
                    return
            time.sleep(POLL * alive)
    check_end(process.returncode, log)


def describe(source, flags):
    """What a run with these flags would be measured by, and on.

    Returns:
        dict: `metrics` has each name and whether higher is better, `evaluated_on` and `trained_on` have the split and
        its number of examples, `data` the name of the data set.

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
    """A process that trains; at the end of the context it is asked to save and end, if it still runs."""
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
        close_fds=False,  # the trial keeps the search's lock; Python lets nothing else through
        start_new_session=True,  # a Ctrl-C is for the search, which then ends the trial
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
    """(epoch, steps, dict from metric to value) of every epoch that a run has measured."""
    epochs = {}
    for row in callbacks.Table(folder / "metrics.csv").rows():
        _, _, results = epochs.setdefault(int(row["epoch"]), (int(row["epoch"]), int(row["steps"]), {}))
        results[row["metric"]] = float(row["value"])
    return list(epochs.values())


def check_end(code, log):
    """Say what a training ended with, if not well."""
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
    """The last message of an output, or what there is in place of one."""
    messages = [line.removeprefix(ERROR) for line in lines if line.startswith(ERROR)] or lines
    return messages[-1].strip() if messages else f"ended with exit code {code}, without a word"


def log_of(folder):
    """The file that takes the output of a run."""
    return folder.with_name(f"{folder.name}.log")
