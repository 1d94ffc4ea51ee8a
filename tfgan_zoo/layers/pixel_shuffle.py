"""Larger maps without interpolation: channels become pixels."""

import keras
import tensorflow as tf

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.layers.checks import check_rank


@keras.saving.register_keras_serializable("tfgan_zoo")
class PixelShuffle(keras.layers.Layer):
    """Lays every `factor` x `factor` channels out as a square of pixels (the periodic shuffling PS of the paper).

    After a convolution with factor^2 times the channels it makes a sub-pixel convolution.

    The first `channels` channels of the input are the upper left pixel of every square, the next ones the pixel to its
    right, as in `tf.nn.depth_to_space`. (PyTorch's layer orders its input channels otherwise.)

    Args:
        factor: r, how many times the map grows on each side.

    Input shape: (batch, height, width, factor^2 * channels).
    Output shape: (batch, factor * height, factor * width, channels).

    Raises:
        ValueError: if factor^2 does not divide the channels, or the inputs are no maps.

    Example:
        >>> maps = keras.Input((8, 8, 64))
        >>> tfgan_zoo.layers.PixelShuffle(2)(maps).shape
        (None, 16, 16, 16)

    Reference:
        Shi et al. 2016, https://arxiv.org/abs/1609.05158, eq. 4.
    """

    def __init__(self, factor, **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, factor=factor)
        self.factor = factor

    def build(self, input_shape):
        check_rank(self, input_shape, 4, "(batch, height, width, channels)")
        if input_shape[-1] is None or input_shape[-1] % self.factor**2:
            raise ValueError(
                f"{input_shape[-1]} channels cannot be laid out as squares of {self.factor} x {self.factor} pixels: "
                f"give the layer before a multiple of {self.factor**2}."
            )

    def call(self, inputs):
        # A factor of 1 leaves all as it is, which TensorFlow refuses.
        return inputs if self.factor == 1 else tf.nn.depth_to_space(inputs, self.factor)

    def compute_output_shape(self, input_shape):
        batch, height, width, channels = input_shape
        sides = (None if side is None else self.factor * side for side in (height, width))
        return (batch, *sides, channels // self.factor**2)

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}
