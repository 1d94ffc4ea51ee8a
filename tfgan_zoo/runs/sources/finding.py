"""The source that a path or a name stands for."""

import functools
import pathlib
import re

from tfgan_zoo import data
from tfgan_zoo.runs import opening
from tfgan_zoo.runs.sources.dataset import DatasetSource
from tfgan_zoo.runs.sources.game import GameSource
from tfgan_zoo.runs.sources.saved_model import SavedModelSource
from tfgan_zoo.saving.checkpoints import LAST
from tfgan_zoo.saving.versions import exported_version

NAME = re.compile(r"(?P<name>[^:]*(:\d+\.\d+\.\d+)?)(:(?P<split>.+))?")  # a TFDS name may end with its version


def find(sample_source, checkpoint=LAST, image_shape=None, data_dir=None):
    """Find a source of samples.

    Args:
        sample_source: a run's folder, a `.keras` file, an exported generator (its folder of versions, or one of
            them); or `NAME`, `NAME:SPLIT`, the name of a data set or a folder of images, as for `data.load`.
        checkpoint: "last", "previous" or "best", for a run.
        image_shape: (height, width, channels) to resize the images of a dataset or folder to; None keeps their own.
        data_dir: data folder of TensorFlow Datasets.

    Returns:
        `GameSource`, `SavedModelSource` or `DatasetSource`.

    Raises:
        ValueError: if the source is none of these, or cannot sample.
        FileNotFoundError: if there is no such folder, or it has no images.

    Example:
        >>> find("digits:test").num_examples
        300
    """
    path = pathlib.Path(sample_source)
    if exported_version(path) or path.suffix == ".keras" or (path / "settings.json").is_file():
        return generator(sample_source, checkpoint)
    parsed = NAME.fullmatch(str(sample_source))
    name, split = (str(sample_source), None) if path.is_dir() or not parsed else parsed.group("name", "split")
    return DatasetSource(data.load(name, split or "train", image_shape, data_dir))


def generator(sample_source, checkpoint=LAST):
    """A source that generates: a run's folder, a `.keras` file, or an exported generator.

    Arguments, return value and errors are those of `find`.
    """
    path = pathlib.Path(sample_source)
    if version := exported_version(path):
        return SavedModelSource(version)
    if path.suffix != ".keras":
        return game_source(opening.OpenRun(path), checkpoint)
    return GameSource(str(path), opening.load_game(path))


def game_source(run, checkpoint):
    """The game of an `OpenRun`, with the data that the run was evaluated on."""
    return GameSource(f"{run.folder.path} ({checkpoint})", run.game(checkpoint), functools.cache(run.real_data))
