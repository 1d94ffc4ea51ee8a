"""What SPADE keeps, where a plain normalization erases it."""

import keras
import numpy as np
import pytest

from tfgan_zoo.layers import SPADE

MAPS = np.eye(3, dtype="float32")[np.random.default_rng(0).integers(3, size=(2, 8, 8))]


def flat_maps(label):
    return np.broadcast_to(np.eye(3, dtype="float32")[label], (1, 8, 8, 3))


def test_the_class_of_a_flat_map_changes_the_output_where_plain_instance_normalization_erases_it():
    convolution = keras.layers.Conv2D(4, 1)
    spade, plain = SPADE(5), keras.layers.GroupNormalization(groups=-1)
    features = [convolution(flat_maps(label)) for label in range(2)]
    np.testing.assert_allclose(plain(features[0]), plain(features[1]), atol=1e-3)
    first, second = (spade(hidden, flat_maps(label)) for label, hidden in enumerate(features))
    assert np.abs(first - second)[0, 3:5, 3:5].max() > 0.05


def test_it_is_normalized_times_one_plus_gamma_plus_beta():
    inputs = np.random.default_rng(1).normal(2, 3, size=(2, 8, 8, 4)).astype("float32")
    spade = SPADE(5)
    spade(inputs, MAPS)
    for layer, bias in ((spade.gamma_map, 0.5), (spade.beta_map, -2.0)):
        layer.kernel.assign(np.zeros(layer.kernel.shape))
        layer.bias.assign(np.full(4, bias))
    normalized = (inputs - inputs.mean(axis=(1, 2), keepdims=True)) / inputs.std(axis=(1, 2), keepdims=True)
    np.testing.assert_allclose(spade(inputs, MAPS), 1.5 * normalized - 2, atol=1e-3)


def test_a_map_of_another_size_is_taken_by_its_nearest_pixels():
    inputs = np.random.default_rng(1).normal(size=(2, 8, 8, 4)).astype("float32")
    spade = SPADE(5)
    enlarged = MAPS.repeat(2, axis=1).repeat(2, axis=2)
    np.testing.assert_allclose(spade(inputs, enlarged), spade(inputs, MAPS), atol=1e-6)
    reduced = MAPS[:, ::2, ::2]
    np.testing.assert_allclose(spade(inputs, reduced), spade(inputs, reduced.repeat(2, 1).repeat(2, 2)), atol=1e-6)


def test_maps_without_a_class_axis_are_refused():
    with pytest.raises(ValueError, match="expected .batch, height, width, classes."):
        SPADE()(np.zeros((2, 8, 8, 4), "float32"), MAPS[..., 0])
