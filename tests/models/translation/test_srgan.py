"""The two phases, and what each player minimizes in the second."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import check_gan
from tests.helpers.tiny import images
from tfgan_zoo import data, models, networks

SHAPE, SOURCE_SHAPE = (8, 8, 3), (4, 4, 3)
GAMES = {"SRGAN": models.SRGAN, "ESRGAN": models.ESRGAN}


def game_of(name="SRGAN", **options):
    generator = networks.srresnet(SOURCE_SHAPE, 2, 2, 1)
    return GAMES[name](generator, networks.sr_discriminator(SHAPE, 2, 1), **options)


def batch():
    large = tf.constant(images(4, SHAPE))
    return {"sample": large, "source": data.Reduction(2)(large, (0, 0))}


def compiled(game, learning_rate=1e-2):
    """Without a graph, whose tracing takes longer than a few steps."""
    game.compile(keras.optimizers.SGD(learning_rate), keras.optimizers.SGD(learning_rate), run_eagerly=True)
    return game


def halving():
    """Features that are half of every pixel."""
    pictures = keras.Input(SHAPE)
    return keras.Model(pictures, keras.layers.Rescaling(0.5)(pictures))


@pytest.mark.slow
@pytest.mark.parametrize("name", GAMES)
def test_it_is_a_game_of_which_nothing_is_drawn(name, tmp_path):
    game = compiled(game_of(name, perceptual=halving()))
    assert (game.drawn_inputs, game.given_inputs) == ((), ("source",))
    check_gan(game, tf.data.Dataset.from_tensors(batch()).repeat(), tmp_path)


def test_the_first_phase_moves_the_generator_alone_by_the_distance_of_pixels():
    game = compiled(game_of(pretraining_steps=2))
    batches = tf.data.Dataset.from_tensors(batch()).repeat()
    before = game.discriminator.get_weights()
    expected = np.square(batch()["sample"] - game.generator(batch()["source"])).mean()
    history = game.fit(batches, steps_per_epoch=1, epochs=2, verbose=0).history
    assert history["pixel"][0] == pytest.approx(expected, rel=1e-5)
    assert history["pixel"][1] < history["pixel"][0]
    for weight, then in zip(game.discriminator.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weight, then)
    assert game.phase.name == "adversarial"
    assert np.isfinite(game.fit(batches, steps_per_epoch=1, verbose=0).history["discriminator"])
    assert any(np.any(weight != then) for weight, then in zip(game.discriminator.get_weights(), before, strict=True))


def test_the_second_phase_of_srgan_is_cross_entropy_with_the_squared_distances_of_pixels_and_features():
    weights = {"pixel_weight": 2.0, "perceptual_weight": 3.0, "adversarial_weight": 5.0}
    game = game_of(perceptual=halving(), **weights)
    real = batch()
    fake = game.generate_fake(real)
    real_logits, fake_logits = (game.score(samples).numpy().astype("float64") for samples in (real, fake))
    terms = {**game.discriminator_terms(real, fake), **game.generator_terms(real, fake)}
    squares = np.square(real["sample"] - fake["sample"]).mean()
    cross_entropy = np.logaddexp(0, -real_logits).mean() + np.logaddexp(0, fake_logits).mean()
    assert float(terms["discriminator"]) == pytest.approx(cross_entropy, rel=1e-4)
    assert float(terms["generator"]) == pytest.approx(5 * np.logaddexp(0, -fake_logits).mean(), rel=1e-4)
    assert float(terms["pixel"]) == pytest.approx(2 * squares, rel=1e-4)
    assert float(terms["perceptual"]) == pytest.approx(3 * squares / 4, rel=1e-4)


def test_esrgan_compares_each_logit_with_the_mean_of_the_others_by_halves():
    game = game_of("ESRGAN", pixel_weight=2.0, adversarial_weight=5.0)
    real = batch()
    fake = game.generate_fake(real)
    real_logits, fake_logits = (game.score(samples).numpy().astype("float64") for samples in (real, fake))
    terms = {**game.discriminator_terms(real, fake), **game.generator_terms(real, fake)}
    first, second = real_logits - fake_logits.mean(), fake_logits - real_logits.mean()
    judged = (np.logaddexp(0, -first).mean() + np.logaddexp(0, second).mean()) / 2
    fooled = 5 * (np.logaddexp(0, first).mean() + np.logaddexp(0, -second).mean()) / 2
    assert float(terms["discriminator"]) == pytest.approx(judged, rel=1e-4)
    assert float(terms["generator"]) == pytest.approx(fooled, rel=1e-4)
    assert float(terms["pixel"]) == pytest.approx(2 * np.abs(real["sample"] - fake["sample"]).mean(), rel=1e-4)


def test_the_perceptual_network_does_not_learn():
    pictures = keras.Input(SHAPE)
    perceptual = keras.Model(pictures, keras.layers.Conv2D(2, 3)(pictures))
    before = perceptual.get_weights()
    game = compiled(game_of(perceptual=perceptual))
    game.fit(tf.data.Dataset.from_tensors(batch()).repeat(), steps_per_epoch=2, verbose=0)
    for weight, then in zip(perceptual.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weight, then)


def test_a_number_out_of_range_is_refused():
    with pytest.raises(ValueError, match="SRGAN takes pretraining_steps as an integer of at least 0, not -1"):
        game_of(pretraining_steps=-1)
    with pytest.raises(ValueError, match="SRGAN takes pixel_weight"):
        game_of(pixel_weight=-1.0)
