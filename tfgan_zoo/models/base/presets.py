"""Saved games by the place they lie at: a file, a run's folder, an address of the Hugging Face Hub."""

import pathlib

from tfgan_zoo.models.base.loading import load
from tfgan_zoo.saving import hub
from tfgan_zoo.saving.checkpoints import LAST
from tfgan_zoo.saving.versions import exported_version


def game_of(preset, kind):
    """The game of a class that lies at a place; arguments and errors are those of `Game.from_preset`."""
    path = pathlib.Path(hub.download(preset) if hub.is_address(preset) else preset)
    found = load(file_of(preset, path))
    if not isinstance(found, kind):
        raise ValueError(
            f"{preset} is a {type(found).__name__}, no {kind.__name__}: use models.{type(found).__name__}.from_preset."
        )
    return found


def file_of(preset, path):
    """The one `.keras` file at a place."""
    if not path.exists():
        raise FileNotFoundError(
            f"there is no {preset}: give a .keras file, a run's folder or hf://user/repository. Generators that come "
            f"with the project are without their games: tfgan_zoo.load({str(preset)!r})."
        )
    if path.is_file():
        return path
    if exported_version(path) and not (path / "settings.json").is_file():
        raise ValueError(
            f"{preset} is an exported generator, without the other networks of its game: use tfgan_zoo.load."
        )
    last = path / "checkpoints" / f"{LAST}.keras"
    found = [last] if last.is_file() else sorted(path.glob("**/*.keras"))
    if len(found) != 1:
        names = ", ".join(str(file.relative_to(path)) for file in found) or "none"
        raise ValueError(f"{preset} must be a run's folder, or hold one .keras file; found {names}.")
    return found[0]
