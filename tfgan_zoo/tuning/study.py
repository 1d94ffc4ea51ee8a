"""The Optuna study of a search, in one SQLite file."""

import contextlib
import math
import os
import sqlite3

import optuna
import sqlalchemy.exc
from optuna.trial import TrialState

from tfgan_zoo.preferences import HIGHER, LOWER

NAME = "tfgan-zoo"
FACTS, MEASURED, REASON, SECONDS = "facts", "measured", "reason", "seconds"
LEFT_OVER = {".lock", ".study.db.writing", ".study.db.writing-journal"}  # of a search that was killed at its start


def load(path, pruner=None):
    """The study in a file.

    Args:
        path: the file; may be missing.
        pruner: Optuna's pruner.

    Returns:
        `optuna.Study`; None if there is no file.

    Raises:
        ValueError: if the file is damaged, or not the study of a search.
    """
    folder = path.parent
    if not path.exists():
        strangers = {entry.name for entry in folder.iterdir()} - LEFT_OVER if folder.is_dir() else set()
        if strangers:
            raise ValueError(
                f"{folder} has files that are not of a search ({sorted(strangers)[0]}), and is not changed: use "
                "another --out, or an empty folder."
            )
        return None
    with refused_damage(path):
        check_whole(path)
        study = optuna.load_study(study_name=NAME, storage=url_of(path), pruner=pruner)
        missing = {FACTS, MEASURED} - set(study.user_attrs)
        study.get_trials(deepcopy=False)
    if missing:
        raise ValueError(f"{path} is another kind of study, without {', '.join(missing)}: use another --out.")
    return study


def create(path, facts, measured):
    """Create the file of a study atomically.

    Args:
        path: the file.
        facts: settings that must not change.
        measured: description of the data and metrics; "better" is that of the metric that is optimized.
    """
    temporary = path.with_name(f".{path.name}.writing")
    temporary.unlink(missing_ok=True)
    storage = optuna.storages.RDBStorage(url_of(temporary))
    direction = "maximize" if measured["better"] == HIGHER else "minimize"
    study = optuna.create_study(storage=storage, study_name=NAME, direction=direction)
    study.set_user_attr(FACTS, facts)
    study.set_user_attr(MEASURED, measured)
    storage.remove_session()
    storage.engine.dispose()
    os.replace(temporary, path)


def label_of(measured):
    """What a trial's value is: the metric, or its distance from the value that is best."""
    better = measured["better"]
    return measured["metric"] if better in (HIGHER, LOWER) else f"|{measured['metric']} - {better:g}|"


@contextlib.contextmanager
def refused_damage(path):
    """Turn errors of a damaged file into one that explains it."""
    errors = (sqlite3.Error, sqlalchemy.exc.SQLAlchemyError, RuntimeError, KeyError, ValueError)
    try:
        yield
    except errors as error:
        raise ValueError(
            f"{path} cannot be read ({' '.join(str(error).split())[:200]}): restore a copy of it, or use another "
            "--out. The runs in trials/ are not affected."
        ) from error


def check_whole(path):
    """Let SQLite check every page."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True)) as connection:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def url_of(path):
    """The URL of the file for Optuna."""
    return f"sqlite:///{path.resolve()}"


def next_trial(study, path, sampler_of):
    """The interrupted trial, otherwise a new one.

    Args:
        study: the study.
        path: its file.
        sampler_of: function from a trial's number to its sampler.

    Returns:
        `optuna.Trial`.
    """
    trials = study.get_trials(deepcopy=False)
    under_way = [trial.number for trial in trials if trial.state == TrialState.RUNNING]
    number = under_way[0] if under_way else len(trials)
    study.sampler = sampler_of(number)
    if not under_way:
        return study.ask()
    storage = study.storage if hasattr(study, "storage") else study._storage
    storage = optuna.storages.RDBStorage(url_of(path))
    study_id = storage.get_study_id_from_name(NAME)
    return optuna.trial.Trial(study, storage.get_trial_id_from_study_id_trial_number(study_id, number))


def finished(study):
    """The trials that have ended, in order."""
    return [trial for trial in study.get_trials(deepcopy=False) if trial.state.is_finished()]


def best(study):
    """The trial with the best result; None before one is complete."""
    complete = [trial for trial in finished(study) if trial.state == TrialState.COMPLETE]
    sign = -1 if study.direction == optuna.study.StudyDirection.MAXIMIZE else 1
    return min(complete, key=lambda trial: sign * trial.value, default=None)


def importances(study):
    """Importance of each constant for the results of the complete trials; empty if there are too few.

    Reference:
        Hutter et al. 2014 (functional ANOVA), https://proceedings.mlr.press/v32/hutter14.html.
    """
    complete = [trial for trial in finished(study) if trial.state == TrialState.COMPLETE]
    if len(complete) < 4 or len({trial.value for trial in complete}) < 2:
        return {}
    evaluator = optuna.importance.FanovaImportanceEvaluator(seed=0)
    found = optuna.importance.get_param_importances(study, evaluator=evaluator)
    return {name: value for name, value in found.items() if math.isfinite(value)}
