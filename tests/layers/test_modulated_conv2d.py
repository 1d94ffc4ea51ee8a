"""Scaling the maps before and after one shared convolution is the same as a kernel for each example."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import layers


def normal(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape).astype("float32")


def kernels_of(layer, styles):
    """The kernel of each example, as eqs. 1 and 3 have it, (batch, height, width, channels, filters)."""
    kernels = layer.kernel[None] * layer.affine(styles)[:, None, None, :, None]
    if layer.demodulate:
        kernels = kernels / np.sqrt(np.sum(np.square(kernels), axis=(1, 2, 3), keepdims=True) + 1e-8)
    return np.asarray(kernels)


@pytest.mark.parametrize("demodulate", [True, False])
def test_it_equals_a_convolution_with_a_kernel_for_each_example(demodulate):
    layer = layers.ModulatedConv2D(4, 3, demodulate)
    maps, styles = normal(3, 5, 6, 2), normal(3, 7, seed=1)
    outputs = layer(maps, styles)
    layer.bias.assign(normal(4, seed=2))
    outputs = layer(maps, styles)
    for row, kernel in enumerate(kernels_of(layer, styles)):
        expected = tf.nn.conv2d(maps[row : row + 1], kernel, 1, "SAME") + layer.bias
        np.testing.assert_allclose(outputs[row], expected[0], atol=1e-5)


def test_upsampling_equals_a_transposed_convolution_with_a_kernel_for_each_example():
    layer = layers.ModulatedConv2D(4, upsample=True)
    maps, styles = normal(3, 4, 6, 2), normal(3, 7, seed=1)
    outputs = layer(maps, styles)
    assert outputs.shape == (3, 8, 12, 4)
    for row, kernel in enumerate(kernels_of(layer, styles)):
        wide = tf.nn.conv2d_transpose(maps[row : row + 1], kernel.swapaxes(2, 3), (1, 9, 13, 4), 2, "VALID")
        np.testing.assert_allclose(outputs[row], 4 * layers.Blur2D(padding=1)(wide)[0], atol=1e-5)


def test_outputs_of_normal_inputs_have_deviation_one_whatever_the_styles_are():
    layer = layers.ModulatedConv2D(256, 3)
    outputs = layer(normal(4, 16, 16, 64), 100 * normal(4, 8, seed=1))
    inner = np.asarray(outputs)[:, 1:-1, 1:-1]  # at the border there are zeros
    np.testing.assert_allclose(inner.std(axis=(1, 2, 3)), 1, atol=0.02)


def test_without_demodulation_outputs_grow_with_the_styles():
    layer = layers.ModulatedConv2D(2, 1, demodulate=False)
    maps, styles = normal(4, 3, 3, 5), normal(4, 8, seed=1)
    layer(maps, styles)
    layer.affine.bias.assign(np.zeros(5))
    np.testing.assert_allclose(layer(maps, 3 * styles), 3 * layer(maps, styles), rtol=1e-4, atol=1e-5)


def test_the_style_of_zeros_scales_by_one():
    layer = layers.ModulatedConv2D(2)
    layer.build((None, 4, 4, 3), (None, 8))
    np.testing.assert_array_equal(layer.affine(np.zeros((2, 8), "float32")), np.ones((2, 3)))


def test_a_kernel_that_cannot_upsample_is_refused():
    with pytest.raises(ValueError, match="kernel_size of 3, not of 1"):
        layers.ModulatedConv2D(2, 1, upsample=True)


def test_styles_for_each_layer_are_refused():
    with pytest.raises(ValueError, match=r"give styles \(batch, style_size\)"):
        layers.ModulatedConv2D(2)(normal(2, 4, 4, 3), normal(2, 5, 8))
