"""Sources of samples: a run, a saved game, an exported generator, a folder of images, a dataset by name.

Each source has a `name`, the `split` that its results state, the `shape` of one sample, `num_examples` (None where any
number can be drawn), `steps` of training (0 where unknown), and `batches(num, seed)`, float32 arrays of samples one
after the other, so that memory does not grow with their number. Those that generate have a `game` to draw with as well.
"""

import functools
import pathlib
import re

import numpy as np
import tensorflow as tf

from tfgan_zoo import callbacks, data
from tfgan_zoo.checks import LARGEST_INTEGER
from tfgan_zoo.models.base.graph_errors import readable_errors
from tfgan_zoo.models.base.labels import LABELS, checked_labels
from tfgan_zoo.models.base.sampling import check_given
from tfgan_zoo.runs import opening
from tfgan_zoo.runs.places import exported_version
from tfgan_zoo.saving.checkpoints import LAST
from tfgan_zoo.serving.card import read_modality, read_num_classes

BATCH_SIZE = 64
GENERATED = "generated"  # in place of a split
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


find_source = find  # as `tfgan_zoo.runs` names it


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


def seeds_from(seed, num):
    """The seeds of samples, one each: consecutive from `seed`, after the greatest from 0 again."""
    return (seed + np.arange(num)) % (LARGEST_INTEGER + 1)


class GameSource:
    """Samples of a game, from its moving average if it has one.

    Args:
        name: name of the source.
        game: `models.Game`.
        examples: function that returns the run's data, for inputs that must be given to the game; None without a run.
    """

    split = GENERATED

    def __init__(self, name, game, examples=None):
        self.name = name
        self.game = game
        self.examples = examples
        self.needs_examples = game.needs_examples
        self.steps = int(game.steps.numpy())
        self.modality = game.modality
        self.shape = tuple(game.sampler.output_shape[1:])
        self.num_examples = examples().num_examples if game.needs_examples and examples else None
        self.num_classes = game.num_classes if LABELS in game.given_inputs else None

    def real(self, count):
        """Real samples to draw with generated ones; None if the modality does not draw them, or there are none."""
        if self.examples is None or not self.modality.draws_real:
            return None
        return self.examples().first_samples(count)

    def draw(self, path, num, seed, given=None):
        """Draw `num` samples; `given` is a dict of given inputs by name."""
        wanted = self.examples is not None and self.modality.draws_real
        examples = self.needed_examples() if given is None else None
        seeds = seeds_from(seed, num)
        callbacks.draw_samples(path, self.game, self.examples() if wanted else examples, num, seeds, given=given)

    def write(self, folder, num, seed, given=None):
        """Write `num` samples, one file each; `given` is a dict of given inputs by name."""
        examples = self.needed_examples() if given is None else None
        callbacks.write_samples(folder, self.game, examples, num, seeds_from(seed, num), given)

    @property
    def given_shapes(self):
        """Shape of one example of each given input, by name."""
        given = self.game.given_inputs
        return {tensor.name: tuple(tensor.shape[1:]) for tensor in self.game.sampler.inputs if tensor.name in given}

    def needed_examples(self):
        """The data for inputs that must be given to the game; None if it needs none."""
        if not self.game.needs_examples:
            return None
        if self.examples is None:
            given = " and ".join(self.game.given_inputs)
            raise ValueError(
                f"{self.name} samples from {given}: give them (`tfgan-zoo sample --condition NAME=...`, or --inputs "
                "for pictures), or use its run's folder, which provides the data."
            )
        return self.examples()

    def samples_of_classes(self, num_rows, classes, seed=0):
        """Samples (num_rows, classes, ...): in a row from the same noise, in a column of the same class."""
        inputs = self.game.sampler_inputs(num_rows, seed, examples=self.needed_examples())
        inputs = {name: np.asarray(value) for name, value in inputs.items()}
        given = [{**inputs, LABELS: np.full(num_rows, label, "int32")} for label in classes]
        return np.stack([self.game.predict(each, batch_size=BATCH_SIZE, verbose=0) for each in given], axis=1)

    def batches(self, num, seed):
        """Samples in batches, one for each of the consecutive seeds from `seed`, as those of the exported game.

        Inputs that must be given are those of the first examples.
        """
        inputs = self.game.sampler_inputs(num, seeds_from(seed, num), examples=self.needed_examples())
        for start in range(0, num, BATCH_SIZE):
            rows = {name: tf.convert_to_tensor(value)[start : start + BATCH_SIZE] for name, value in inputs.items()}
            yield self.game.predict_on_batch(rows)


