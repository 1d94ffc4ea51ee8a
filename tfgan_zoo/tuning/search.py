"""A search in a folder: started or resumed."""

import contextlib
import math
import pathlib
import signal
import threading
import time

import optuna
from optuna.trial import TrialState

from tfgan_zoo import callbacks
from tfgan_zoo.preferences import HIGHER, LOWER, loss_of
from tfgan_zoo.runs.paths import absolute_paths
from tfgan_zoo.runs.settings import check_flags
from tfgan_zoo.saving.atomic import remove_left_over
from tfgan_zoo.saving.lock import locked
from tfgan_zoo.tuning import process, study, table
from tfgan_zoo.tuning.plan import check_same
from tfgan_zoo.tuning.report import write_report
from tfgan_zoo.tuning.samplers import grid, grid_size
from tfgan_zoo.tuning.trial import GRACE

MOST_FAILURES = 3  # consecutive failures that end the search


def tune(source, flags, plan, out, train=process.train, describe=process.describe):
    """Search for the best settings of a recipe; or resume where an earlier call with this plan stopped.

    Every trial is a run in its own process, with the same seeds, and counts with its last result. Nothing depends
    on time or on how often the search was stopped: the same call gives the same trials.

    Args:
        source: `RecipeSource` of the recipe.
        flags: value of every flag of the runs; the searched ones are replaced.
        plan: `plan.Plan`.
        out: the search's folder.
        train, describe: functions such as `process.train` and `process.describe`.

    Returns:
        the study's best trial, an `optuna.trial.FrozenTrial`; None if none is complete.

    Raises:
        ValueError: if the folder has other files or another search, the recipe has no metrics, or all trials fail.
        callbacks.Interrupted: at SIGTERM or Ctrl-C, after the current trial has been saved.

    Example:
        >>> from tfgan_zoo.recipe.flags import flags_of
        >>> from tfgan_zoo.tuning import pruners, samplers
        >>> from tfgan_zoo.tuning.plan import Plan
        >>> from tfgan_zoo.tuning.space import read_space
        >>> source = recipe.source.find("dcgan")
        >>> space = read_space(["learning_rate=1e-4:1e-2:log"], source)
        >>> plan = Plan(space, 20, samplers.bayesian, pruners.median)
        >>> best = tune(source, flags_of(source, ["--steps", "200"]), plan, "studies/dcgan")  # doctest: +SKIP
    """
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    out, flags = pathlib.Path(out), {name: value for name, value in flags.items() if name != "out"}
    check_flags(flags)
    flags = absolute_paths(flags) | {"evaluated_on": plan.evaluated_on, "held_out": plan.held_out}
    file = out / "study.db"
    if out.exists() and not out.is_dir():
        raise ValueError(f"{out} is a file: give another --out.")
    study.load(file)  # refuses what is no search before anything is written
    # A killed search leaves its last trial saving itself, which holds the folder until then.
    with locked(out, patience=GRACE + 10, inheritable=True), signals_noted():
        optuna_study = study.load(file, plan.pruner(flags["epochs"])) or begin(source, flags, plan, file, describe)
        check_same(plan.facts(source, flags), optuna_study.user_attrs[study.FACTS], out)
        remove_left_over(out)
        table.show_head(optuna_study, plan.space)
        while len(study.finished(optuna_study)) < number_of_trials(plan):
            trial = study.next_trial(optuna_study, file, lambda number: plan.sampler(plan.space, flags["seed"], number))
            try:
                run_trial(optuna_study, trial, (source, flags, plan), out, train)
            except KeyboardInterrupt as stop:
                message = f"stopped in trial {trial.number}; the same command resumes from there."
                raise callbacks.Interrupted(getattr(stop, "signal", signal.SIGINT), message) from None
            table.show_row(optuna_study, plan.space, study.finished(optuna_study)[-1])
            write_report(out, source, flags, optuna_study)
            check_failures(optuna_study)
        write_report(out, source, flags, optuna_study)
    return study.best(optuna_study)


def begin(source, flags, plan, file, describe):
    """Determine the metrics of the trials, and create the study."""
    number_of_trials(plan)
    print(f"Determining the metrics of {source.name}", flush=True)
    try:
        found = describe(source, flags)
    except process.TrialFailed as error:
        raise ValueError(f"no trial can start: {error}") from error
    if not found["metrics"]:
        raise ValueError(f"the recipe {source.name} has no metrics on {found['data']}: nothing to optimize.")
    judging = [name for name, better in found["metrics"].items() if better is not None]
    metric = plan.metric or next(iter(judging), None)
    if metric is not None and metric not in found["metrics"]:
        raise ValueError(f"{source.name} has no metric {metric!r}; it has {', '.join(found['metrics'])}.")
    if metric not in judging:
        raise ValueError(
            f"of {metric or ', '.join(found['metrics'])} neither higher nor lower is better, so that it cannot be "
            f"optimized: the metrics of {source.name} that can are {', '.join(judging) or 'none'}."
        )
    study.create(file, plan.facts(source, flags), {**found, "metric": metric, "better": found["metrics"][metric]})
    return study.load(file, plan.pruner(flags["epochs"]))


