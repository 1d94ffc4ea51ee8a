"""The filter [1, 3, 3, 1], against SciPy's convolution."""

import numpy as np
import pytest
from scipy.signal import convolve2d

from tfgan_zoo import layers

FILTER = np.outer([1, 3, 3, 1], [1, 3, 3, 1]) / 64


def maps(*shape):
    return np.random.default_rng(0).normal(size=shape).astype("float32")


@pytest.mark.parametrize("padding, strides", [(2, 1), (1, 2), (0, 1)])
def test_blurring_is_a_convolution_of_each_channel(padding, strides):
    inputs = maps(1, 6, 8, 2)
    blurred = layers.Blur2D(padding, strides)(inputs)
    for channel in range(2):
        padded = np.pad(inputs[0, :, :, channel], padding)
        expected = convolve2d(padded, FILTER, mode="valid")[::strides, ::strides]
        np.testing.assert_allclose(blurred[0, :, :, channel], expected, atol=1e-6)


def test_upsampling_puts_zeros_between_the_pixels_and_filters_them():
    """As the authors' `upsample2d`: two zeros before, one after, and a gain of 4."""
    inputs = maps(1, 3, 5, 1)
    spread = np.zeros((6, 10))
    spread[::2, ::2] = inputs[0, :, :, 0]
    expected = 4 * convolve2d(np.pad(spread, ((2, 1), (2, 1))), FILTER, mode="valid")
    np.testing.assert_allclose(layers.FilteredUpSampling2D()(inputs)[0, :, :, 0], expected, atol=1e-6)


@pytest.mark.parametrize("layer", [layers.Blur2D(), layers.FilteredUpSampling2D()])
def test_what_is_no_feature_map_is_refused(layer):
    with pytest.raises(ValueError, match="takes inputs with 4 axes"):
        layer(maps(2, 3))


def test_a_negative_padding_is_refused():
    with pytest.raises(ValueError, match="padding as an integer of at least 0"):
        layers.Blur2D(padding=-1)
