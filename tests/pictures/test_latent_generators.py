"""A generator's latents are those of the game, and a SavedModel's are recognized, not guessed."""

import keras
import numpy as np
import pytest

from tests.helpers.tiny import SHAPE, players
from tfgan_zoo import latents, models, networks
from tfgan_zoo.pictures.latent_generators import latent_generator, of_game
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


def test_samples_of_rows_of_latents_are_those_of_the_game():
    game = gan()
    generator = of_game(game, "tiny")
    rows = generator.latents(70, seed=3).reshape(7, 10, -1)
    assert generator.samples(rows).shape == (7, 10, *SHAPE)
    np.testing.assert_allclose(generator.samples(rows).reshape(70, *SHAPE), game.sample(70, seed=3), atol=1e-5)


def test_normal_latents_are_joined_round_and_all_others_straight():
    assert of_game(gan(), "").way is latents.slerp
    assert of_game(gan(latents.uniform), "").way is latents.lerp
    assert of_game(infogan(latents.normal), "").way is latents.lerp  # codes lie on no sphere


def test_truncation_leaves_codes_as_they_are():
    generator = of_game(infogan(), "")
    rows, truncated = generator.latents(20, 1), generator.truncated(20, 1, 0.1)
    assert np.abs(truncated[:, :4]).max() <= 0.1
    np.testing.assert_array_equal(truncated[:, 4:], rows[:, 4:])


@keras.saving.register_keras_serializable("tests")
def constant(shape, seed):
    return np.ones(shape, "float32")


def test_latents_of_ones_own_are_not_truncated():
    with pytest.raises(ValueError, match="neither normal nor uniform"):
        of_game(gan(constant), "mine").truncated(2, 0, 1.0)


@pytest.mark.parametrize("distribution", [latents.normal, latents.uniform])
def test_a_saved_models_latents_are_recognized_by_what_it_samples(tmp_path, distribution):
    game = gan(distribution)
    generator = latent_generator(served(game, tmp_path))
    assert generator.distribution is distribution
    np.testing.assert_allclose(generator.samples(game.draw_latents(3, (7, 0))), game.sample(3, seed=7), atol=1e-5)


@pytest.mark.parametrize("make", [infogan, lambda: gan(constant), lambda: gan(latents.GaussianMixture())])
def test_a_saved_model_that_draws_otherwise_is_refused(tmp_path, make):
    with pytest.raises(ValueError, match="neither from a normal nor from a uniform"):
        latent_generator(served(make(), tmp_path))


def test_a_game_that_translates_has_no_latents():
    with pytest.raises(ValueError, match="draws no latents"):
        of_game(object(), "translator")
