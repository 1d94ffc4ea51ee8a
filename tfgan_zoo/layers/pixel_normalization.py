"""Pixel normalization: the features of each position scaled to unit length."""

import keras
from keras import ops

from tfgan_zoo.layers.checks import check_floating

EPSILON = 1e-8  # added to the mean square (the authors' code)


@keras.saving.register_keras_serializable("tfgan_zoo")
class PixelNormalization(keras.layers.Layer):
    """Divides the features of each position by the square root of their mean square; without learned parameters.

    In a generator it keeps activations from growing in the race with the discriminator. It is computed in float32.

    Input shape: (batch, ..., channels), floating point.
    Output shape: that of the input.

    Raises:
        ValueError: if the inputs are integers.

    Example:
        >>> tfgan_zoo.layers.PixelNormalization()(keras.ops.array([[3.0, 4.0]])).numpy().round(3)
        array([[0.849, 1.131]], dtype=float32)

    Reference:
        Karras et al. 2018, https://arxiv.org/abs/1710.10196, section 4.2.
    """

    def call(self, inputs):
        check_floating(self, inputs)
        features = ops.cast(inputs, "float32")
        mean_square = ops.mean(ops.square(features), axis=-1, keepdims=True)
        return ops.cast(features * ops.rsqrt(mean_square + EPSILON), inputs.dtype)

    def compute_output_shape(self, input_shape):
        return input_shape
