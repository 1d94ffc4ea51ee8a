"""Dropout in training, aware of replicas."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import FRACTION, check_numbers, check_range
from tfgan_zoo.distribution.replicas import replica_rows


@keras.saving.register_keras_serializable("tfgan_zoo")
class Dropout(keras.layers.Dropout):
    """Keras' layer, except that a batch loses the same units on several replicas as on one.

    Keras' own drops the same units on every replica. What is dropped is new at each call in training, and nothing
    otherwise; the random state is saved with the game.

    Args:
        rate: fraction of the units to drop, in [0, 1); the others are divided by 1 - rate.
        seed: an integer, or None for a random one.
        **kwargs: those of `keras.layers.Dropout`, but for `noise_shape`.

    Raises:
        ValueError: if the rate is out of range, or the seed is not an integer of 31 bits.

    Input shape: (batch, ...), floating point.
    Output shape: that of the input.

    Example:
        >>> float(tfgan_zoo.layers.Dropout(0.5, seed=0)(tf.ones((1, 1000)), training=True).numpy().max())
        2.0

    Reference:
        Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html
    """

    def __init__(self, rate, seed=None, **kwargs):
        check_range(self, FRACTION, rate=rate)
        check_numbers(self, seed=seed)
        super().__init__(rate, seed=seed, **kwargs)

    def call(self, inputs, training=False):
        if not training or not self.rate:
            return inputs
        seed, (count, *shape) = ops.cast(self.seed_generator.next(), "int64"), ops.shape(inputs)
        draws = replica_rows(lambda count: tf.random.stateless_uniform((count, *shape), seed, alg="philox"), count)
        return ops.where(draws >= self.rate, inputs / (1 - self.rate), ops.zeros_like(inputs))
