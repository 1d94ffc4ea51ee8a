"""Which player minimizes what, over which sizes and layers."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import check_gan
from tests.helpers.tiny import images
from tfgan_zoo import models, networks

SHAPE, MAP_SHAPE = (16, 16, 3), (16, 16, 4)


def gaugan(**options):
    generator = networks.spade_generator(MAP_SHAPE, width=2, depth=1, hidden=3)
    return models.GauGAN(generator, networks.multiscale_discriminator(SHAPE, MAP_SHAPE, width=2, depth=1), **options)


def batch(count=2):
    labels = np.random.default_rng(0).integers(4, size=(count, 16, 16))
    return {"sample": tf.constant(images(count, SHAPE)), "source": tf.one_hot(labels, 4)}


def outputs(game, given):
    scales = game.discriminator({"images": given["sample"], "source": given["source"]})
    return [[np.asarray(output, "float64") for output in scale] for scale in scales]


@pytest.mark.slow
def test_it_is_a_game_of_which_nothing_is_drawn(tmp_path):
    game = gaugan()
    assert (game.drawn_inputs, set(game.given_inputs)) == ((), {"source"})
    game.compile(keras.optimizers.SGD(1e-3), keras.optimizers.SGD(1e-3))
    check_gan(game, tf.data.Dataset.from_tensors(batch(8)).repeat(), tmp_path)


def test_the_hinge_is_a_mean_over_the_sizes_and_the_generator_wants_high_scores():
    game = gaugan()
    real = batch()
    fake = game.generate_fake(real)
    of_real, of_fake = outputs(game, real), outputs(game, fake)
    hinges = [
        np.maximum(1 - first[-1], 0).mean() + np.maximum(1 + second[-1], 0).mean()
        for first, second in zip(of_real, of_fake, strict=True)
    ]
    terms = {**game.discriminator_terms(real, fake), **game.generator_terms(real, fake)}
    assert float(terms["discriminator"]) == pytest.approx(np.mean(hinges), rel=1e-4)
    expected = -np.mean([scale[-1].mean() for scale in of_fake])
    assert float(terms["generator"]) == pytest.approx(expected, rel=1e-4, abs=1e-6)


def test_the_features_are_those_of_all_layers_but_the_logits_at_all_sizes():
    game = gaugan(feature_weight=3.0)
    real = batch()
    fake = game.generate_fake(real)
    distances = [
        sum(np.abs(one - other).mean() for one, other in zip(first[:-1], second[:-1], strict=True))
        for first, second in zip(outputs(game, real), outputs(game, fake), strict=True)
    ]
    assert len(distances) == 2
    found = float(game.generator_terms(real, fake)["feature_matching"])
    assert found == pytest.approx(3 * sum(distances) / 2, rel=1e-4)


def test_the_distance_of_the_features_moves_the_generated_pictures_and_not_the_real_ones():
    game = gaugan()
    real = batch()
    fake = dict(game.generate_fake(real))
    with tf.GradientTape() as tape:
        tape.watch([real["sample"], fake["sample"]])
        distance = game.generator_terms(real, fake)["feature_matching"]
    of_real, of_fake = tape.gradient(distance, [real["sample"], fake["sample"]])
    assert of_real is None
    assert np.abs(of_fake).max() > 0


def test_the_score_has_every_patch_of_every_size():
    game = gaugan()
    assert game.score(batch()).shape == (2, 11 * 11 + 7 * 7)


def test_a_discriminator_of_logits_alone_is_refused_unless_features_do_not_count():
    generator = networks.spade_generator(MAP_SHAPE, width=2, depth=1, hidden=3)
    discriminator = networks.patchgan_discriminator(SHAPE, 2, 1, MAP_SHAPE)
    with pytest.raises(ValueError, match="the discriminator gives logits alone"):
        models.GauGAN(generator, discriminator)
    game = models.GauGAN(generator, discriminator, feature_weight=0.0)
    real = batch()
    assert float(game.generator_terms(real, game.generate_fake(real))["feature_matching"]) == 0.0
