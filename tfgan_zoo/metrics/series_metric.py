"""What the metrics of series have in common: small recurrent networks that are trained on what was generated."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo.checks import check_at_least_one, check_numbers
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.row_buffer import RowBuffer

BATCH_SIZE = 128
LEARNING_RATE = 1e-3


class SeriesMetric:
    """Keeps the first series of each kind; a subclass trains a network on them in `result`.

    Args:
        shape: (length, variables) of the series.
        split: name of the real series' split.
        steps: training steps of a network.
        num_trainings: networks, each from other weights, whose results are averaged.
        max_samples: the largest number of series of each kind to keep; later ones are ignored.
        seed: seed of weights, of what is held out, and of the order of the series.
    """

    higher_is_better = False

    def __init__(self, shape, split="test", steps=2000, num_trainings=1, max_samples=5000, seed=0):
        check_at_least_one(self, steps=steps, num_trainings=num_trainings, max_samples=max_samples)
        check_numbers(self, seed=seed)
        self.shape, self.split = tuple(shape), split
        self.steps, self.num_trainings, self.seed = steps, num_trainings, seed
        self._real, self._fake = (RowBuffer(max_samples, int(np.prod(shape))) for _ in range(2))

    def reset(self):
        """Discard all series."""
        self._real.reset()
        self._fake.reset()

    def update(self, real, fake):
        """Add a batch of real and one of generated series, in [-1, 1], with or without conditions."""
        for kept, samples in ((self._real, real), (self._fake, fake)):
            kept.add(tf.reshape(sample_of(samples), (-1, int(np.prod(self.shape)))))

    def series(self, at_least):
        """The series so far in [0, 1], as their papers scale them: arrays (n, length, variables), real and generated.

        Raises:
            ValueError: if there are fewer of either kind, or one is not finite.
        """
        real, fake = (kept.rows().reshape(-1, *self.shape) for kept in (self._real, self._fake))
        if min(len(real), len(fake)) < at_least or not (np.isfinite(real).all() and np.isfinite(fake).all()):
            raise ValueError(
                f"received {len(real)} real and {len(fake)} generated series; expected at least {at_least} of each, "
                "all finite: update with more."
            )
        return (real + 1) / 2, (fake + 1) / 2


def recurrent_network(shape, width, num_outputs, at_each_step, seed):
    """A GRU and a dense layer on its last state, or on that of each step: raw outputs, float32.

    Args:
        shape: (length, variables) of its input.
        width: units of the GRU.
        num_outputs: units of the dense layer.
        at_each_step: whether there is an output for each step.
        seed: seed of the weights.
    """
    glorot, orthogonal, output = (
        kind(seed=seed + number)
        for number, kind in enumerate(
            (keras.initializers.GlorotUniform, keras.initializers.Orthogonal, keras.initializers.GlorotUniform)
        )
    )
    series = keras.Input(shape, name="series")
    initial = {"kernel_initializer": glorot, "recurrent_initializer": orthogonal}
    hidden = keras.layers.GRU(width, return_sequences=at_each_step, dtype="float32", **initial)(series)
    outputs = keras.layers.Dense(num_outputs, dtype="float32", kernel_initializer=output)(hidden)
    return keras.Model(series, outputs)


def train(network, inputs, targets, loss, steps, seed):
    """Train a network by Adam on random batches of arrays."""
    size = min(BATCH_SIZE, len(inputs))
    rows = np.random.default_rng(seed).integers(len(inputs), size=(steps, size))
    inputs, targets = tf.constant(inputs, tf.float32), tf.constant(targets)
    batches = tf.data.Dataset.from_tensor_slices(rows).map(
        lambda row: (tf.gather(inputs, row), tf.gather(targets, row))
    )
    network.compile(keras.optimizers.Adam(LEARNING_RATE), loss, jit_compile=False)
    network.fit(batches.prefetch(8), shuffle=False, verbose=0)
