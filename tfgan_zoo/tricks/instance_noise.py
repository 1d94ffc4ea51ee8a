"""Instance noise on the discriminator's inputs, so that the two distributions overlap."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_at_least_one, check_not_negative
from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class InstanceNoise(Trick):
    """Gaussian noise on real and generated samples alike, which decays linearly to zero.

    Args:
        stddev: standard deviation of the noise at the first step, in units of the samples in [-1, 1].
        steps: number of training steps until the noise is zero.

    Raises:
        ValueError: if the standard deviation is negative or the number of steps is not a positive integer.

    Example:
        >>> noise = tfgan_zoo.tricks.InstanceNoise(stddev=0.1, steps=10_000)

    Reference:
        Sønderby et al. 2017, arXiv:1610.04490, section 3.2.
    """

    def __init__(self, stddev=0.1, steps=10_000, **kwargs):
        super().__init__(**kwargs)
        check_not_negative(self, stddev=stddev)
        check_at_least_one(self, steps=steps)
        self.stddev = stddev
        self.steps = steps

    def attach(self, game):
        self.step = self.add_weight(name="step", shape=(), dtype="int64", initializer="zeros", trainable=False)

    def transform(self, images, seed):
        decay = ops.maximum(0.0, 1.0 - ops.cast(self.step, "float32") / self.steps)
        count, *shape = ops.shape(images)
        noise = replica_rows(lambda count: tf.random.stateless_normal((count, *shape), seed, alg="philox"), count)
        return images + ops.cast(self.stddev * decay * noise, images.dtype)

    def after_step(self, game):
        self.step.assign_add(1)
