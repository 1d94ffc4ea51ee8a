"""Dropout that is also active in inference."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import FRACTION, check_numbers, check_range
from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.layers.checks import check_floating


@keras.saving.register_keras_serializable("tfgan_zoo")
class MonteCarloDropout(keras.layers.Layer):
    """Drops units in training and in sampling alike: the only source of noise of a generator without latents.

    Every call uses a new mask, so the same inputs give different samples each time, and a seed alone does not determine
    them. The random state is saved in a `.keras` file and in a SavedModel, where it advances with every call and starts
    at the same value after every load.

    Args:
        rate: fraction of the units to drop, in [0, 1); the others are divided by 1 - rate.
        seed: an integer, or None for a random one.

    Input and output shape: any, the batch first; floating point.

    Raises:
        ValueError: if the rate is out of range, or the inputs are integers.

    Example:
        >>> float(tfgan_zoo.layers.MonteCarloDropout(0.5, seed=0)(tf.ones((1, 1000)), training=False).numpy().max())
        2.0

    Reference:
        Isola et al. 2017, https://arxiv.org/abs/1611.07004, section 3.2.1.
    """

    def __init__(self, rate=0.5, seed=None, **kwargs):
        super().__init__(**kwargs)
        check_range(self, FRACTION, rate=rate)
        check_numbers(self, seed=seed)
        self.rate = rate
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def call(self, inputs):
        check_floating(self, inputs)
        seed = self.seed_generator.next()
        count, *shape = ops.shape(inputs)
        draw = replica_rows(lambda count: tf.random.stateless_uniform((count, *shape), seed, alg="philox"), count)
        return ops.where(draw >= self.rate, inputs / (1 - self.rate), ops.zeros_like(inputs))

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "seed": self.seed}
