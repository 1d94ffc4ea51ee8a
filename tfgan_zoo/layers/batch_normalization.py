"""Batch normalization with a fused kernel."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_numbers
from tfgan_zoo.layers.finite import assign_finite, keeping_finite


@keras.saving.register_keras_serializable("tfgan_zoo")
class BatchNormalization(keras.layers.BatchNormalization):
    """Keras' batch normalization, which uses TensorFlow's fused kernel in training where possible.

    Keras 3 composes it of a dozen operations, each a pass over the activations. Results, weights and arguments are the
    same; what the kernel does not support (synchronized statistics, masks, renormalization, other axes) falls back to
    Keras. The moving averages skip what is not finite.

    Args:
        **kwargs: those of `keras.layers.BatchNormalization`.

    Raises:
        ValueError: if the momentum is not in [0, 1), or epsilon is negative.

    Input shape: (batch, ..., channels).
    Output shape: that of the input.

    Example:
        >>> tfgan_zoo.layers.BatchNormalization()(tf.zeros((8, 4, 4, 3)), training=True).shape
        TensorShape([8, 4, 4, 3])

    Reference:
        Ioffe & Szegedy 2015, https://arxiv.org/abs/1502.03167, algorithm 1.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        check_numbers(self, momentum=self.momentum, epsilon=self.epsilon)

    def call(self, inputs, training=None, mask=None):
        if not training or not self.trainable:
            return super().call(inputs, training=training, mask=mask)
        if mask is not None or not self.is_fusible(inputs):
            with keeping_finite([self.moving_mean, self.moving_variance]):
                return super().call(inputs, training=training, mask=mask)
        channels = inputs.shape[-1]
        maps = inputs if len(inputs.shape) == 4 else ops.reshape(inputs, (-1, 1, 1, channels))
        outputs, mean, variance = tf.compat.v1.nn.fused_batch_norm(
            maps, self.gamma.value, self.beta.value, epsilon=self.epsilon, is_training=True
        )
        # The kernel's variance is the unbiased one, with n - 1; Keras averages the one with n.
        count = ops.cast(ops.size(maps) // channels, "float32")
        self.update_average(self.moving_mean, mean)
        self.update_average(self.moving_variance, variance * ((count - 1) / count))
        return ops.reshape(outputs, ops.shape(inputs))

    def is_fusible(self, inputs):
        """Whether the fused kernel supports these inputs and options."""
        channels_last = self.axis in (-1, len(inputs.shape) - 1)
        supported = inputs.dtype.name in ("float32", "float16", "bfloat16")
        affine = self.scale and self.center
        return channels_last and supported and affine and not self.synchronized and not self.renorm

    def update_average(self, average, value):
        assign_finite(average, average * self.momentum + value * (1 - self.momentum))
