import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import layers, models, networks


def test_each_group_gets_its_mean_standard_deviation():
    maps = np.random.default_rng(0).normal(size=(6, 2, 3, 4)).astype("float32")
    outputs = layers.MinibatchStandardDeviation(3)(maps)
    np.testing.assert_array_equal(outputs[..., :4], maps)
    for group in (slice(0, 3), slice(3, 6)):
        np.testing.assert_allclose(
            outputs[group, ..., 4], np.full((3, 2, 3), maps[group].std(axis=0).mean()), rtol=1e-5
        )


def test_two_examples_by_hand():
    # Deviations of (0, 2) and (5, 5) are 1 and 0.
    outputs = layers.MinibatchStandardDeviation(2)(tf.constant([[0.0, 5.0], [2.0, 5.0]]))
    np.testing.assert_allclose(outputs[:, 2], [0.5, 0.5], atol=1e-4)


@pytest.mark.parametrize("group_size", [None, 6, 50])
def test_a_group_may_be_the_batch(group_size):
    maps = np.random.default_rng(0).normal(size=(6, 2, 3, 4)).astype("float32")
    outputs = layers.MinibatchStandardDeviation(group_size)(maps)
    np.testing.assert_allclose(outputs[..., 4], np.full((6, 2, 3), maps.std(axis=0).mean()), rtol=1e-5)


def test_a_collapsed_batch_has_zero_deviation_and_a_finite_gradient():
    maps = tf.ones((4, 2, 2, 3))
    with tf.GradientTape() as tape:
        tape.watch(maps)
        outputs = layers.MinibatchStandardDeviation()(maps)
    np.testing.assert_allclose(outputs[..., 3], np.zeros((4, 2, 2)), atol=2e-4)
    assert np.isfinite(tape.gradient(outputs, maps)).all()


def test_a_group_size_that_does_not_divide_the_batch_size_is_refused():
    with pytest.raises(ValueError, match="a batch of 6 cannot be split into groups of 4"):
        layers.MinibatchStandardDeviation(4)(np.ones((6, 2, 2, 1), "float32"))


def test_a_group_size_that_does_not_divide_an_unknown_batch_size_is_an_error_at_run_time():
    network = keras.Sequential([keras.Input((2,)), layers.MinibatchStandardDeviation(4)])
    assert network.predict(np.ones((8, 2), "float32"), verbose=0).shape == (8, 3)
    with pytest.raises(tf.errors.InvalidArgumentError):
        network.predict(np.ones((6, 2), "float32"), verbose=0)


def test_large_values_do_not_overflow_in_half_precision():
    maps = tf.constant([[-3000.0], [3000.0]], "float16")
    outputs = layers.MinibatchStandardDeviation(2, dtype="float16")(maps)
    np.testing.assert_allclose(outputs[:, 1], [3000, 3000])


def test_a_single_axis_is_refused():
    with pytest.raises(ValueError, match="channels"):
        layers.MinibatchStandardDeviation()(np.ones(4, "float32"))


def game(group_size):
    points = keras.Input((2,))
    hidden = keras.layers.LeakyReLU(0.2)(keras.layers.Dense(6)(points))
    hidden = layers.MinibatchStandardDeviation(group_size)(hidden)
    return models.GAN(networks.mlp_generator((2,), 8), keras.Model(points, keras.layers.Dense(1)(hidden)))


@pytest.mark.parametrize("group_size", [2, pytest.param(None, marks=pytest.mark.slow)])
def test_two_replicas_train_as_one(group_size):
    alone, _ = games.trained(lambda: game(group_size))
    shared, _ = games.trained(lambda: game(group_size), games.two_replicas())
    games.assert_close(shared, alone, 1e-5)
