"""Loading a saved game from an untrusted file."""

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
import tfgan_zoo.schedules
import tfgan_zoo.tricks  # noqa: F401  these register the building blocks of games
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.saving import check_format
from tfgan_zoo.saving.archive import DamagedFile, check_archive, damaged_file, short_message
from tfgan_zoo.saving.config import check_config
from tfgan_zoo.saving.weights import bounded_variables, check_weights

__all__ = ["DamagedFile", "check_archive", "load"]


def load(path):
    """Load a game that `game.save(path)` wrote, compiled as it was.

    The file is untrusted: none of its code runs, it imports nothing, reads no other file and writes nothing. A game of
    your own, or one with layers or latents of your own, loads if they are registered with
    `keras.saving.register_keras_serializable` and their module has been imported.

    Args:
        path: a `.keras` file.

    Returns:
        `models.Game`.

    Raises:
        FileNotFoundError: if there is no such file.
        DamagedFile: a `ValueError`; if the file is truncated or changed, is not a saved game (but a network, say),
            names anything but building blocks, or its weights do not fit.

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
        with bounded_variables(limit), skipped_weights_as_errors():
            return keras.saving.load_model(path, safe_mode=True)
    except Exception as error:  # parts that do not fit together raise many kinds
        raise damaged_file(path, short_message(error)) from error


def check_contents(path):
    """Refuse contents that are unsafe to load; returns the size of the weights in bytes."""
    with zipfile.ZipFile(path) as archive:
        config = json.loads(archive.read("config.json"))
        check_is_game(config)
        check_config(config, Game)
        check_format(config)
        weights = archive.read("model.weights.h5")
    check_weights(weights)
    return len(weights)


def check_is_game(config):
    """Refuse the configuration of a network of Keras' own kinds, which is whole, but no game.

    Raises:
        ValueError: if it is one.
    """
    kind = config.get("class_name") if isinstance(config, dict) else None
    if kind in ("Functional", "Sequential"):
        raise ValueError(
            "it holds a Keras network alone, such as a generator, and not a game; keras.saving.load_model loads that, "
            "and game.save writes the whole game"
        )


@contextlib.contextmanager
def skipped_weights_as_errors():
    """Raise an error for weights that Keras would skip with a warning."""
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Skipping")
        yield
