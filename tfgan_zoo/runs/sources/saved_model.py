"""Samples of an exported generator."""

import numpy as np
import tensorflow as tf

from tfgan_zoo.conditions import LABELS
from tfgan_zoo.runs.sources.batches import GENERATED, seeds_from, slices
from tfgan_zoo.serving.generator import Generator


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
        self.generator = generator = Generator(folder)
        if not generator.draws:
            found = ", ".join(generator.signatures)
            given = ", ".join(f"{name}=..." for name in generator.given_inputs)
            raise ValueError(
                f"{folder} has no signature 'sample', only {found}: it needs inputs. Call it from Python, "
                f"`tfgan_zoo.load(folder).sample({given})`, or translate pictures by `tfgan-zoo translate`."
            )
        self.given_inputs = generator.given_inputs
        self.shape = generator.shape
        self.modality = generator.modality
        self.num_classes = generator.num_classes

    @property
    def given_shapes(self):
        """Shape of one example of each given input, by name."""
        return {name: tuple(self.generator.input_specs[name].shape[1:]) for name in self.given_inputs}

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
        inputs = self.checked_given(given or {}, num) | {"seed": tf.constant(seeds_from(seed, num), tf.int32)}
        for rows in slices(num):
            yield self.generator.call(self.generator.signature, inputs, rows)

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
        return self.generator.checked(given, num)
