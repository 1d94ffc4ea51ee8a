import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, images, linear_players, players
from tfgan_zoo import models, tricks


def game(augmentation, bias):
    """A GAN whose discriminator classifies everything as real or, with a negative bias, as fake."""
    samples = keras.Input(SHAPE)
    logits = keras.layers.Dense(1, kernel_initializer="zeros", bias_initializer=keras.initializers.Constant(bias))
    discriminator = keras.Model(samples, logits(keras.layers.Flatten()(samples)))
    return models.GAN(players()[0], discriminator, tricks=[augmentation])


def step(gan, count=10):
    gan.discriminator_terms(tf.constant(images(count)), tf.constant(images(count, seed=1)))
    gan.after_discriminator_step()


def test_the_probability_grows_every_interval_by_the_fraction_of_the_horizon():
    augmentation = tricks.AdaptiveAugmentation(horizon=200, interval=2)
    gan = game(augmentation, bias=1.0)
    actual = []
    for _ in range(4):
        step(gan)
        actual.append(float(augmentation.probability))
    assert actual == pytest.approx([0, 0.1, 0.1, 0.2])


@pytest.mark.slow
def test_the_probability_stays_between_0_and_1():
    for bias, expected in ((1.0, 1.0), (-1.0, 0.0)):
        augmentation = tricks.AdaptiveAugmentation(horizon=20, interval=1)
        gan = game(augmentation, bias)
        augmentation.probability.assign(0.5)
        for _ in range(3):
            step(gan)
        assert float(augmentation.probability) == expected


@pytest.mark.parametrize(("share", "expected"), [(0.75, 0.4), (0.9, 0.6)])
def test_the_mean_sign_is_compared_with_the_target(share, expected):
    """With 9 of 10 real logits positive their mean sign is 0.8, with 3 of 4 it is 0.5; the target is 0.6."""
    augmentation = tricks.AdaptiveAugmentation(horizon=400, interval=2)
    gan = game(augmentation, 0.0)
    logits = tf.where(tf.range(20) < int(20 * share), 1.0, -1.0)[:, None]
    gan.score = lambda samples: logits
    augmentation.probability.assign(0.5)
    for _ in range(2):
        augmentation.discriminator_terms(gan, tf.constant(images(20)), None)
        augmentation.after_discriminator_step(gan)
    assert float(augmentation.probability) == pytest.approx(expected)


def test_nonfinite_logits_do_not_affect_the_probability():
    augmentation = tricks.AdaptiveAugmentation(horizon=200, interval=1)
    gan = game(augmentation, bias=float("nan"))
    step(gan)
    assert np.isfinite(float(augmentation.probability))


def test_nothing_is_changed_at_probability_0_and_everything_at_1():
    augmentation = tricks.AdaptiveAugmentation(cutout=True)
    game(augmentation, 0.0)
    before = tf.constant(images(20))
    np.testing.assert_array_equal(augmentation.transform(before, (0, 1)), before)
    augmentation.probability.assign(1.0)
    assert not np.isclose(augmentation.transform(before, (0, 1)), before).all(axis=(1, 2, 3)).any()


def test_a_game_without_cross_entropy_gets_a_warning():
    generator, discriminator = players(normalization=None)
    with pytest.warns(UserWarning, match="WGANGP does not learn by cross-entropy"):
        models.WGANGP(generator, discriminator, tricks=[tricks.AdaptiveAugmentation()])


def test_samples_that_are_not_images_are_refused():
    with pytest.raises(ValueError, match="AdaptiveAugmentation changes images"):
        models.GAN(*linear_players(), tricks=[tricks.AdaptiveAugmentation()])


@pytest.mark.parametrize("target", [0.0, 1.0])
def test_a_target_out_of_range_is_refused(target):
    with pytest.raises(ValueError, match="takes a target in"):
        tricks.AdaptiveAugmentation(target)


@pytest.mark.parametrize("name", ["horizon", "interval"])
def test_a_count_below_one_is_refused(name):
    with pytest.raises(ValueError, match=f"takes {name} as an integer of at least 1, not 0"):
        tricks.AdaptiveAugmentation(**{name: 0})


def test_no_augmentation_at_all_is_refused():
    with pytest.raises(ValueError, match="nothing to augment"):
        tricks.AdaptiveAugmentation(blitting=False, geometry=False, color=False)