def number_of_trials(plan):
    """Total number of trials; at most the size of a grid."""
    if plan.sampler is not grid:
        return plan.trials
    size = grid_size(plan.space)
    return min(plan.trials or size, size)


def run_trial(optuna_study, trial, parts, out, train):
    """Train with one trial's settings, and report the result to the study."""
    chosen = {name: domain.suggest(trial, name) for name, domain in parts[2].space.items()}
    began, state, value, reason = time.monotonic(), TrialState.COMPLETE, None, ""
    try:
        value = result_of(optuna_study, trial, chosen, parts, out, train)
    except optuna.TrialPruned as error:
        state, reason = TrialState.PRUNED, str(error)
    except process.TrialDiverged as error:
        # For Optuna pruned, not failed: the Bayesian sampler learns from the former, and ignores the latter.
        state, reason = TrialState.PRUNED, f"diverged: {error}"
    except process.TrialFailed as error:
        state, reason = TrialState.FAIL, f"failed: {error}"
    finally:
        spent = trial.user_attrs.get(study.SECONDS, 0.0) + time.monotonic() - began
        trial.set_user_attr(study.SECONDS, spent)
    trial.set_user_attr(study.REASON, reason)
    optuna_study.tell(trial, value, state)


def result_of(optuna_study, trial, chosen, parts, out, train):
    """Train a trial on each seed.

    Returns:
        mean of the last results.
    """
    source, flags, plan = parts
    results = []
    for place, seed in enumerate(plan.seeds):
        watch = Watch(optuna_study, trial, prunes=place == 0)
        folder = out / "trials" / f"{trial.number:04d}"
        train(
            source,
            {**flags, **chosen, "seed": seed},
            folder if len(plan.seeds) == 1 else folder / f"seed-{seed}",
            watch,
        )
        results.append(watch.result())
    return math.fsum(results) / len(results)


class Watch:
    """Reports the results of a run, epoch by epoch, to the study, which may prune the trial.

    Args:
        optuna_study: the study.
        trial: the `optuna.Trial`.
        prunes: whether results are reported; with several seeds only those of the first are, because the others have
            the same epochs.
    """

    def __init__(self, optuna_study, trial, prunes):
        measured = optuna_study.user_attrs[study.MEASURED]
        self.metric, self.better, self.label = measured["metric"], measured["better"], study.label_of(measured)
        self.trial, self.prunes = trial, prunes
        self.reported = set(optuna_study.get_trials(deepcopy=False)[trial.number].intermediate_values)
        self.value, self.stopped = None, None

    def __call__(self, epoch, results, last):
        """Process an epoch's results.

        Args:
            epoch: its number, from 1.
            results: dict from metric to value.
            last: whether it is the run's last epoch.

        Returns:
            whether to end training here, before its last step.
        """
        if self.metric not in results:
            raise process.TrialFailed(f"no result of {self.metric!r}, but of {', '.join(results)}: use --metric")
        value = results[self.metric]
        self.value = value if self.better in (HIGHER, LOWER) else loss_of(value, self.better)
        table.show_progress(self.trial.number, epoch, self.label, self.value)
        if not self.prunes:
            return False
        latest = epoch >= max(self.reported, default=0)
        if epoch not in self.reported:
            self.trial.report(self.value, epoch)
            self.reported.add(epoch)
        if latest and not last and self.trial.should_prune():
            self.stopped = epoch
        return self.stopped == epoch

    def result(self):
        """The run's last result.

        Raises:
            optuna.TrialPruned: if the trial was pruned.
            process.TrialFailed: if there is no result, or it is not finite.
        """
        if self.stopped:
            raise optuna.TrialPruned(f"pruned after epoch {self.stopped}")
        if self.value is None:
            raise process.TrialFailed("it has no results")
        if not math.isfinite(self.value):
            raise process.TrialDiverged(f"{self.metric} is {self.value}")
        return self.value


def check_failures(optuna_study):
    """End a search that fails for other reasons than its settings.

    Raises:
        ValueError: if the last few trials all failed.
    """
    last = study.finished(optuna_study)[-MOST_FAILURES:]
    if len(last) == MOST_FAILURES and all(trial.state == TrialState.FAIL for trial in last):
        raise ValueError(
            f"the last {MOST_FAILURES} trials {last[-1].user_attrs[study.REASON]}. Fix that, then repeat the command."
        )


@contextlib.contextmanager
def signals_noted():
    """Turn SIGTERM into an exception, as Ctrl-C is; only the main thread can set signal handlers."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number, frame):
        raise callbacks.Interrupted(number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)
