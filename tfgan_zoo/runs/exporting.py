"""Export of a run's generator as a SavedModel with a model card."""

from tfgan_zoo.runs.results import results_of
from tfgan_zoo.runs.settings import data_title
from tfgan_zoo.serving import export


def export_game(game, out, folder, source, settings, license=None):
    """Export the generator that a game samples with as the next version in a folder.

    Args:
        game: the run's game.
        out: the folder of versions.
        folder: `Folder` of the run; the model card has its results at the game's step.
        source: `RecipeSource` of its recipe.
        settings: its settings.
        license: license of the data.

    Returns:
        pathlib.Path of the version.
    """
    steps, data = int(game.steps.numpy()), data_title(settings)
    card = {
        "name": f"{source.title} on {data}",
        "data": data,
        "license": license or "that of the dataset",
        "steps": steps,
        "seeds": settings["flags"]["seed"],
        "metrics": [str(result) for result in results_of(folder, steps)] or "nothing",
    }
    return export.export_generator(game, out, card=card)
