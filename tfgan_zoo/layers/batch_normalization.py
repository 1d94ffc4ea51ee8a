"""Batch normalization as one kernel."""

import keras
import tensorflow as tf
from keras import ops


@keras.saving.register_keras_serializable("tfgan_zoo")
class BatchNormalization(keras.layers.BatchNormalization):
    """Keras' batch normalization, whose training pass is TensorFlow's fused kernel where there is one.

    Keras 3 composes it of a dozen operations, each a pass over the activations. The numbers, weights and arguments are
    the same; what the kernel cannot do (synchronized statistics, masks, renormalization, another axis) goes Keras' way.

    Args:
        **kwargs: those of `keras.layers.BatchNormalization`.

    Input shape: (batch, ..., channels).
    Output shape: that of the input.

    Example:
        >>> tfgan_zoo.layers.BatchNormalization()(tf.zeros((8, 4, 4, 3)), training=True).shape
        TensorShape([8, 4, 4, 3])

    Reference:
        Ioffe & Szegedy 2015, https://arxiv.org/abs/1502.03167, algorithm 1.
    """

    def call(self, inputs, training=None, mask=None):
        if not training or not self.trainable or mask is not None or not self.fusible(inputs):
            return super().call(inputs, training=training, mask=mask)
        channels = inputs.shape[-1]
        maps = inputs if len(inputs.shape) == 4 else ops.reshape(inputs, (-1, 1, 1, channels))
        outputs, mean, variance = tf.compat.v1.nn.fused_batch_norm(
            maps, self.gamma.value, self.beta.value, epsilon=self.epsilon, is_training=True
        )
        # The kernel's variance is the unbiased one, with n - 1; Keras averages the one with n.
        count = ops.cast(ops.size(maps) // channels, "float32")
        self.follow(self.moving_mean, mean)
        self.follow(self.moving_variance, variance * ((count - 1) / count))
        return ops.reshape(outputs, ops.shape(inputs))

    def fusible(self, inputs):
        """Whether the kernel does what was asked for."""
        last = self.axis in (-1, len(inputs.shape) - 1)
        half = inputs.dtype.name in ("float32", "float16", "bfloat16")
        return last and half and self.scale and self.center and not self.synchronized and not self.renorm

    def follow(self, average, value):
        average.assign(average * self.momentum + value * (1 - self.momentum))
