import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import layers, models, networks


def expected(features, kernel, num_kernels):
    """The paper's formulas, example by example."""
    rows = (features @ kernel).reshape(len(features), num_kernels, -1)
    similarity = np.zeros((len(features), num_kernels))
    for i, mine in enumerate(rows):
        for other in rows:
            similarity[i] += np.exp(-np.abs(mine - other).sum(axis=1))
    return np.concatenate([features, similarity], axis=1)


def test_it_computes_the_papers_sum():
    features = np.random.default_rng(0).normal(size=(5, 4)).astype("float32")
    layer = layers.MinibatchDiscrimination(3, 2)
    outputs = layer(features)
    np.testing.assert_allclose(outputs, expected(features, layer.kernel.numpy(), 3), rtol=1e-5)


def test_three_values_by_hand():
    layer = layers.MinibatchDiscrimination(1, 1, kernel_initializer="ones")
    outputs = layer(np.array([[0.0], [1.0], [3.0]], "float32"))
    similarity = [1 + np.exp(-1) + np.exp(-3), 1 + np.exp(-1) + np.exp(-2), 1 + np.exp(-2) + np.exp(-3)]
    np.testing.assert_allclose(outputs[:, 1], similarity, rtol=1e-6)
    np.testing.assert_array_equal(outputs[:, 0], [0, 1, 3])


def test_a_collapsed_batch_has_maximal_similarity():
    layer = layers.MinibatchDiscrimination(3, 2)
    np.testing.assert_array_equal(layer(np.ones((6, 4), "float32"))[:, 4:], np.full((6, 3), 6))


def test_a_gradient_reaches_the_other_examples():
    layer = layers.MinibatchDiscrimination(3, 2)
    features = tf.constant(np.random.default_rng(0).normal(size=(4, 5)).astype("float32"))
    with tf.GradientTape() as tape:
        tape.watch(features)
        similarity_of_first = tf.reduce_sum(layer(features)[0, 5:])
    gradient = tape.gradient(similarity_of_first, features).numpy()
    assert (np.abs(gradient).max(axis=1) > 1e-3).all()
    np.testing.assert_allclose(gradient.sum(axis=0), 0, atol=1e-6)  # shifting all examples alike changes nothing


def game():
    points = keras.Input((2,))
    hidden = keras.layers.LeakyReLU(0.2)(keras.layers.Dense(6)(points))
    hidden = layers.MinibatchDiscrimination(3, 2)(hidden)
    return models.GAN(networks.mlp_generator((2,), 8), keras.Model(points, keras.layers.Dense(1)(hidden)))


@pytest.mark.slow
def test_two_replicas_compare_the_examples_of_both():
    alone, _ = games.trained(game)
    shared, _ = games.trained(game, games.two_replicas())
    games.assert_close(shared, alone, 1e-5)


def test_feature_maps_are_refused():
    with pytest.raises(ValueError, match="Flatten"):
        layers.MinibatchDiscrimination(3, 2)(np.ones((2, 4, 4, 1), "float32"))
