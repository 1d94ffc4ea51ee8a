"""Replicas that share a batch train a game as one device would."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import models, networks

MAKERS = [
    games.gan,
    games.cyclegan,
    *(pytest.param(make, marks=pytest.mark.slow) for make in (games.wgan_gp, games.infogan)),
]


@pytest.mark.parametrize("make", MAKERS)
def test_two_replicas_train_as_one(make):
    alone, logs_alone = games.trained(make)
    shared, logs_shared = games.trained(make, games.two_replicas())
    games.assert_close(shared, alone, 1e-5)
    assert int(shared.steps.numpy()) == games.STEPS
    for term, values in logs_alone.items():
        np.testing.assert_allclose(logs_shared[term], values, atol=1e-5, err_msg=term)


def test_noise_differs_between_replicas_and_is_that_of_the_whole_batch():
    strategy = games.two_replicas()
    with strategy.scope():
        game = games.gan()
    state = int(game.seed_counter.numpy())
    (name,) = game.drawn_inputs
    drawn = strategy.run(lambda: game.fresh_inputs(tf.zeros((4, 2)))[name])
    first, second = (rows.numpy() for rows in strategy.experimental_local_results(drawn))
    game.seed_counter.assign(state)
    whole = game.fresh_inputs(tf.zeros((8, 2)))[name].numpy()
    assert not np.isclose(first, second).any()
    np.testing.assert_array_equal(np.concatenate([first, second]), whole)


def normalized():
    """A GAN whose discriminator has batch normalization, in a network within its network."""
    points = keras.Input((2,))
    hidden = keras.layers.BatchNormalization()(keras.layers.Dense(8)(points))
    inner = keras.Model(points, hidden, name="inner")
    logits = keras.layers.Dense(1)(keras.layers.LeakyReLU()(inner(points)))
    return models.GAN(networks.mlp_generator((2,), 8), keras.Model(points, logits))


def synchronized():
    game = normalized()
    networks.synchronize_batch_norm(game.discriminator)
    return game


@pytest.fixture(scope="module")
def normalized_alone():
    return games.trained(normalized)[0]


def test_two_replicas_train_as_one_with_synchronized_batch_norm(normalized_alone):
    shared, _ = games.trained(synchronized, games.two_replicas())
    games.assert_close(shared, normalized_alone, 1e-5)


@pytest.mark.slow
def test_each_replica_normalizes_with_its_own_examples_by_default(normalized_alone):
    shared, _ = games.trained(normalized, games.two_replicas())
    with pytest.raises(AssertionError, match="Mismatched"):
        games.assert_close(shared, normalized_alone, 1e-3)


def test_synchronized_batch_norm_is_saved_with_the_game(tmp_path):
    game = games.compiled(synchronized())
    game.save(tmp_path / "game.keras")
    inner = models.load(tmp_path / "game.keras").discriminator.get_layer("inner")
    kinds = [layer.synchronized for layer in inner.layers if isinstance(layer, keras.layers.BatchNormalization)]
    assert kinds == [True]
