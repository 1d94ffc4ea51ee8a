"""Resampling of feature maps with a low-pass filter, so that no pattern of every second pixel arises."""

import keras
import numpy as np
from keras import ops

from tfgan_zoo.checks import NOT_NEGATIVE_INTEGER, check_at_least_one, check_range
from tfgan_zoo.layers.checks import check_floating, check_rank

ADVICE = "give feature maps (batch, height, width, channels)"


@keras.saving.register_keras_serializable("tfgan_zoo")
class Blur2D(keras.layers.Layer):
    """Convolves the height and the width of each channel with the low-pass filter [1, 3, 3, 1] / 8.

    With a padding of 2, before a convolution of 3x3 with strides of 2, or with a padding of 1 and strides of 2 of its
    own, it halves maps without aliasing. Outside of the maps there are zeros.

    Args:
        padding: zeros on each side of the height and of the width.
        strides: every how many pixels of the result are kept.

    Input shape: (batch, height, width, channels), floating point.
    Output shape: (batch, ceil((height + 2 * padding - 3) / strides), the same of the width, channels).

    Raises:
        ValueError: if a number is out of range, or the inputs are integers or no feature maps.

    Example:
        >>> tfgan_zoo.layers.Blur2D(padding=1, strides=2)(keras.ops.ones((2, 8, 8, 3))).shape
        TensorShape([2, 4, 4, 3])

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/1912.04958, section 4; Zhang 2019, https://arxiv.org/abs/1904.11486.
    """

    def __init__(self, padding=2, strides=1, **kwargs):
        super().__init__(**kwargs)
        check_range(self, NOT_NEGATIVE_INTEGER, padding=padding)
        check_at_least_one(self, strides=strides)
        self.padding = padding
        self.strides = strides

    def build(self, input_shape):
        check_rank(self, input_shape, 4, ADVICE)

    def call(self, inputs):
        check_floating(self, inputs)
        return blurred(inputs, self.padding, self.strides)

    def compute_output_shape(self, input_shape):
        batch, *sizes, channels = input_shape
        return (batch, *(size and -(-(size + 2 * self.padding - 3) // self.strides) for size in sizes), channels)

    def get_config(self):
        return {**super().get_config(), "padding": self.padding, "strides": self.strides}


@keras.saving.register_keras_serializable("tfgan_zoo")
class FilteredUpSampling2D(keras.layers.Layer):
    """Doubles the height and the width of feature maps: zeros between the pixels, then the filter [1, 3, 3, 1] / 4.

    This is bilinear interpolation, with zeros outside of the maps.

    Input shape: (batch, height, width, channels), floating point.
    Output shape: (batch, 2 * height, 2 * width, channels).

    Raises:
        ValueError: if the inputs are integers or no feature maps.

    Example:
        >>> tfgan_zoo.layers.FilteredUpSampling2D()(keras.ops.ones((2, 4, 4, 3))).shape
        TensorShape([2, 8, 8, 3])

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/1912.04958, figure 7 (skip connections of the generator).
    """

    def build(self, input_shape):
        check_rank(self, input_shape, 4, ADVICE)

    def call(self, inputs):
        check_floating(self, inputs)
        repeated = ops.repeat(
            ops.repeat(inputs, 2, axis=1), 2, axis=2
        )  # the filter [1, 1]; [1, 2, 1] is the rest of it
        return filtered(repeated, (1, 2, 1), padding=1)

    def compute_output_shape(self, input_shape):
        batch, *sizes, channels = input_shape
        return (batch, *(size and 2 * size for size in sizes), channels)


def blurred(maps, padding, strides=1):
    """Maps (batch, height, width, channels) filtered with [1, 3, 3, 1] / 8 along their height and width."""
    return filtered(maps, (1, 3, 3, 1), padding, strides)


def filtered(maps, taps, padding, strides=1):
    """Maps convolved along height and width with the taps over their sum, with zeros outside.

    A depthwise convolution took a fifteenth of the time of sums of slices on a CPU.
    """
    kernel = np.outer(taps, taps) / np.sum(taps) ** 2
    kernel = np.tile(kernel[:, :, None, None], (1, 1, maps.shape[-1], 1))
    padded = ops.pad(maps, [(0, 0), (padding, padding), (padding, padding), (0, 0)])
    return ops.depthwise_conv(padded, ops.cast(kernel, maps.dtype), strides, padding="valid")
