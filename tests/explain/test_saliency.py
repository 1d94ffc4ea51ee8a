"""Attributions sum to the change of the score, and are where the score depends on the image."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from tests.helpers.tiny import SHAPE, images, players
from tests.pictures.subjects import conditional_gan
from tfgan_zoo import explain, layers, models, networks

WEIGHTS = np.random.default_rng(1).normal(size=(4, 4, 1)).astype("float32")


def linear(pictures):
    return tf.reduce_sum(pictures * WEIGHTS, axis=(1, 2, 3)) + 5.0


@pytest.mark.parametrize("baseline", [-1.0, 0.0, images(1, (4, 4, 1))[0]])
def test_a_linear_score_is_attributed_by_its_weights_for_any_number_of_steps(baseline):
    pictures = images(3, (4, 4, 1))
    actual = explain.integrated_gradients(linear, pictures, baseline, steps=1)
    np.testing.assert_allclose(actual, WEIGHTS * (pictures - baseline), atol=1e-6)
    assert explain.completeness_error(actual, linear, pictures, baseline).max() < 1e-5


def test_attributions_of_a_cubic_score_are_exact_from_two_steps():
    def cubic(pictures):
        return tf.reduce_sum(pictures**3, axis=(1, 2, 3))

    pictures = images(3, (4, 4, 1))
    actual = explain.integrated_gradients(cubic, pictures, -1.0, steps=2)
    np.testing.assert_allclose(actual, pictures**3 + 1, atol=1e-5)  # each pixel's own gain
    assert (
        explain.completeness_error(explain.integrated_gradients(cubic, pictures, steps=1), cubic, pictures).max() > 0.1
    )


def test_the_block_size_does_not_change_the_result():
    def bent(pictures):
        return tf.reduce_sum(tf.sin(3 * pictures) * WEIGHTS, axis=(1, 2, 3))

    pictures = images(5, (4, 4, 1))
    whole = explain.integrated_gradients(bent, pictures)
    np.testing.assert_allclose(explain.integrated_gradients(bent, pictures, block=7), whole, atol=1e-6)


def test_ignored_pixels_have_attribution_zero():
    actual = explain.integrated_gradients(lambda pictures: pictures[:, 0, 0], images(2, (4, 4, 1)))
    assert np.count_nonzero(actual[:, 1:]) == np.count_nonzero(actual[:, :, 1:]) == 0
    assert actual[:, 0, 0].all()


@pytest.fixture
def gan():
    return models.GAN(*players())


def test_attributions_of_a_discriminators_score_sum_to_it(gan):
    pictures = images(3)
    score = explain.score_function(gan)
    actual = explain.integrated_gradients(score, pictures)
    gained = np.ravel(score(pictures) - score(np.full((1, *SHAPE), -1, "float32")))
    error = explain.completeness_error(actual, score, pictures)
    np.testing.assert_allclose(actual.sum(axis=(1, 2, 3)), gained, atol=error.max() + 1e-6)
    assert error.max() < 0.02 * np.abs(gained).max()


def test_the_discriminator_runs_in_inference_mode_and_does_not_change():
    inputs = keras.Input(SHAPE)
    normalized = keras.layers.BatchNormalization()(keras.layers.Flatten()(inputs))
    gan = models.GAN(players()[0], keras.Model(inputs, keras.layers.Dense(1)(normalized)))
    before = [variable.numpy() for variable in gan.variables]
    pictures = images(4)
    score = explain.score_function(gan)
    together, alone = score(pictures), score(pictures[:1])
    np.testing.assert_allclose(together[:1], alone, atol=1e-6)  # no statistics of the batch
    for variable, value in zip(gan.variables, before, strict=True):
        np.testing.assert_array_equal(variable, value)


def test_all_images_are_scored_with_the_same_conditions():
    gan = conditional_gan()
    score = explain.score_function(gan, {"labels": np.array([2])})
    expected = gan.score({"sample": images(4), "labels": np.full(4, 2)}, training=False)
    np.testing.assert_allclose(score(images(4)), expected, atol=1e-6)
    with pytest.raises(ValueError, match="scores samples with their labels"):
        explain.score_function(gan)


def test_the_score_of_a_discriminator_of_patches_is_their_mean():
    generator = networks.unet_generator((8, 8, 1), 3, 2)
    game = models.Pix2Pix(generator, networks.patchgan_discriminator((8, 8, 3), 2, 1, (8, 8, 1)))
    pictures, source = tf.constant(images(3, (8, 8, 3))), tf.constant(images(1, (8, 8, 1)))
    logits = game.discriminator([pictures, tf.repeat(source, 3, axis=0)])
    assert logits.shape == (3, 2, 2, 1)
    scores = explain.score_function(game, {"source": source})(pictures)
    np.testing.assert_allclose(scores[:, 0], tf.reduce_mean(logits, axis=(1, 2, 3)), atol=1e-6)


def test_an_energy_is_a_score_too():
    generator = networks.infogan_generator((8, 8, 1), 6, 4)
    autoencoder = networks.autoencoder_discriminator((8, 8, 1), width=4)
    score = explain.score_function(models.BEGAN(generator, autoencoder))
    assert score(images(2)).shape == (2, 1)


def pacgan():
    generator = networks.mlp_generator((2,), 4)
    return models.PacGAN(generator, networks.mlp_discriminator((4,), 4), pack_size=2)


def minibatch_gan():
    generator, _ = players()
    inputs = keras.Input(SHAPE)
    mixed = layers.MinibatchStandardDeviation()(inputs)
    logits = keras.layers.Dense(1)(keras.layers.Flatten()(mixed))
    return models.GAN(generator, keras.Model(inputs, logits))


@pytest.mark.parametrize(
    ("make", "message"), [(pacgan, "several samples together"), (minibatch_gan, "compares the samples")]
)
def test_a_discriminator_that_scores_samples_together_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        explain.score_function(make())


@pytest.mark.parametrize(
    ("score", "pictures", "message"),
    [
        (linear, np.full((1, 4, 4, 1), np.nan), "not finite"),
        (linear, np.zeros((0, 4, 4, 1)), "expected"),
        (lambda pictures: ops.zeros((len(pictures), 2)), np.zeros((3, 4, 4, 1)), "one score per image"),
    ],
)
def test_bad_scores_and_images_are_refused(score, pictures, message):
    with pytest.raises(ValueError, match=message):
        explain.integrated_gradients(score, pictures)
