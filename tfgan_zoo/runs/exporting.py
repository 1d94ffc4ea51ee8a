"""Export of a run's generator as a SavedModel with a model card."""

import pathlib
import tempfile

from tfgan_zoo.callbacks import draw_samples
from tfgan_zoo.recipe.words import command_of
from tfgan_zoo.runs.results import results_of
from tfgan_zoo.runs.settings import class_names_of, data_title
from tfgan_zoo.serving import export


def export_game(game, out, folder, run, examples=None, license=None):
    """Export the generator that a game samples with as the next version in a folder.

    Args:
        game: the run's game.
        out: the folder of versions.
        folder: `Folder` of the run; the model card has its results at the game's step.
        run: `RecipeSource` of its recipe, and its settings.
        examples: the run's data, from which a game that must be given something is drawn; None leaves out its picture.
        license: license of the data.

    Returns:
        pathlib.Path of the version.
    """
    card = card_of(game, folder, *run, license)
    with tempfile.TemporaryDirectory() as temporary:
        if examples is not None or not game.needs_examples:
            card["picture"] = pathlib.Path(temporary) / "samples.png"
            draw_samples(card["picture"], game, examples, seed=card["seeds"])
        return export.export_generator(game, out, card=card)


def card_of(game, folder, source, settings, license=None):
    """The model card of a run's game, as `export.export_generator` takes it; arguments as those of `export_game`."""
    steps, data = int(game.steps.numpy()), data_title(settings)
    return {
        "name": f"{source.title} on {data}",
        "data": data,
        "license": license or "that of the dataset",
        "steps": steps,
        "seeds": settings["flags"]["seed"],
        "metrics": [str(result) for result in results_of(folder, steps)] or "nothing",
        "class_names": class_names_of(settings),
        "Command": f"`{command_of(source, portable(settings['flags']))}`",
        "Commit": settings["versions"].get("commit"),
    }


def portable(flags):
    """Flags for a reader on another machine: a folder of data has its name alone."""
    path = pathlib.PurePath(flags["dataset"])
    return {**flags, "dataset": path.name if path.is_absolute() else flags["dataset"], "data_dir": None}
