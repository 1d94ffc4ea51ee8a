"""A vector at every pixel, or step."""

import keras
from keras import ops

from tfgan_zoo.layers.checks import check_rank


@keras.saving.register_keras_serializable("tfgan_zoo")
class Spread(keras.layers.Layer):
    """Repeats a vector at every pixel of images, or at every step of series, whatever their size.

    Call arguments: vectors, samples.
    Input shape: (batch, k) and (batch, ..., channels), such as (batch, height, width, channels) or (batch, steps, 1).
    Output shape: (batch, ..., k).

    Raises:
        ValueError: if the vectors have another rank.

    Example:
        >>> attributes, images = keras.Input((5,)), keras.Input((28, 28, 1))
        >>> tfgan_zoo.layers.Spread()(attributes, images).shape
        (None, 28, 28, 5)
    """

    def build(self, vectors_shape, samples_shape):
        check_rank(self, vectors_shape, 2, "(batch, k)")

    def call(self, vectors, samples):
        size = ops.shape(samples)[1:-1]
        vectors = ops.reshape(vectors, (-1, *(1 for _ in size), vectors.shape[-1]))
        return ops.tile(vectors, (1, *size, 1))

    def compute_output_shape(self, vectors_shape, samples_shape):
        return (*samples_shape[:-1], vectors_shape[-1])
