"""Weights of variance 1, and outputs as with He initialization."""

import math

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import layers

DENSE = (layers.EqualizedDense(64), keras.layers.Dense(64), (None, 50), 50)
CONVOLUTION = (layers.EqualizedConv2D(8, (3, 5)), keras.layers.Conv2D(8, (3, 5)), (None, 9, 9, 6), 3 * 5 * 6)
TRANSPOSED = (
    layers.EqualizedConv2DTranspose(8, (3, 5), 2),
    keras.layers.Conv2DTranspose(8, (3, 5), 2),
    (None, 9, 9, 6),
    3 * 5 * 6,
)


@pytest.mark.parametrize("layer, plain, shape, fan_in", [DENSE, CONVOLUTION, TRANSPOSED], ids=["dense", "conv", "up"])
def test_it_matches_the_keras_layer_with_its_weight_times_hes_constant(layer, plain, shape, fan_in):
    layer.build(shape)
    plain.build(shape)
    plain.set_weights([layer.raw_weight.numpy() * math.sqrt(2 / fan_in), layer.bias.numpy()])
    inputs = np.random.default_rng(0).normal(size=(2, *shape[1:])).astype("float32")
    np.testing.assert_allclose(layer(inputs), plain(inputs), atol=1e-5)


def test_weights_are_initialized_with_variance_one_and_zero_bias():
    layer = layers.EqualizedDense(400)
    layer.build((None, 300))
    assert np.std(layer.raw_weight) == pytest.approx(1, abs=0.01)
    assert np.mean(layer.raw_weight) == pytest.approx(0, abs=0.01)
    assert not layer.bias.numpy().any()


def test_a_gain_of_one_preserves_the_variance():
    inputs = np.random.default_rng(0).normal(size=(500, 300)).astype("float32")
    assert np.std(layers.EqualizedDense(200, gain=1.0)(inputs)) == pytest.approx(1, abs=0.03)
    assert np.std(layers.EqualizedDense(200)(inputs)) == pytest.approx(math.sqrt(2), abs=0.04)


def test_the_gradient_is_scaled_too():
    layer = layers.EqualizedDense(2, use_bias=False, gain=3.0)
    inputs = np.random.default_rng(0).normal(size=(4, 9)).astype("float32")
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(layer(inputs))
    gradient = tape.gradient(total, layer.raw_weight.value)
    np.testing.assert_allclose(gradient, np.tile(inputs.sum(axis=0)[:, None], 2), atol=1e-5)  # 3 / sqrt(9) is 1


def test_a_custom_initializer_is_used():
    layer = layers.EqualizedDense(2, kernel_initializer="ones", gain=1.0)
    np.testing.assert_allclose(layer(np.ones((1, 4), "float32")), [[2, 2]])


@pytest.mark.parametrize("gain", [0, -1.0, math.nan])
def test_a_gain_that_is_not_positive_is_refused(gain):
    with pytest.raises(ValueError, match="takes gain as a number above 0"):
        layers.EqualizedConv2D(3, 3, gain=gain)


def test_a_rate_slows_a_layer_down_and_leaves_its_outputs_as_they_were():
    """A step of the weight is a step of rate * gain / sqrt(fan_in) of the kernel, one of the bias of rate."""
    layer = layers.EqualizedDense(300, gain=1.0, rate=0.01)
    inputs = np.random.default_rng(0).normal(size=(500, 200)).astype("float32")
    assert np.std(layer(inputs)) == pytest.approx(1, abs=0.03)
    assert np.std(layer.raw_weight) == pytest.approx(100, rel=0.03)
    kernel = np.asarray(layer.kernel)
    layer.raw_weight.assign_add(np.ones((200, 300)))
    layer.raw_bias.assign_add(np.ones(300))
    np.testing.assert_allclose(layer.kernel - kernel, 0.01 / math.sqrt(200), atol=1e-6)
    np.testing.assert_allclose(layer.bias, 0.01)


def test_a_rate_that_is_not_positive_is_refused():
    with pytest.raises(ValueError, match="takes rate as a number above 0"):
        layers.EqualizedDense(3, rate=0.0)
