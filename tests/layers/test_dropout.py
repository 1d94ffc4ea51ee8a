"""Dropout that several replicas share."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import layers, models, networks


def test_a_share_of_the_units_is_dropped_in_training_and_nothing_otherwise():
    layer = layers.Dropout(0.3, seed=0)
    ones = tf.ones((10, 1000))
    np.testing.assert_array_equal(layer(ones), ones)
    first, second = (layer(ones, training=True).numpy() for _ in range(2))
    assert set(np.unique(first)) == {0.0, np.float32(1 / 0.7)}
    assert (first == 0).mean() == pytest.approx(0.3, abs=0.02)
    assert not np.array_equal(first, second)


def dropping_game():
    points = keras.Input((2,))
    hidden = layers.Dropout(0.5, seed=1)(keras.layers.Dense(6, activation="tanh")(points))
    return models.GAN(networks.mlp_generator((2,), 8), keras.Model(points, keras.layers.Dense(1)(hidden)))


@pytest.mark.slow
def test_two_replicas_drop_the_units_that_one_does():
    alone, _ = games.trained(dropping_game, steps=5)
    shared, _ = games.trained(dropping_game, games.two_replicas(), steps=5)
    games.assert_close(shared, alone, 1e-5)


def test_a_rate_of_1_is_refused():
    with pytest.raises(ValueError, match=r"Dropout takes rate as a number in \[0, 1\)"):
        layers.Dropout(1.0)
    assert isinstance(layers.Dropout(0.5), keras.layers.Dropout)
