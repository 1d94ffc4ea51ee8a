"""Training of a run in a folder: started or resumed."""

import contextlib
import dataclasses
import math
import sys

import keras

from tfgan_zoo import callbacks, monitor
from tfgan_zoo.data import readable_damage
from tfgan_zoo.distribution import strategies, workers
from tfgan_zoo.pictures.finished_run import write_pictures
from tfgan_zoo.preferences import judging
from tfgan_zoo.recipe.flags import IGNORE, ROLL_BACK, STOP
from tfgan_zoo.runs import resuming, setup
from tfgan_zoo.runs.exporting import export_game
from tfgan_zoo.runs.folder import Folder, versions
from tfgan_zoo.runs.memory import readable_exhaustion
from tfgan_zoo.runs.paths import absolute_paths
from tfgan_zoo.runs.settings import FINGERPRINTS, check_flags
from tfgan_zoo.saving.atomic import remove_left_over
from tfgan_zoo.saving.checkpoints import BEST
from tfgan_zoo.training.epochs import evaluation_epochs, portions
from tfgan_zoo.training.report import write_report
from tfgan_zoo.training.sample_files import write_sample_files

ROLL_BACKS = 3  # before a run is aborted
OTHER_NOISE = 2**40  # offset of the random draws: more than any run uses


def train(source, flags, out):
    """Train a recipe's game, evaluate it and export it; or resume where an earlier call with these flags stopped.

    Args:
        source: `RecipeSource` of the recipe.
        flags: value of every flag, by name.
        out: the run's folder.

    Returns:
        `Folder`.

    Raises:
        ValueError: if the folder holds something else, other settings or damaged checkpoints, another process writes
            there, the flags do not fit the data, the game could not be loaded again, or what the run goes on with is
            not what it began with.
        callbacks.NotFinite: a FloatingPointError; if a term or its gradient is not finite, unless the flag `on_nan` has
            a remedy that works.
        callbacks.Interrupted: at SIGTERM or Ctrl-C, after the game was saved.
        workers.WorkerLost: a ConnectionError; if another worker of the run is lost.

    Example:
        >>> from tfgan_zoo.recipe.flags import flags_of
        >>> source = recipe.source.find("dcgan")
        >>> flags = flags_of(source, ["--steps", "100"])
        >>> folder = train(source, flags, flags.pop("out"))  # doctest: +SKIP
    """
    check_flags(flags)
    folder, flags = Folder(out), absolute_paths(flags)
    settings = folder.resumable_settings(source.name, flags)
    if settings and (longer := flag_to_continue(folder, {**settings, "flags": flags})):
        setup.announce(
            f"{folder.path} is finished, at {settings['finished_steps']} steps: see {folder.report}. "
            f"A {longer} continues training."
        )
        return folder
    strategy = strategies.STRATEGIES[flags["strategy"]]()
    if flags["patience"] and not workers.is_single_worker(strategy):
        raise ValueError(f"--patience is for one machine, not for {flags['strategy']}: workers could end apart.")
    with workers.coordinated(strategy), workers.locked_by_chief(strategy, folder.path):
        for number in range(ROLL_BACKS + 1):
            try:
                attempt(source, flags, folder, strategy, number)
                break
            except callbacks.NotFinite as error:
                if flags["on_nan"] != ROLL_BACK or number == ROLL_BACKS:
                    raise
                setup.announce(f"{error} Rolling back to it, and continuing with other noise.")
    return folder


def flag_to_continue(folder, settings):
    """The flag whose value must change for a finished run to continue; None if the run is not finished."""
    if settings["finished_steps"] is None:
        return None
    if settings["finished_steps"] >= settings["flags"]["steps"]:
        return "larger --steps"
    if out_of_patience(folder, settings):
        return "larger --patience"
    return "milder --on-problem" if stopped_by_monitor(folder, settings) else None


def out_of_patience(folder, settings):
    """Whether the run's patience is exhausted."""
    return callbacks.exhausted(settings["flags"]["patience"], callbacks.Table(folder.metrics))


def stopped_by_monitor(folder, settings):
    """Whether a problem ended the run."""
    history = callbacks.read_signals(callbacks.Table(folder.health))
    return settings["flags"]["on_problem"] == STOP and bool(monitor.diagnose(history))


def attempt(source, flags, folder, strategy, number):
    """Train from the last checkpoint to the end, with different noise for each number of an attempt."""
    sizes = {**source.arguments("model", flags), "batch_size": flags["batch_size"]}
    with readable_exhaustion(sizes):
        settings, prepared, last_epoch = begin(source, flags, folder, strategy)
        prepared.game.seed_counter.assign_add(number * OTHER_NOISE)
        with workers.written_by_chief(strategy, folder) as own:
            train_on(source, settings, prepared, last_epoch, own, workers.is_single_worker(strategy))
            workers.check_agreement(strategy, "finished")  # a worker that exits early would look like a lost one


def begin(source, flags, folder, strategy):
    """Determine the run's progress, and create its parts. Nothing is written, so that all workers agree.

    Returns:
        its settings, its `setup.RunSetup`, and (number, last step) of the last complete epoch.
    """
    settings = folder.resumable_settings(source.name, flags)
    prepared = setup.prepare(source, flags, strategy, folder if settings else None)
    steps = int(prepared.game.steps.numpy())
    last_epoch = folder.last_epoch(steps, callbacks.within_epoch(prepared.game))
    if settings:
        setup.announce(f"Resuming after epoch {last_epoch[0]}, at {steps} of {flags['steps']} steps")
    settings = {**(settings or new_settings(source, flags, prepared)), "flags": flags, "finished_steps": None}
    settings["data"] = {**settings["data"], "name": prepared.train_data.name}  # a folder may have moved
    if prepared.game.evaluation_metrics and judging(prepared.game.evaluation_metrics) is None:
        setup.announce("No metric says what is better: best.keras will be the last checkpoint, and nothing ends early")
    workers.check_agreement(strategy, [{**settings, "flags": {**flags, "data_dir": None}}, steps, last_epoch])
    return settings, prepared, last_epoch


