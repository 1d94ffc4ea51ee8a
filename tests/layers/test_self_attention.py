"""Attention reaches from one corner to the other, as soon as gamma lets it."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import layers

MAPS = np.random.default_rng(0).normal(size=(2, 4, 6, 8)).astype("float32")


@pytest.fixture
def layer():
    layer = layers.SelfAttention()
    layer.build(MAPS.shape)
    return layer


def test_it_is_the_identity_at_first(layer):
    np.testing.assert_array_equal(layer(MAPS), MAPS)


def test_one_corner_changes_the_other_as_soon_as_gamma_is_not_zero(layer):
    moved = MAPS.copy()
    moved[:, 0, 0] += 10.0
    for gamma in (0.0, 1.0):
        layer.gamma.assign(gamma)
        change = np.abs(layer(moved) - layer(MAPS))[:, -1, -1].max()
        assert (change > 1e-4) == (gamma == 1.0)


def test_a_place_attends_by_the_softmax_over_pooled_keys_without_a_scale(layer):
    attention = layer.attention(MAPS).numpy()
    assert attention.shape == (2, 24, 6)
    queries = np.asarray(layer.queries(MAPS)).reshape(2, 24, 1)
    keys = np.asarray(layer.keys(MAPS)).reshape(2, 2, 2, 3, 2, 1).max(axis=(2, 4)).reshape(2, 6, 1)
    weights = np.exp(queries @ keys.transpose(0, 2, 1))
    np.testing.assert_allclose(attention, weights / weights.sum(axis=-1, keepdims=True), rtol=1e-4)
    np.testing.assert_allclose(attention.sum(axis=-1), 1.0, rtol=1e-5)


def test_the_output_is_the_input_plus_gamma_times_what_was_attended_to(layer):
    layer.gamma.assign(-0.5)
    values = np.asarray(layer.values(MAPS)).reshape(2, 2, 2, 3, 2, 4).max(axis=(2, 4)).reshape(2, 6, 4)
    attended = (layer.attention(MAPS).numpy() @ values).reshape(2, 4, 6, 4)
    np.testing.assert_allclose(layer(MAPS), MAPS - 0.5 * layer.output_convolution(attended).numpy(), atol=1e-5)


def test_it_runs_in_a_graph_on_batches_of_any_size(layer):
    layer.gamma.assign(1.0)
    attend = tf.function(layer, input_signature=[tf.TensorSpec((None, 4, 6, 8))])
    for count in (1, 2):
        np.testing.assert_allclose(attend(MAPS[:count]), layer(MAPS[:count]), atol=1e-5)


@pytest.mark.parametrize(("shape", "message"), [((2, 4, 5, 8), "even height and width"), ((2, 4, 6, 4), "at least 8")])
def test_shapes_that_cannot_be_pooled_or_divided_are_refused(shape, message):
    with pytest.raises(ValueError, match=message):
        layers.SelfAttention()(np.zeros(shape, "float32"))
