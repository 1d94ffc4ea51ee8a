"""A generator's latents are those of the game, and a SavedModel's are recognized, not guessed."""

import functools

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers import tiny_cyclegan
from tests.helpers.tiny import SHAPE, players
from tests.pictures.subjects import conditional_gan
from tfgan_zoo import latents, models, networks
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.latent_generators import latent_generator
from tfgan_zoo.runs import sources
from tfgan_zoo.serving import export


def gan(distribution=latents.normal):
    return models.GAN(*players(), latents=distribution)


def infogan(distribution=latents.uniform):
    generator = networks.infogan_generator((8, 8, 1), 9, 4)
    discriminator = networks.infogan_discriminator((8, 8, 1), 5, 4)
    return models.InfoGAN(generator, discriminator, num_categories=3, num_continuous=2, latents=distribution)


def served(game, folder):
    return sources.generator(export.export_generator(game, folder / "model"))


def of_game(game):
    return latent_generator(sources.GameSource("tiny", game))


@pytest.mark.parametrize("make", [gan, conditional_gan])
def test_samples_of_rows_of_latents_are_those_of_the_game(make):
    game = make()
    generator = of_game(game)
    rows, fixed = generator.latents(7, seed=3), generator.fixed(7, seed=3)
    found = generator.samples(np.repeat(rows[:, None], 10, axis=1), fixed)
    assert found.shape == (7, 10, *SHAPE)
    for column in (0, 9):
        np.testing.assert_allclose(found[:, column], game.sample(7, seed=3), atol=1e-5)


def test_a_function_of_latents_keeps_the_given_inputs():
    generator = of_game(conditional_gan())
    rows = generator.latents(5, seed=0)
    third = {name: value[2:3] for name, value in generator.fixed(3, seed=0).items()}
    found = generator.function(third)(rows)
    np.testing.assert_allclose(found, generator.samples(rows[None], third)[0], atol=1e-6)
    assert generator.row_names(third) == ["class 2"]


def test_the_given_inputs_are_in_the_row_names():
    generator = of_game(conditional_gan())
    fixed = generator.fixed(2, seed=0)
    assert generator.row_names(fixed) == ["class 0", "class 1"]
    assert generator.row_names(fixed, ["a", "b", "c"]) == ["a, class 0", "b, class 1", "c, class 0"]
    assert of_game(gan()).row_names({}, ["a"]) == ["a"]


def test_normal_latents_are_interpolated_along_great_circles_and_all_others_along_lines():
    assert of_game(gan()).interpolate is latents.slerp
    assert of_game(gan(latents.uniform)).interpolate is latents.lerp
    assert of_game(infogan(latents.normal)).interpolate is latents.lerp  # codes lie on no sphere


def test_truncation_does_not_change_codes():
    generator = of_game(infogan())
    rows, truncated = generator.latents(20, 1), generator.truncated(20, 1, 0.1)
    assert np.abs(truncated[:, :4]).max() <= 0.1
    np.testing.assert_array_equal(truncated[:, 4:], rows[:, 4:])


@keras.saving.register_keras_serializable("tests")
def constant(shape, seed):
    return np.ones(shape, "float32")


def test_latents_of_another_distribution_are_not_truncated():
    with pytest.raises(NotApplicable, match="neither normal nor uniform"):
        of_game(gan(constant)).truncated(2, 0, 1.0)


slow = functools.partial(pytest.param, marks=pytest.mark.slow)


@pytest.mark.parametrize("distribution", [latents.normal, slow(latents.uniform)])
def test_the_latents_of_a_saved_model_are_recognized_from_its_samples(tmp_path, distribution):
    game = gan(distribution)
    generator = latent_generator(served(game, tmp_path))
    assert generator.distribution is distribution
    found = generator.samples(generator.latents(3, 7)[:, None], generator.fixed(3, 7))[:, 0]
    np.testing.assert_allclose(found, game.sample(3, seed=7), atol=1e-5)


@pytest.mark.parametrize("make", [infogan, slow(lambda: gan(constant)), slow(lambda: gan(latents.GaussianMixture()))])
def test_a_saved_model_with_other_latents_is_refused(tmp_path, make):
    with pytest.raises(NotApplicable, match="neither from a normal nor from a uniform"):
        latent_generator(served(make(), tmp_path))


def test_latents_that_are_not_vectors_are_refused():
    noise = keras.Input((4, 4, 2), name="latents")
    generator = keras.Model(noise, keras.layers.Conv2DTranspose(1, 2, strides=2)(noise))
    with pytest.raises(NotApplicable, match=r"have the shape \(4, 4, 2\); expected a vector"):
        of_game(models.GAN(generator, players()[1]))


def test_a_game_that_translates_has_no_latents():
    game = tiny_cyclegan.model(tiny_cyclegan.dataset())
    with pytest.raises(NotApplicable, match="draws no vector of latents"):
        of_game(game)


def test_a_saved_model_that_draws_as_earlier_ones_did_is_recognized(tmp_path):
    network = players()[0]

    def draw(count, seed):
        return latents.uniform((count, 6), tf.stack([seed[0], tf.zeros_like(seed[0])]))

    found = latent_generator(sources.generator(export.export_network(network, tmp_path / "old", ("latents",), draw)))
    assert found.distribution is latents.uniform
    np.testing.assert_array_equal(found.latents(3, seed=5), latents.uniform((3, 6), (5, 0)))
