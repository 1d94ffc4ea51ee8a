"""Keras' own callbacks and methods work with a game, or say what to use."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.announcing_metric import MeanOffset
from tests.helpers.tiny import compiled, images, linear_players, players
from tfgan_zoo import models

POINTS = images(20, (2,))


def pair(*rates):
    """A game of points, with these learning rates."""
    gan = models.GAN(*linear_players())
    gan.compile(*map(keras.optimizers.Adam, rates))
    return gan


def rates(gan):
    return [float(optimizer.learning_rate.numpy()) for optimizer in gan.optimizers.values()]


@pytest.mark.parametrize(
    "callback",
    [
        lambda: keras.callbacks.LearningRateScheduler(lambda epoch, rate: rate / 2),
        lambda: keras.callbacks.ReduceLROnPlateau("generator", 0.5, patience=0, mode="min", min_delta=100.0),
    ],
)
def test_a_callback_that_changes_the_rate_changes_that_of_every_player(callback):
    gan = pair(1e-3, 4e-3)
    gan.fit(POINTS, batch_size=10, epochs=3, verbose=0, callbacks=[callback()])
    generator, discriminator = rates(gan)
    assert generator < 1e-3
    assert np.isclose(discriminator, 4 * generator)


def test_all_rates_can_be_set_at_once():
    gan = pair(1e-3, 4e-3)
    assert np.isclose(float(gan.optimizer.learning_rate), 1e-3)
    gan.optimizer.learning_rate = 0.5
    assert rates(gan) == [0.5, 0.5]
    assert models.GAN(*linear_players()).optimizer is None


def test_a_nan_callback_that_would_see_nothing_names_the_one_that_does():
    with pytest.raises(ValueError, match=r"tfgan_zoo\.callbacks\.StopOnNaN"):
        pair(1e-3, 1e-3).fit(POINTS, verbose=0, callbacks=[keras.callbacks.TerminateOnNaN()])


@pytest.mark.parametrize(
    "callback",
    [
        lambda path: keras.callbacks.EarlyStopping(),
        lambda path: keras.callbacks.ReduceLROnPlateau(),
        lambda path: keras.callbacks.ModelCheckpoint(path / "a.keras", save_best_only=True),
    ],
)
def test_a_callback_that_watches_a_loss_names_what_there_is(callback, tmp_path):
    with pytest.raises(ValueError, match="which a game does not have; its logs have discriminator, generator"):
        pair(1e-3, 1e-3).fit(POINTS, verbose=0, callbacks=[callback(tmp_path)])


def test_early_stopping_stops_by_a_term():
    gan = pair(1e-3, 1e-3)
    stopping = keras.callbacks.EarlyStopping("generator", min_delta=100.0, patience=1, mode="min")
    assert len(gan.fit(POINTS, batch_size=10, epochs=9, verbose=0, callbacks=[stopping]).history["generator"]) < 9


def test_swapping_averages_takes_optimizers_that_keep_one_and_refuses_others():
    gan = pair(1e-2, 1e-2)
    with pytest.raises(ValueError, match="use_ema=True"):
        gan.fit(POINTS, verbose=0, callbacks=[keras.callbacks.SwapEMAWeights(swap_on_epoch=True)])
    gan = models.GAN(*linear_players())
    gan.compile(keras.optimizers.Adam(1e-2, use_ema=True), "adam")
    gan.fit(POINTS, batch_size=10, verbose=0, callbacks=[keras.callbacks.SwapEMAWeights(swap_on_epoch=True)])
    assert np.isfinite(gan.sample(3)).all()


def test_a_backup_goes_on_where_it_was(tmp_path):
    class Stop(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            if epoch == 1:
                raise KeyboardInterrupt

    def fitted(*callbacks):
        keras.utils.set_random_seed(0)
        gan = pair(1e-2, 1e-2)
        backup = keras.callbacks.BackupAndRestore(tmp_path / "backup")
        gan.fit(POINTS, batch_size=20, epochs=4, verbose=0, shuffle=False, callbacks=[backup, *callbacks])
        return gan

    with pytest.raises(KeyboardInterrupt):
        fitted(Stop())
    resumed = fitted()
    whole = fitted()
    assert int(resumed.steps.numpy()) == 4
    for one, other in zip(resumed.get_weights(), whole.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)


def test_keras_export_gives_the_sampler(tmp_path):
    gan = compiled(models.GAN(*players()))
    gan.export(tmp_path / "exported", verbose=False)
    serving = tf.saved_model.load(tmp_path / "exported").signatures["serving_default"]
    (name,) = serving.structured_input_signature[1]
    latents = np.ones((3, 6), "float32")
    (samples,) = serving(**{name: tf.constant(latents)}).values()
    np.testing.assert_allclose(samples, gan.predict(latents, verbose=0), atol=1e-6)


def test_one_batch_is_trained_on_and_evaluated():
    gan = models.GAN(*linear_players())
    gan.compile("adam", "adam", metrics=[MeanOffset("test")])
    assert set(gan.train_on_batch(POINTS, return_dict=True)) == {"discriminator", "generator"}
    assert int(gan.steps.numpy()) == 1
    assert gan.test_on_batch(POINTS) == gan.evaluate(POINTS, verbose=0)
    with pytest.raises(ValueError, match="there are no metrics to evaluate"):
        pair(1e-3, 1e-3).test_on_batch(POINTS)


@pytest.mark.parametrize("options", [{"num_samples": 0}, {"num_samples": -1}, {"num_samples": 1.5}, {"seed": -1}])
def test_a_count_or_seed_that_cannot_be_is_refused(options):
    with pytest.raises(ValueError, match="GAN takes (num_samples|seed) as an integer"):
        pair(1e-3, 1e-3).sample(**{"num_samples": 2, **options})
