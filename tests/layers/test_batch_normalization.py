import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import layers

SHAPES = ((8, 6, 5, 3), (16, 3), (4, 7, 3))


def both(**kwargs):
    return keras.layers.BatchNormalization(**kwargs), layers.BatchNormalization(**kwargs)


def derivatives(layer, inputs):
    """Outputs, their gradient, the gradient of that gradient's squared norm, and the averages."""
    with tf.GradientTape() as outer:
        outer.watch(inputs)
        with tf.GradientTape() as inner:
            inner.watch(inputs)
            outputs = layer(inputs, training=True)
            loss = tf.reduce_sum(tf.sin(outputs))
        gradient = inner.gradient(loss, inputs)
        length = tf.reduce_sum(gradient**2)
    second = outer.gradient(length, [inputs, layer.gamma.value, layer.beta.value])
    return [outputs, gradient, *second, layer.moving_mean.value, layer.moving_variance.value]


@pytest.mark.parametrize("shape", SHAPES)
def test_outputs_gradients_and_averages_match_keras(shape):
    inputs = tf.random.stateless_normal(shape, (0, 1)) * 2 + 1
    expected, actual = (derivatives(layer, inputs) for layer in both())
    for one, other in zip(expected, actual, strict=True):
        np.testing.assert_allclose(one, other, rtol=2e-4, atol=2e-5)


def test_training_uses_the_fused_kernel():
    layer = layers.BatchNormalization()
    graph = tf.function(lambda x: layer(x, training=True)).get_concrete_function(tf.zeros(SHAPES[0])).graph
    kinds = [operation.type for operation in graph.get_operations()]
    assert "FusedBatchNormV3" in kinds
    assert "SquaredDifference" not in kinds


@pytest.mark.parametrize("kwargs", [{"axis": 1}, {"scale": False}, {"center": False}, {"synchronized": True}])
def test_unsupported_options_fall_back_to_keras(kwargs):
    inputs = tf.random.stateless_normal(SHAPES[0], (0, 1))
    expected, actual = (layer(inputs, training=True) for layer in both(**kwargs))
    np.testing.assert_allclose(expected, actual, rtol=1e-5, atol=1e-6)


def test_a_frozen_layer_uses_its_averages_and_does_not_update_them():
    layer = layers.BatchNormalization(trainable=False)
    outputs = layer(tf.fill((4, 3), 5.0), training=True)
    np.testing.assert_allclose(outputs, 5 / np.sqrt(1 + layer.epsilon) * np.ones((4, 3)), rtol=1e-6)
    assert not layer.moving_mean.numpy().any()


@pytest.mark.parametrize("policy", ["mixed_bfloat16", "mixed_float16"])
def test_half_precision_keeps_statistics_in_float32(policy):
    layer = layers.BatchNormalization(dtype=policy)
    inputs = tf.random.stateless_normal(SHAPES[0], (0, 1)) + 100
    outputs = layer(inputs, training=True)
    assert outputs.dtype == layer.compute_dtype
    half = tf.cast(tf.cast(inputs, layer.compute_dtype), "float32")
    np.testing.assert_allclose(layer.moving_mean, 0.01 * tf.reduce_mean(half, (0, 1, 2)), rtol=1e-5)
