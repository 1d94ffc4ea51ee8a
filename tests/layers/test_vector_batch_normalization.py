"""Gamma is 1 + gain(c) and beta is bias(c), with c of each example."""

import keras
import numpy as np
import pytest

from tfgan_zoo import layers, networks

DRAWS = np.random.default_rng(0)
MAPS = DRAWS.normal(1.0, 2.0, (4, 5, 5, 3)).astype("float32")
VECTORS = DRAWS.normal(size=(4, 6)).astype("float32")


def test_a_vector_of_zeros_only_normalizes():
    layer, plain = layers.VectorBatchNormalization(), keras.layers.BatchNormalization(center=False, scale=False)
    for training in (True, False):
        outputs = layer(MAPS, np.zeros_like(VECTORS), training=training)
        np.testing.assert_array_equal(outputs, plain(MAPS, training=training))


def test_each_example_is_scaled_and_shifted_by_its_own_vector():
    layer, plain = layers.VectorBatchNormalization(), keras.layers.BatchNormalization(center=False, scale=False)
    outputs = layer(MAPS, VECTORS, training=True)
    gains, biases = (VECTORS @ np.asarray(dense.kernel) for dense in (layer.gain, layer.bias))
    expected = plain(MAPS, training=True) * (1 + gains[:, None, None]) + biases[:, None, None]
    np.testing.assert_allclose(outputs, expected, atol=1e-5)
    assert np.abs(gains).max() > 0.1


def test_gain_and_bias_are_spectral_and_have_no_bias():
    maps, vectors = keras.Input((5, 5, 3)), keras.Input((6,))
    network = keras.Model([maps, vectors], layers.VectorBatchNormalization()(maps, vectors))
    found = networks.spectral_layers(network)
    assert [layer.name for layer in found] == ["gain", "bias"]
    assert not any(layer.use_bias for layer in found)
    assert len(network.trainable_variables) == 2


def test_vectors_of_another_rank_are_refused():
    with pytest.raises(ValueError, match=r"vectors of shape \(4,\); expected \(batch, size\)"):
        layers.VectorBatchNormalization()(MAPS, np.zeros(4, "float32"))
