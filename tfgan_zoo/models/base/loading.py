"""A saved game from a file that anyone may have made."""

import contextlib
import json
import pathlib
import warnings
import zipfile

import keras

import tfgan_zoo.latents
import tfgan_zoo.layers
import tfgan_zoo.losses
import tfgan_zoo.modalities
import tfgan_zoo.networks
import tfgan_zoo.tricks  # noqa: F401  these register what games are made of
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.saving import check_format
from tfgan_zoo.saving.archive import DamagedFile, check_archive, damaged_file, short_message
from tfgan_zoo.saving.config import check_config
from tfgan_zoo.saving.weights import bounded_variables, check_weights

__all__ = ["DamagedFile", "check_archive", "load"]


def load(path):
    """A saved game, compiled as it was: what `game.save(path)` wrote.

    No code of the file's author runs, nothing is imported for its sake, no other file is read, nothing is written. A
    game of your own, or one with layers or latents of your own, loads when they are registered with
    `keras.saving.register_keras_serializable` and their module was imported before.

    Args:
        path: a `.keras` file.

    Returns:
        `models.Game`.

    Raises:
        FileNotFoundError: if there is no such file.
        DamagedFile: a `ValueError`; if the file is cut off or changed, is no saved game, names more than building
            blocks, or its weights do not fit.

    Example:
        >>> gan.save("gan.keras")
        >>> tfgan_zoo.models.load("gan.keras").sample(4).shape
        (4, 28, 28, 1)
    """
    path = pathlib.Path(path)
    if not path.exists():
        raise FileNotFoundError(f"there is no {path}: give a .keras file that `game.save` wrote.")
    if path.suffix != ".keras":
        raise damaged_file(path, "its name does not end in .keras")
    check_archive(path)
    try:
        limit = check_contents(path)
        with bounded_variables(limit), complete():
            return keras.saving.load_model(path, safe_mode=True)
    except Exception as error:  # what does not fit together shows itself in many ways
        raise damaged_file(path, short_message(error)) from error


def check_contents(path):
    """Refuse what may not be loaded; return the bytes of the weights."""
    with zipfile.ZipFile(path) as archive:
        config = json.loads(archive.read("config.json"))
        check_config(config, Game)
        check_format(config)
        weights = archive.read("model.weights.h5")
    check_weights(weights)
    return len(weights)


@contextlib.contextmanager
def complete():
    """Make an error of weights that Keras would leave out with a warning."""
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Skipping")
        yield
