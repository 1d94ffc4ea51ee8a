"""A run: begun, or gone on with, in one folder."""

import math
import sys

import keras

from tfgan_zoo import callbacks
from tfgan_zoo.runs import parts
from tfgan_zoo.runs.exporting import export_game
from tfgan_zoo.runs.folder import Folder, versions
from tfgan_zoo.runs.report import write_report

NUM_IMAGES = 64
NUM_POINTS = 1000


def train(source, flags, out):
    """Train a recipe's game, measure it, export it; or go on where an earlier call with these flags stopped.

    Args:
        source: `RecipeSource` of the recipe.
        flags: value of every flag, by name.
        out: the run's folder.

    Returns:
        `Folder`.

    Raises:
        ValueError: if the folder holds something else, other settings or a damaged checkpoint, or the flags do not
            fit the data.

    Example:
        >>> source = tfgan_zoo.recipe_source.find("dcgan")
        >>> flags = flags_of(source, ["--steps", "100"])  # tfgan_zoo.recipe_flags
        >>> folder = train(source, flags, flags.pop("out"))
    """
    folder = Folder(out)
    settings = folder.begun(source.name, flags)
    if settings and (settings["finished_steps"] or 0) >= flags["steps"]:
        parts.say(
            f"{folder.path} is finished, at {settings['finished_steps']} steps: see {folder.report}. "
            "A larger --steps goes on training."
        )
        return folder
    prepared = parts.prepare(source, flags, folder if settings else None)
    steps = int(prepared.game.steps.numpy())
    epoch = folder.epoch_at(steps)
    if settings:
        parts.say(f"Going on after epoch {epoch}, at {steps} of {flags['steps']} steps")
    folder.cut(steps)
    settings = {**(settings or new_settings(source, flags, prepared)), "flags": flags, "finished_steps": None}
    folder.write_settings(settings)
    fit(prepared, settings, epoch, watchers(folder, source, flags, prepared.real_data))
    finish(folder, source, settings, prepared.game)
    return folder


def new_settings(source, flags, prepared):
    """What `settings.json` says of a run that begins."""
    data, at_once = prepared.train_data, prepared.game.steps_per_execution
    higher_is_better = [m.name for m in prepared.game.measures if getattr(m, "higher_is_better", False)]
    return {
        "recipe": source.name,
        "flags": flags,
        "steps_per_epoch": math.ceil(math.ceil(flags["steps"] / flags["epochs"]) / at_once) * at_once,
        "finished_steps": None,
        "higher_is_better": higher_is_better,
        "data": {
            "name": data.name,
            "split": data.split,
            "num_examples": data.num_examples,
            "shape": data.shape,
            "measured_on": prepared.real_data.split,
        },
        "versions": versions(),
    }


def watchers(folder, source, flags, real_data):
    """What happens after each epoch. The checkpoint comes after what a resumed run repeats."""
    num_samples = NUM_POINTS if len(real_data.shape) == 1 else NUM_IMAGES
    real = parts.first_examples(real_data, num_samples)
    return [
        callbacks.LossTable(folder.losses),
        callbacks.MeasureTable(folder.measures),
        callbacks.Samples(folder.samples, real, num_samples, flags["seed"]),
        callbacks.Events(folder.events, folder.samples),
        callbacks.Checkpoints(folder.checkpoints, folder.measures),
        keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: write_report(folder, source)),
    ]


def fit(prepared, settings, epoch, watchers):
    """Train to the last step: whole epochs, then what is left."""
    game, flags, steps_per_epoch = prepared.game, settings["flags"], settings["steps_per_epoch"]
    real = parts.measuring_batches(prepared.real_data, flags["batch_size"]) if game.measures else None
    left = max(0, flags["steps"] - int(game.steps.numpy()))
    for epochs, length in ((left // steps_per_epoch, steps_per_epoch), (1, left % steps_per_epoch)):
        if epochs and length:
            game.fit(
                parts.training_batches(game, prepared.train_data, flags),
                initial_epoch=epoch,
                epochs=epoch + epochs,
                steps_per_epoch=length,
                validation_data=real,
                callbacks=watchers,
                shuffle=False,  # the batches are shuffled already
                verbose=1 if sys.stdout.isatty() else 2,
            )
            epoch += epochs


def finish(folder, source, settings, game):
    """Export the last generator and write the report."""
    parts.say("Exporting the generator")
    export_game(game, folder.saved_model, folder, source, settings)
    folder.write_settings({**settings, "finished_steps": int(game.steps.numpy())})
    write_report(folder, source)
    parts.say(f"Done: see {folder.report}")
