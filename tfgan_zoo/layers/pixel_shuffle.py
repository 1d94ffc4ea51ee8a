"""Pixel shuffle: upsampling by moving channels to pixels."""

import keras
import tensorflow as tf

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.layers.checks import check_rank


@keras.saving.register_keras_serializable("tfgan_zoo")
class PixelShuffle(keras.layers.Layer):
    """Rearranges every `factor` x `factor` channels into a square of pixels (the periodic shuffling PS of the paper).

    After a convolution with factor^2 times the channels, this makes a sub-pixel convolution.

    The first `channels` channels of the input are the upper left pixel of every square, the next ones the pixel to its
    right, as in `tf.nn.depth_to_space`. (PyTorch's layer orders its input channels differently.)

    Args:
        factor: r, the upsampling factor.

    Input shape: (batch, height, width, factor^2 * channels).
    Output shape: (batch, factor * height, factor * width, channels).

    Raises:
        ValueError: if factor^2 does not divide the channels, or the inputs are not (batch, height, width, channels).

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
                f"{input_shape[-1]} channels cannot be rearranged into squares of {self.factor} x {self.factor} "
                f"pixels: make the preceding layer's channels a multiple of {self.factor**2}."
            )

    def call(self, inputs):
        # TensorFlow refuses a factor of 1, which changes nothing.
        return inputs if self.factor == 1 else tf.nn.depth_to_space(inputs, self.factor)

    def compute_output_shape(self, input_shape):
        batch, height, width, channels = input_shape
        sides = (None if side is None else self.factor * side for side in (height, width))
        return (batch, *sides, channels // self.factor**2)

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}