class SavedModelSource:
    """Samples of an exported generator, from its signature `sample`.

    Args:
        folder: path of a SavedModel's version.

    Attributes:
        given_inputs: names of the signature's inputs besides the seeds, such as labels.
        num_classes: number of classes, if labels are all that is given; else None.

    Raises:
        ValueError: if it has no such signature.
    """

    split = GENERATED
    needs_examples = False
    num_examples = None
    steps = 0

    def __init__(self, folder):
        self.name = str(folder)
        self.model = tf.saved_model.load(self.name)  # the signatures need it to stay alive
        signatures = self.model.signatures
        if "sample" not in signatures:
            raise ValueError(f"{folder} has no signature 'sample', only {', '.join(signatures)}: it needs inputs.")
        self.signature = signatures["sample"]
        self.input_specs = dict(self.signature.structured_input_signature[1])
        self.given_inputs = tuple(sorted(name for name in self.input_specs if name != "seed"))
        (output,) = self.signature.structured_outputs.values()
        self.shape = tuple(output.shape[1:])
        self.modality = read_modality(folder, self.shape)
        self.num_classes = read_num_classes(folder) if self.given_inputs == (LABELS,) else None

    @property
    def given_shapes(self):
        """Shape of one example of each given input, by name."""
        return {name: tuple(self.input_specs[name].shape[1:]) for name in self.given_inputs}

    def real(self, count):
        """None: a SavedModel has no data."""

    def draw(self, path, num, seed, given=None):
        """Draw `num` samples; `given` is a dict of given inputs by name."""
        self.modality.draw(path, self.sample(num, seed, given), given=given)

    def write(self, folder, num, seed, given=None):
        """Write `num` samples, one file each; `given` is a dict of given inputs by name."""
        self.modality.write(folder, self.sample(num, seed, given))

    def samples_of_classes(self, num_rows, classes, seed=0):
        """Samples (num_rows, classes, ...): in a row of the same seed, in a column of the same class."""
        columns = [self.sample(num_rows, seed, {LABELS: [label] * num_rows}) for label in classes]
        return np.stack(columns, axis=1)

    def sample(self, num_samples, seed=0, given=None):
        """One sample for each of the consecutive seeds from `seed`, as an array.

        Raises:
            ValueError: if the given inputs do not match the signature.
        """
        return np.concatenate(list(self.batches(num_samples, seed, given)))

    def batches(self, num, seed, given=None):
        """The samples of `sample` in batches."""
        given = self.checked_given(given or {}, num)
        seeds = seeds_from(seed, num)
        for start in range(0, num, BATCH_SIZE):
            stop = min(start + BATCH_SIZE, num)
            batch_seeds = tf.constant(seeds[start:stop], tf.int32)
            with readable_errors():
                rows = {name: value[start:stop] for name, value in given.items()}
                (samples,) = self.signature(seed=batch_seeds, **rows).values()
            yield samples.numpy()

    def checked_given(self, given, num):
        """The given inputs as tensors: all of them, with one row per sample."""
        if set(given) != set(self.given_inputs):
            takes = f"seeds with {' and '.join(self.given_inputs)}" if self.given_inputs else "seeds alone"
            received = " and ".join(given) or "nothing"
            raise ValueError(
                f"{self.name} samples from {takes}, but received {received}; a SavedModel has neither defaults nor "
                "data: provide its inputs, such as `tfgan-zoo sample --labels 3,7` or `--condition attributes=1,0,1`, "
                "or use the run's folder."
            )
        if LABELS in given:
            given = {**given, LABELS: checked_labels(given[LABELS], num_classes=None)}  # its graph checks their number
        for name, value in given.items():
            check_given(name, value, num, self.input_specs[name])
        return {name: tf.cast(value, self.input_specs[name].dtype) for name, value in given.items()}


class DatasetSource:
    """The examples of a dataset or a folder.

    Args:
        examples: `data.Examples`.

    Raises:
        ValueError: for a pair of domains.
    """

    steps = 0

    def __init__(self, examples):
        if not isinstance(examples, data.Examples):
            raise ValueError(f"{examples.name} is a pair of domains: use the dataset or the folder of one of them.")
        self.examples = examples
        self.name = f"{examples.name} ({examples.split})"
        self.split = examples.split
        self.modality = examples.modality
        self.shape = examples.shape
        self.num_examples = examples.num_examples

    def rows(self, num, seed):
        """Indices of the examples: a random choice that depends on the seed only."""
        return np.random.default_rng(seed).permutation(self.num_examples)[:num]

    def batches(self, num, seed):
        """`num` examples, chosen at random, in batches."""
        rows = self.rows(num, seed)
        for start in range(0, num, BATCH_SIZE):
            yield np.asarray(self.examples.modality.to_model(self.examples.samples[rows[start : start + BATCH_SIZE]]))
