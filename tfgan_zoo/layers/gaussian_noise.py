"""Gaussian noise in training, aware of replicas."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_numbers
from tfgan_zoo.distribution.replicas import replica_rows


@keras.saving.register_keras_serializable("tfgan_zoo")
class GaussianNoise(keras.layers.GaussianNoise):
    """Keras' layer, except that a batch has the same noise on several replicas as on one.

    Keras' own adds the same noise on every replica. The noise is new at each call in training, and absent otherwise;
    the random state is saved with the game.

    Args:
        stddev: standard deviation of the noise, in [0, 1].
        seed: an integer, or None for a random one.
        **kwargs: those of `keras.layers.GaussianNoise`.

    Raises:
        ValueError: if the standard deviation is negative, or the seed is not an integer of 31 bits.

    Input shape: (batch, ...), floating point.
    Output shape: that of the input.

    Example:
        >>> tfgan_zoo.layers.GaussianNoise(0.3)(tf.zeros((2, 5)), training=True).shape
        TensorShape([2, 5])

    Reference:
        Salimans et al. 2016, arXiv:1606.03498, whose discriminators have it on every layer.
    """

    def __init__(self, stddev, seed=None, **kwargs):
        check_numbers(self, stddev=stddev, seed=seed)
        super().__init__(stddev, seed, **kwargs)

    def call(self, inputs, training=False):
        if not training or not self.stddev:
            return inputs
        seed, shape = ops.cast(self.seed_generator.next(), "int64"), ops.shape(inputs)
        noise = replica_rows(
            lambda count: tf.random.stateless_normal((count, *shape[1:]), seed, alg="philox"), shape[0]
        )
        return inputs + ops.cast(self.stddev * noise, inputs.dtype)
