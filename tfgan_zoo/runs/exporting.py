"""A run's generator as a SavedModel with its model card."""

from tfgan_zoo.runs.results import results_of
from tfgan_zoo.runs.settings import data_title
from tfgan_zoo.serving import export


def export_game(game, out, folder, source, settings, license=None):
    """Export what a game samples with, as the next version in a folder.

    Args:
        game: the run's game.
        out: the folder of versions.
        folder: `Folder` of the run, whose results at the game's step the model card states.
        source: `RecipeSource` of its recipe.
        settings: its settings.
        license: that of the data, in words.

    Returns:
        pathlib.Path of the version.
    """
    steps, data = int(game.steps.numpy()), data_title(settings)
    card = {
        "name": f"{source.title} on {data}",
        "data": data,
        "license": license or "that of the data set",
        "steps": steps,
        "seeds": settings["flags"]["seed"],
        "metrics": [str(result) for result in results_of(folder, steps)] or "nothing",
    }
    return export.export_generator(game, out, card=card)
