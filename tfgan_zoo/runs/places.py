"""Where runs and generators lie: found, or said to be missing, without TensorFlow."""

import pathlib

from tfgan_zoo.runs.settings import read_settings
from tfgan_zoo.saving.versions import exported_version

GENERATORS = "a run's folder, a .keras file, or an exported generator (its folder, or one of the versions in it)"


def settings_of(folder):
    """The settings of the run that lies in a folder.

    Args:
        folder: path.

    Returns:
        dict, as `read_settings` gives it.

    Raises:
        FileNotFoundError: if there is no such folder.
        ValueError: if it holds no run, or one whose settings are damaged.
    """
    folder = pathlib.Path(folder)
    if not folder.exists():
        raise FileNotFoundError(f"there is no {folder}: give the --out of a `tfgan-zoo train`.")
    if not (folder / "settings.json").is_file():
        raise ValueError(
            f"{folder} is not the folder of a run, for it has no settings.json: give the --out of a `tfgan-zoo train`."
        )
    return read_settings(folder / "settings.json")


def check_run(folder, checkpoint=None):
    """Refuse what is not the folder of a run, or has no such checkpoint.

    Args:
        folder: path.
        checkpoint: "last", "previous" or "best"; None needs none.

    Raises:
        FileNotFoundError, ValueError: as `settings_of`; or if there is no such checkpoint.
    """
    settings_of(folder)
    if checkpoint is not None and not (path := checkpoint_file(folder, checkpoint)).is_file():
        raise FileNotFoundError(f"there is no checkpoint {path}: train first.")


def checkpoint_file(folder, checkpoint):
    """Path of a run's checkpoint."""
    return pathlib.Path(folder) / "checkpoints" / f"{checkpoint}.keras"


def check_generator(path, checkpoint):
    """Refuse what is neither a run, nor a saved game, nor an exported generator.

    Args:
        path: any.
        checkpoint: as for `check_run`, where it is a run.

    Raises:
        FileNotFoundError: if nothing is there.
        ValueError: if something else is.
    """
    path = pathlib.Path(path)
    if not path.exists():
        raise FileNotFoundError(f"there is no {path}: give {GENERATORS}.")
    if path.suffix != ".keras" and exported_version(path) is None:
        check_run(path, checkpoint)
