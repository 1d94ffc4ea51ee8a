"""Noise on everything the discriminator sees, so that the two distributions overlap."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_at_least_one, check_not_negative
from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class InstanceNoise(Trick):
    """Gaussian noise on real and generated images alike, fading linearly to nothing.

    Args:
        deviation: standard deviation of the noise at the first step, in units of the images' [-1, 1].
        steps: number of training steps after which there is no noise any more.

    Raises:
        ValueError: if the deviation is negative or the number of steps is no positive integer.

    Example:
        >>> noise = tfgan_zoo.tricks.InstanceNoise(deviation=0.1, steps=10_000)

    Reference:
        Sønderby et al. 2017, arXiv:1610.04490, section 3.2.
    """

    def __init__(self, deviation=0.1, steps=10_000, **kwargs):
        super().__init__(**kwargs)
        check_not_negative(self, deviation=deviation)
        check_at_least_one(self, steps=steps)
        self.deviation = deviation
        self.steps = steps

    def attach(self, game):
        self.step = self.add_weight(name="step", shape=(), dtype="int64", initializer="zeros", trainable=False)

    def transform(self, images, seed):
        left = ops.maximum(0.0, 1.0 - ops.cast(self.step, "float32") / self.steps)
        count, *shape = ops.shape(images)
        noise = replica_rows(lambda count: tf.random.stateless_normal((count, *shape), seed, alg="philox"), count)
        return images + ops.cast(self.deviation * left * noise, images.dtype)

    def after_step(self, game):
        self.step.assign_add(1)