def train_on(source, settings, prepared, last_epoch, folder, alone):
    """Train to the end, and write all files of the run.

    Args:
        source, settings, prepared, last_epoch: the run and its progress.
        folder: `Folder` that this process writes.
        alone: whether this process can save when a signal ends it, without waiting for other workers.
    """
    flags = settings["flags"]
    remove_left_over(folder.path)
    folder.truncate(last_epoch[1])
    folder.write_settings(settings)
    checkpoints = callbacks.Checkpoints(folder.checkpoints, folder.metrics)
    after_epochs = watchers(folder, source, flags, prepared, checkpoints)
    interruption = callbacks.Interruption(checkpoints)
    try:
        with interruption if alone else contextlib.nullcontext():
            # It may have been stopped between its end and its export.
            if not (out_of_patience(folder, settings) or stopped_by_monitor(folder, settings)):
                fit(prepared, settings, last_epoch, [callbacks.StopOnNaN(), interruption, *after_epochs])
    except callbacks.Interrupted as stop:
        place = f"stopped at step {int(prepared.game.steps.numpy())} of {flags['steps']}"
        raise callbacks.Interrupted(stop.signal, f"{place}; the same command resumes from there.") from None
    finish(folder, source, settings, prepared)


def new_settings(source, flags, prepared):
    """The contents of `settings.json` for a new run."""
    data, at_once = prepared.train_data, prepared.game.steps_per_execution
    return {
        "recipe": source.name,
        "flags": flags,
        "steps_per_epoch": math.ceil(math.ceil(flags["steps"] / flags["epochs"]) / at_once) * at_once,
        "finished_steps": None,
        FINGERPRINTS: resuming.new_fingerprint(source, flags, data, prepared.real_data),
        "data": {
            "name": data.name,
            "split": data.split,
            "num_examples": data.num_examples,
            "shape": data.shape,
            "evaluated_on": prepared.real_data.split,
            "class_names": data.class_names and list(data.class_names),
        },
        "versions": versions(),
    }


def watchers(folder, source, flags, prepared, checkpoints):
    """The callbacks. The checkpoint comes after everything that a resumed run repeats."""
    patience = [callbacks.Patience(flags["patience"], folder.metrics)] if flags["patience"] else []
    shown = None if flags["on_problem"] == IGNORE else setup.monitor_samples(prepared)
    monitor_callback = [callbacks.Monitor(folder.health, *shown, stop=flags["on_problem"] == STOP)] if shown else []
    return [
        callbacks.LossTable(folder.losses),
        callbacks.MetricTable(folder.metrics),
        *monitor_callback,
        callbacks.Samples(folder.samples, prepared.real_data, seed=flags["seed"]),
        callbacks.Events(folder.events, folder.samples),
        checkpoints,
        *patience,
        keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: write_report(folder, source)),
    ]


@readable_damage()
def fit(prepared, settings, last_epoch, watchers):
    """Train from the game's step to the last one, or until patience is exhausted."""
    game, flags = prepared.game, settings["flags"]
    real = setup.evaluation_batches(prepared.real_data, flags["batch_size"]) if game.evaluation_metrics else None
    left = portions(last_epoch, int(game.steps.numpy()), flags["steps"], settings["steps_per_epoch"])
    measured = evaluation_epochs(left, flags["evaluate_every"])
    for epoch, epochs, length in left:
        if game.stop_training:
            break
        if not length:
            end_epoch(game, epoch, real if epoch + 1 in measured else None, watchers)
            continue
        game.fit(
            setup.worker_batches(game, prepared.train_data, flags),
            initial_epoch=epoch,
            epochs=epoch + epochs,
            steps_per_epoch=length,
            validation_data=real,
            validation_freq=measured,
            callbacks=watchers,
            shuffle=False,  # the batches are shuffled already
            verbose=1 if sys.stdout.isatty() else 2,
        )


def end_epoch(game, epoch, real, watchers):
    """Evaluate and save a game that was stopped after the last step of an epoch, as `fit` would have."""
    watching = keras.callbacks.CallbackList(watchers, model=game)
    watching.on_train_begin()
    watching.on_epoch_begin(epoch)
    logs = game.get_metrics_result()
    if real is not None:
        results = game.evaluate(real, callbacks=watching, return_dict=True)
        logs |= {f"val_{name}": value for name, value in results.items()}
    watching.on_epoch_end(epoch, logs)
    watching.on_train_end()


def finish(folder, source, settings, prepared):
    """Export the last generator, or the best if a problem ended the run, plot it, and write the report."""
    game, best = prepared.game, folder.checkpoint(BEST)
    stopped = stopped_by_monitor(folder, settings) and best.exists()
    setup.announce(f"Exporting the {'best ' if stopped else ''}generator")
    chosen = setup.load_game(best) if stopped else game
    export_game(chosen, folder.saved_model, folder, (source, settings), prepared.real_data)
    folder.write_settings({**settings, "finished_steps": int(game.steps.numpy())})
    write_report(folder, source)  # so that there is one even if drawing is killed
    write_sample_files(folder, chosen, prepared.real_data, settings["flags"]["seed"])
    write_pictures(folder, source, dataclasses.replace(prepared, game=chosen), settings)
    write_report(folder, source)
    setup.announce(f"Done: see {folder.report}")
