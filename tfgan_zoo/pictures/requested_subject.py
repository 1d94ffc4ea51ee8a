"""The subject of a picture requested by `tfgan-zoo plot`."""

import dataclasses
import functools
import pathlib

from tfgan_zoo import data
from tfgan_zoo.checks import INCEPTION_FEATURES
from tfgan_zoo.evaluation import feature_networks
from tfgan_zoo.pictures.applicability import IMAGE, NoFeatureNetwork
from tfgan_zoo.pictures.subject import Subject, network_of_metrics
from tfgan_zoo.runs import setup, sources
from tfgan_zoo.runs.opening import OpenRun
from tfgan_zoo.saving.versions import exported_version

BATCH_SIZE = 64  # without a run


@dataclasses.dataclass(frozen=True)
class RequestedSubject(Subject):
    """A run, a saved game or an exported generator, with the data that it is drawn with.

    Args:
        sample_source: a run's folder, a `.keras` file, or a version of a SavedModel.
        seed: of the samples.
        checkpoint: "last", "previous" or "best", for a run.
        dataset: name of a dataset, or a folder of images; None takes the data of the run.
        data_dir: where TensorFlow Datasets keeps its data.
        inception, classifier: files of weights of the network in whose features images are compared; without them, the
            run's metrics have one, or a classifier is trained on the labels of the dataset.
    """

    sample_source: str
    seed: int = 0
    checkpoint: str = "last"
    dataset: str | None = None
    data_dir: str | None = None
    inception: str | None = None
    classifier: str | None = None

    @property
    def is_exported(self):
        """Whether it is a SavedModel, a generator alone."""
        return exported_version(self.sample_source) is not None

    @property
    def is_run(self):
        """Whether it is meant as the folder of a run."""
        return not self.is_exported and pathlib.Path(self.sample_source).suffix != ".keras"

    @functools.cached_property
    def folder(self):
        if not self.is_run:
            raise ValueError(f"{self.sample_source} is not the folder of a run, which this picture is of: give that.")
        return self.run.folder

    @functools.cached_property
    def generating(self):
        """The source of samples, with the data of the run."""
        if self.is_run:
            return sources.game_source(self.run, self.checkpoint)
        return sources.generator(self.sample_source, self.checkpoint)

    @functools.cached_property
    def source(self):
        if self.is_exported or self.dataset is None:
            return self.generating
        return sources.GameSource(self.generating.name, self.generating.game, lambda: self.real_data)

    @property
    def game(self):
        if self.is_exported:
            raise ValueError(
                f"{self.sample_source} has only a generator; this picture needs the whole game: use a run's folder or "
                "a .keras file."
            )
        return self.generating.game

    @functools.cached_property
    def run(self):
        """The run, which a game or a generator alone does not come with."""
        if not self.is_run:
            raise ValueError(f"{self.sample_source} comes without data: give --dataset NAME, or its run's folder.")
        return OpenRun(self.sample_source)

    def examples(self, split):
        """The data of a split, brought to the shape of a sample where a dataset was named."""
        if self.dataset is not None:
            image_shape = self.generating.shape if self.generating.modality.name == IMAGE else None
            return data.load(self.dataset, split, image_shape, self.data_dir)
        return self.run.examples(split)

    @functools.cached_property
    def train_data(self):
        return self.examples("train")

    @functools.cached_property
    def held_out_data(self):
        split = "test" if self.dataset is not None else self.run.settings["data"]["evaluated_on"]
        if split == "train":
            return None
        try:
            return self.examples(split)
        except data.DamagedData:
            raise
        except (ValueError, FileNotFoundError):
            return None

    @property
    def real_data(self):
        if self.dataset is None and not self.is_run:
            return None
        return self.held_out_data or self.train_data

    def next_batch(self):
        if self.dataset is not None:
            return self.batch(BATCH_SIZE * self.game.batches_per_step)
        return next(iter(setup.training_batches(self.game, self.train_data, self.run.flags)))

    def feature_network(self):
        if self.dataset is None and self.is_run and not (self.inception or self.classifier):
            parts = self.game, self.train_data, self.held_out_data or self.train_data
            network = network_of_metrics(setup.new_metrics(self.run.recipe, self.run.source, self.run.flags, parts))
            if network is not None:
                return network
        files = {"inception": self.inception, "features": INCEPTION_FEATURES[-1], "classifier": self.classifier}
        train = sources.DatasetSource(self.train_data)
        found = feature_networks.feature_network(train, files, self.data_dir)
        if found is None:
            raise NoFeatureNetwork(
                f"{self.train_data.name} has no labels to train a feature network on: use --space pixels, or the "
                "weights of a network (--inception FILE, --classifier FILE)."
            )
        return found.features


def split_options(options):
    """The subject of options by name, and those options that are for the kind of picture.

    Example:
        >>> split_options({"sample_source": "runs/dcgan", "seed": 3, "num": 6})[1]
        {'num': 6}
    """
    names = {field.name for field in dataclasses.fields(RequestedSubject)}
    subject = RequestedSubject(**{name: value for name, value in options.items() if name in names})
    return subject, {name: value for name, value in options.items() if name not in names}
