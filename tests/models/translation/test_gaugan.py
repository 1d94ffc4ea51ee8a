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


def with_styles(**options):
    generator = networks.spade_generator(MAP_SHAPE, width=2, depth=1, hidden=3, latent_size=5)
    discriminator = networks.multiscale_discriminator(SHAPE, MAP_SHAPE, width=2, depth=1)
    return models.GauGAN(generator, discriminator, **options)


def encoder(latent_size=5):
    return networks.style_encoder(SHAPE, latent_size, width=2, depth=2)


def certain(game):
    """The game, whose encoder is sure of every style: log-variances of -200."""
    layer = game.encoder.get_layer("log_variances")
    layer.set_weights([np.zeros_like(layer.kernel), np.full(5, -200.0)])
    return game


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


@pytest.mark.slow
@pytest.mark.parametrize("encodes", [False, True])
def test_with_styles_it_is_a_game_of_which_the_style_is_drawn(encodes, tmp_path):
    game = with_styles(encoder=encoder() if encodes else None)
    game.compile(keras.optimizers.SGD(1e-3), keras.optimizers.SGD(1e-3))
    check_gan(game, tf.data.Dataset.from_tensors(batch(8)).repeat(), tmp_path)


@pytest.mark.slow
def test_a_style_is_drawn_from_the_seed_and_the_map_is_given():
    game = with_styles(encoder=encoder())
    assert (game.drawn_inputs, game.given_inputs) == (("latents",), ("source",))
    maps = batch()["source"].numpy()
    first, again, other = (game.sample(source=maps, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 1e-4


def test_in_training_a_picture_has_the_style_that_the_encoder_reads_from_the_maps_own_picture():
    game = certain(with_styles(encoder=encoder()))
    real = batch()
    means, _ = game.encoder(real["sample"])
    expected = game.generator([means, real["source"]])
    np.testing.assert_allclose(game.generate_fake(real)["sample"], expected, atol=1e-6)
    np.testing.assert_allclose(game.reconstruct(real), expected, atol=1e-6)
    measured = game.generate_fake(real, training=False)
    assert set(measured) == {"sample", "source"}
    assert np.abs(measured["sample"] - expected).max() > 1e-4


def test_the_divergence_of_the_styles_is_a_sum_over_the_batch():
    game = with_styles(encoder=encoder())
    real = batch(3)
    means, log_variances = (np.asarray(output, "float64") for output in game.encoder(real["sample"]))
    expected = 0.05 * 0.5 * (means**2 + np.exp(log_variances) - log_variances - 1).sum()
    assert float(game.generator_terms(real, game.generate_fake(real))["kl"]) == pytest.approx(expected, rel=1e-4)


def test_the_encoder_learns_with_the_generator_and_not_with_the_discriminators():
    game = with_styles(encoder=encoder())
    game.compile(keras.optimizers.SGD(0.1), keras.optimizers.SGD(0.1))
    real = batch()
    before = game.encoder.get_layer("codes").kernel.numpy()
    with game.tape("generator") as tape:
        fake = game.generate_fake(real)
    game.descend(lambda: game.discriminator_terms(real, fake), "discriminator")
    np.testing.assert_array_equal(game.encoder.get_layer("codes").kernel, before)
    game.descend(lambda: game.generator_terms(real, fake), "generator", tape)
    assert np.abs(game.encoder.get_layer("codes").kernel - before).max() > 0


def test_features_of_a_perceptual_network_count_ten_times_and_the_last_most():
    pictures = keras.Input(SHAPE)
    perceptual = keras.Model(pictures, [keras.layers.Rescaling(factor)(pictures) for factor in (4.0, 1.0)])
    game = gaugan(perceptual=perceptual)
    real = batch()
    fake = game.generate_fake(real)
    distance = np.abs(real["sample"] - fake["sample"]).mean()
    assert float(game.generator_terms(real, fake)["perceptual"]) == pytest.approx(10 * 2 * distance, rel=1e-4)


def test_an_encoder_that_does_not_fit_the_generator_is_refused():
    with pytest.raises(ValueError, match="there is an encoder of styles, but the generator has no latents"):
        gaugan(encoder=encoder())
    with pytest.raises(ValueError, match="so the encoder must give means and log-variances of that shape"):
        with_styles(encoder=encoder(latent_size=4))
    with pytest.raises(ValueError, match="GauGAN takes kl_weight"):
        with_styles(encoder=encoder(), kl_weight=-1.0)
