"""Samples of a game."""

import numpy as np
import tensorflow as tf

from tfgan_zoo import callbacks
from tfgan_zoo.conditions import LABELS
from tfgan_zoo.runs.sources.batches import BATCH_SIZE, GENERATED, seeds_from, slices


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
                f"{self.name} samples from {given}: give them (`tfgan-zoo sample --condition NAME=...`, --caption, "
                "or --inputs for pictures and tables), or use its run's folder, which provides the data."
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
        for rows in slices(num):
            yield self.game.predict_on_batch(
                {name: tf.convert_to_tensor(value)[rows] for name, value in inputs.items()}
            )
