"""The trials as a table, on the terminal and on disk."""

import csv
import sys

from optuna.trial import TrialState

from tfgan_zoo.preferences import in_words
from tfgan_zoo.saving.atomic import atomic_write
from tfgan_zoo.tuning import study

WIDTH = 10  # minimum width of a column


def state_of(trial):
    """The state of a trial in one word."""
    reason = trial.user_attrs.get(study.REASON, "")
    if trial.state == TrialState.PRUNED:
        return "diverged" if reason.startswith("diverged") else "pruned"
    return {TrialState.COMPLETE: "complete", TrialState.FAIL: "failed"}.get(trial.state, "under way")


def show_head(optuna_study, space):
    """Print the header, and the rows of the trials that have ended."""
    measured = optuna_study.user_attrs[study.MEASURED]
    split, count = measured["evaluated_on"]
    label = study.label_of(measured)
    print(f"{measured['metric']} on {measured['data']} ({split}, {count} examples), {in_words(measured['better'])}")
    print(line_of(["trial", "state", label, "seconds", *space], space, label), flush=True)
    for trial in study.finished(optuna_study):
        show_row(optuna_study, space, trial)


def show_row(optuna_study, space, trial):
    """Print the row of a trial."""
    value = "" if trial.value is None else f"{trial.value:.4g}"
    cells = [str(trial.number), state_of(trial), value, f"{trial.user_attrs.get(study.SECONDS, 0):.0f}"]
    cells += [formatted(trial.params.get(name)) for name in space]
    wipe = "\r" if sys.stdout.isatty() else ""
    print(wipe + line_of(cells, space, study.label_of(optuna_study.user_attrs[study.MEASURED])), flush=True)
    if state_of(trial) in ("diverged", "failed"):
        print(f"       {trial.user_attrs[study.REASON]}", flush=True)


def line_of(cells, space, metric):
    """A row of aligned cells."""
    widths = [5, 8, max(WIDTH, len(metric)), 7, *(max(WIDTH, len(name)) for name in space)]
    return "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def show_progress(number, epoch, metric, value):
    """Show a trial's progress, on a terminal."""
    if sys.stdout.isatty():
        print(f"\r{number:>5}  epoch {epoch}: {metric} {value:.4g}".ljust(60), end="", flush=True)


def formatted(value):
    """A value with few digits."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def write_table(path, optuna_study):
    """Write all trials that have ended, atomically."""
    trials = study.finished(optuna_study)
    constants = sorted({name for trial in trials for name in trial.params})
    with atomic_write(path) as temporary, temporary.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["trial", "state", "value", "epochs", *constants, "seconds", "reason"])
        for trial in trials:
            writer.writerow(
                [
                    trial.number,
                    state_of(trial),
                    "" if trial.value is None else repr(trial.value),
                    len(trial.intermediate_values),
                    *(trial.params.get(name, "") for name in constants),
                    round(trial.user_attrs.get(study.SECONDS, 0), 1),
                    trial.user_attrs.get(study.REASON, ""),
                ]
            )
