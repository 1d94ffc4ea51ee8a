"""Dropout that stays on."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.layers.checks import check_floating


@keras.saving.register_keras_serializable("tfgan_zoo")
class MonteCarloDropout(keras.layers.Layer):
    """Drops units in training and in sampling alike: the only noise of a generator that takes no latents.

    Every call draws anew, so the same inputs give other samples each time, and a seed alone does not determine them.
    The state of the draws is saved with a `.keras` file, and with a SavedModel, in which it moves on from call to call
    and begins at the same place after every load.

    Args:
        rate: share of the units that are dropped, in [0, 1); the others are divided by 1 - rate.
        seed: an integer, or None to draw one.

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
        if not 0 <= rate < 1:
            raise ValueError(f"rate is the share of units that are dropped, in [0, 1), not {rate!r}.")
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
