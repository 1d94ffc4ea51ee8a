"""What a name, a folder, a file or an address of the Hugging Face Hub stands for: a generator or a game."""

import pathlib

from tfgan_zoo import models
from tfgan_zoo.runs.opening import OpenRun, load_game
from tfgan_zoo.saving import hub
from tfgan_zoo.saving.checkpoints import LAST
from tfgan_zoo.saving.versions import exported_version
from tfgan_zoo.serving import shipped
from tfgan_zoo.serving.generator import Generator


def load(preset):
    """As `tfgan_zoo.load`."""
    path = pathlib.Path(preset)
    if hub.is_address(preset):
        return downloaded(preset, hub.download(str(preset)))
    if version := exported_version(path):
        return Generator(version)
    if path.suffix == ".keras":
        return load_game(path)
    if path.exists():
        return OpenRun(path).game(LAST)
    if len(path.parts) > 1:
        raise FileNotFoundError(f"there is no {preset}: give a name of tfgan_zoo.serving.shipped_names(), or a folder.")
    return Generator(shipped.find(str(preset)))


def downloaded(address, folder):
    """The generator or the game in a downloaded folder, of which no recipe is imported.

    Raises:
        ValueError: if there is neither, or several games.
    """
    if version := exported_version(folder):
        return Generator(version)
    games = sorted(folder.glob("**/*.keras"))
    if len(games) != 1:
        found = ", ".join(path.relative_to(folder).as_posix() for path in games) or "nothing of the kind"
        raise ValueError(f"{address} must hold an exported generator or one .keras file, but has {found}.")
    return models.load(games[0])
