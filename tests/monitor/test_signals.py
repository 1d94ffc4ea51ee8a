"""The signals have known values, and collecting them does not change the game."""

import types

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers import tiny
from tfgan_zoo import models, networks, tricks
from tfgan_zoo.models.base import signals
from tfgan_zoo.monitor import SignalCollector
from tfgan_zoo.monitor.signals import from_scores


def linear_game(kind=models.GAN, **options):
    return tiny.compiled(kind(*tiny.linear_players(), **options))


def points(count=64, seed=0):
    return np.random.default_rng(seed).normal(size=(count, 2)).astype("float32")


def test_the_signals_of_linear_players_are_exact():
    game = linear_game(models.WGAN, discriminator_steps=1)
    real = points()
    collector = SignalCollector(game, real, points(seed=1))
    seen = collector.collect()
    fake = game.generate_fake(real)  # the first draw of another place: only its law is the same
    assert seen.steps == 0
    assert seen.slope_ratio == pytest.approx(1.0, rel=1e-5)
    assert seen.discriminator_weights == pytest.approx(5.0, rel=1e-5)
    assert np.isnan(seen.confidence) and np.isnan(seen.movement)
    assert seen.real_low == real.min() and seen.real_high == real.max()
    assert seen.is_image == 0
    assert fake.shape == (64, 2)


def test_the_slope_ratio_is_the_slope_of_the_loss_over_the_slope_of_the_score():
    players = tiny.linear_players((300.0, 400.0))
    players[0].layers[-1].set_weights([np.zeros((2, 2), "float32"), np.array([-1.0, -1.0], "float32")])
    saturated = tiny.compiled(models.MinimaxGAN(*players))
    assert SignalCollector(saturated, points()).collect().slope_ratio < 1e-6
    open_loss = tiny.compiled(models.GAN(*players))
    assert SignalCollector(open_loss, points()).collect().slope_ratio == pytest.approx(1.0, abs=1e-6)


def test_a_discriminator_that_memorizes_its_samples_is_detected():
    real, unseen = points(), points(seed=1)
    game = linear_game()
    game.score = lambda samples: tf.cast(
        tf.reduce_any(tf.reduce_all(samples[:, None] == real[None], axis=-1), axis=1), tf.float32
    )[:, None]
    seen = SignalCollector(game, real, unseen).collect()
    assert seen.memorization == 1.0
    assert seen.overfitting == pytest.approx(1.0)
    assert SignalCollector(game, real, real).collect().memorization == 0.5


def test_low_energies_are_high_scores():
    game = tiny.compiled(
        models.BEGAN(
            networks.dcgan_generator(tiny.SHAPE, 4, 6), networks.autoencoder_discriminator(tiny.SHAPE, 4), gamma=0.5
        )
    )
    game.energies = lambda samples, training=False: tf.reduce_mean(tf.square(samples - 1), axis=(1, 2, 3))[:, None]
    real = np.ones((32, *tiny.SHAPE), "float32")
    scores = {"real_scores": game.score(real), "fake_scores": game.score(0 * real)}
    assert from_scores(game, scores)["separation"] == 1.0


@pytest.mark.slow
def test_collecting_signals_does_not_change_training_by_a_bit():
    def game():
        keras.utils.set_random_seed(3)
        generator, _ = tiny.players()
        discriminator = keras.Sequential(
            [
                keras.Input(tiny.SHAPE),
                keras.layers.Flatten(),
                keras.layers.Dense(8),
                keras.layers.Dropout(0.5),
                keras.layers.BatchNormalization(),
                keras.layers.Dense(1),
            ]
        )
        functional = keras.Model(discriminator.inputs, discriminator.outputs)
        return tiny.compiled(
            models.GAN(
                generator,
                functional,
                ema_momentum=0.9,
                tricks=[tricks.SamplePool(16), tricks.InstanceNoise(0.1, 50), tricks.LeCam()],
            )
        )

    looked_at, left_alone = game(), game()
    collector = SignalCollector(looked_at, tiny.images(40), tiny.images(40, seed=1))
    for number in range(2):
        collector.collect()
        for other in (looked_at, left_alone):
            other.fit(tiny.dataset().skip(3 * number), steps_per_epoch=3, verbose=0)
    for one, two in zip(looked_at.variables, left_alone.variables, strict=True):
        np.testing.assert_array_equal(keras.ops.convert_to_numpy(one), keras.ops.convert_to_numpy(two))


def test_samples_without_distances_are_refused():
    game = types.SimpleNamespace(modality=types.SimpleNamespace(name="text", has_distances=False))
    with pytest.raises(ValueError, match="samples of text have no distances"):
        SignalCollector(game, tiny.images(40))


def test_a_game_without_a_discriminator_has_the_signals_of_its_samples():
    game = linear_game()
    game.signals = lambda real, held_out: signals.of_samples(game, real)
    seen = SignalCollector(game, points()).collect()
    assert seen.generator_weights > 0 and seen.discriminator_weights > 0
    assert np.isfinite([seen.distance, seen.diversity, seen.coverage]).all()
    assert np.isnan([seen.separation, seen.slope_ratio, seen.generator_gradient]).all()


def test_too_few_samples_are_refused():
    with pytest.raises(ValueError, match="received 31 real samples; expected at least 32"):
        SignalCollector(linear_game(), points(31))
    with pytest.raises(ValueError, match="received 5 held-out samples"):
        SignalCollector(linear_game(), points(), points(5))


def test_integers_are_refused():
    with pytest.raises(ValueError, match="floats"):
        SignalCollector(linear_game(), tf.zeros((40, 2), tf.int32))
