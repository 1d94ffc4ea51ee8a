"""A run that is opened to be used: its recipe is imported before its game is loaded."""

import functools
import pathlib

from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.runs import resuming, setup
from tfgan_zoo.runs.folder import Folder


class OpenRun:
    """A run's settings, recipe, games and data.

    A recipe of one's own may register layers that its game is made of, so every game of a run is loaded through here.

    Args:
        path: the run's folder.

    Raises:
        ValueError: if it holds no run, or its settings are damaged.

    Example:
        >>> OpenRun("runs/dcgan").game("last").sample(4).shape  # doctest: +SKIP
        (4, 28, 28, 1)
    """

    def __init__(self, path):
        self.folder = Folder(path)
        self.settings = self.folder.settings()
        self.flags = self.settings["flags"]

    @functools.cached_property
    def source(self):
        """The `RecipeSource` of its recipe; a line says if that has changed since the run began.

        Raises:
            ValueError: if the recipe is gone, or is one no more.
        """
        name = self.settings["recipe"]
        try:
            source = recipe_source.find(name)
        except ValueError as error:
            raise ValueError(f"the recipe of the run {self.folder.path} cannot be read: {error}") from error
        if resuming.recipe_has_changed(self.settings, source):
            setup.announce(f"The recipe {name} has changed since {self.folder.path} began; it is taken as it is now.")
        return source

    @functools.cached_property
    def recipe(self):
        """The recipe as a module."""
        return self.source.load()

    def game(self, checkpoint):
        """The game of a checkpoint, by its name or path. A recipe that cannot be read is said in a line, and is missed
        only if something of the game is registered there.

        Raises:
            FileNotFoundError: if there is none.
            models.DamagedFile: a ValueError; if it cannot be read.
        """
        path = checkpoint if isinstance(checkpoint, pathlib.Path) else self.folder.checkpoint(checkpoint)
        try:
            _ = self.recipe
        except ValueError as error:
            setup.announce(f"{str(error)[0].upper()}{str(error)[1:]} Layers of its own cannot be loaded without it.")
        return setup.load_game(path)

    def examples(self, split):
        """The run's data of one split; a line says if they have changed since the run began."""
        found = setup.examples(self.recipe, self.source, self.flags, split)
        if changes := resuming.changes_of_split(self.settings, found):
            setup.announce(f"The data have changed since {self.folder.path} began: {changes}.")
        return found

    def train_data(self):
        """The data that it was trained on."""
        return self.examples("train")

    def real_data(self, split=None):
        """The data that it was measured on, or those of another split."""
        return self.examples(split or self.settings["data"]["evaluated_on"])


def load_game(path):
    """The game in a `.keras` file; one in the folder of a run is loaded as the run's.

    Raises:
        FileNotFoundError: if there is no such file.
        models.DamagedFile: a ValueError; if it cannot be read.
    """
    path = pathlib.Path(path)
    folder = Folder(path.parent.parent)
    if path.parent == folder.checkpoints and folder.settings_file.is_file():
        return OpenRun(folder.path).game(path)
    return setup.load_game(path)
