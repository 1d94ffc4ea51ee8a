import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import layers, models, networks


def test_training_adds_noise_of_the_given_stddev_and_inference_none():
    layer = layers.GaussianNoise(0.5, seed=1)
    zeros = tf.zeros((100, 100))
    noise = layer(zeros, training=True).numpy()
    assert noise.mean() == pytest.approx(0, abs=0.02)
    assert noise.std() == pytest.approx(0.5, abs=0.02)
    np.testing.assert_array_equal(layer(zeros, training=False), 0)


def test_every_call_and_every_example_has_its_own_noise():
    layer = layers.GaussianNoise(0.5, seed=1)
    first, second = (layer(tf.zeros((2, 9)), training=True).numpy() for _ in range(2))
    assert not np.array_equal(first, second)
    assert not np.array_equal(first[0], first[1])


def test_half_precision_stays_half_precision():
    assert layers.GaussianNoise(0.5, dtype="float16")(tf.ones((2, 3)), training=True).dtype == "float16"


def noisy_game():
    points = keras.Input((2,))
    hidden = layers.GaussianNoise(0.3, seed=1)(keras.layers.Dense(6, activation="tanh")(points))
    return models.GAN(networks.mlp_generator((2,), 8), keras.Model(points, keras.layers.Dense(1)(hidden)))


@pytest.mark.slow
def test_two_replicas_have_the_same_noise_as_one():
    alone, _ = games.trained(noisy_game, steps=5)
    shared, _ = games.trained(noisy_game, games.two_replicas(), steps=5)
    games.assert_close(shared, alone, 1e-5)
