"""The sampler with truncation as an input: from no truncation at all to the same sample for every seed."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from scipy import stats

from tests.serving.test_export import tiny_gan
from tfgan_zoo import latents, models, networks
from tfgan_zoo.models.base.graph_errors import readable_errors
from tfgan_zoo.serving import export

EVERYTHING = 50.0  # within which any normal number lies


def called(network, *arrays):
    tensors = list(map(tf.constant, arrays))
    return np.asarray(network(keras.tree.pack_sequence_as(network.input, tensors), training=False))


def test_without_truncation_samples_are_those_of_the_sampler_and_at_0_all_the_same():
    gan = tiny_gan()
    drawn = np.asarray(gan.draw(3, (0, 1))[gan.drawn_inputs[0]])
    network = gan.truncated_sampler()
    expected = called(gan.sampler, drawn)
    np.testing.assert_allclose(called(network, drawn, np.float32([EVERYTHING] * 3)), expected, atol=1e-6)
    same = called(network, drawn, np.float32([1e-6] * 3))
    np.testing.assert_allclose(same, np.repeat(same[:1], 3, axis=0), atol=1e-5)
    mixed = called(network, drawn, np.float32([EVERYTHING, 0.5, EVERYTHING]))
    np.testing.assert_allclose(mixed[[0, 2]], expected[[0, 2]], atol=1e-6)
    assert np.abs(mixed[1] - expected[1]).max() > 1e-3


def test_normal_latents_keep_their_quantile_in_the_truncated_distribution():
    values = np.float32([-8, -2, -1e-3, 0, 0.3, 1, 4])
    expected = stats.truncnorm(-0.7, 0.7).ppf(stats.norm.cdf(values))
    np.testing.assert_allclose(latents.move_normal(values, 0.7), expected, atol=1e-6)
    np.testing.assert_allclose(latents.move_normal(values, EVERYTHING), values, atol=1e-5)


def test_uniform_latents_are_scaled():
    values = np.float32([-1, -0.5, 0.99])
    np.testing.assert_allclose(latents.move_uniform(values, 0.5), values / 2)
    np.testing.assert_array_equal(latents.move_uniform(values, 3.0), values)


def test_codes_stay_as_they_are():
    generator, discriminator = tiny_networks(num_codes=5)
    game = models.InfoGAN(generator, discriminator, num_categories=3, num_continuous=2)
    network = game.truncated_sampler()
    drawn = np.asarray(game.draw(2, (0, 1))[game.drawn_inputs[0]])
    moved = called(network, drawn, np.float32([1e-6, 1e-6]))
    without_noise = drawn * np.float32([0, 0, 0, 1, 1, 1, 1, 1])
    np.testing.assert_allclose(moved, called(game.sampler, without_noise), atol=1e-5)


def tiny_networks(num_codes):
    codes = keras.Input((3 + num_codes,))
    generator = keras.Model(codes, keras.layers.Dense(2, activation="tanh")(codes))
    points = keras.Input((2,))
    outputs = keras.layers.Dense(1)(points), keras.layers.Dense(num_codes)(points)
    return generator, keras.Model(points, list(outputs))


def test_a_distribution_of_one_s_own_has_no_truncated_form():
    assert tiny_gan(latents=latents.TruncatedNormal(1.0)).truncated_sampler() is None


def test_biggan_whose_statistics_belong_to_a_threshold_has_none():
    generator = networks.biggan_generator((8, 8, 1), num_classes=2, width=2)
    discriminator = networks.resnet_discriminator((8, 8, 1), width=2, num_classes=2)
    assert models.BigGAN(generator, discriminator, num_classes=2).truncated_sampler() is None


def test_styles_are_moved_as_a_truncated_copy_of_the_game_moves_them():
    generator = networks.stylegan_generator((8, 8, 1), 2, 4, latent_size=4, style_size=4, mapping_depth=1)
    game = models.StyleGAN2(generator, networks.stylegan_discriminator((8, 8, 1), 2, 4))
    generator.get_layer("styles").average.assign([0.5, -1.0, 2.0, 0.1])
    drawn = list(map(np.asarray, game.draw(2, (0, 1)).values()))
    found = called(game.truncated_sampler(), *drawn, np.float32([0.3, 1.0]))
    np.testing.assert_allclose(found[0], called(game.truncated(0.3).sampler, *drawn)[0], atol=1e-6)
    np.testing.assert_allclose(found[1], called(game.sampler, *drawn)[1], atol=1e-6)
    with pytest.raises(Exception, match="values of truncation out of range; expected numbers from 0 to 1"):
        called(game.truncated_sampler(), *drawn, np.float32([0.3, 1.1]))


def test_a_saved_model_truncates_by_seed_in_numbers_and_files(tmp_path):
    gan = tiny_gan()
    signatures = (model := tf.saved_model.load(export.export_generator(gan, tmp_path / "model"))).signatures
    seeds = tf.constant([3, 4])
    (whole,) = signatures["truncated"](seed=seeds, truncation=tf.constant([EVERYTHING] * 2)).values()
    np.testing.assert_allclose(whole, signatures["sample"](seed=seeds)["images"], atol=1e-6)
    (files,) = signatures["truncated_png"](seed=seeds, truncation=tf.constant([0.5] * 2)).values()
    (images,) = signatures["truncated"](seed=seeds, truncation=tf.constant([0.5] * 2)).values()
    decoded = np.float32(tf.io.decode_png(files[0])) / 127.5 - 1
    assert model and np.abs(decoded - images[0]).max() < 0.01
    for wrong in (0.0, -1.0, np.nan, np.inf):
        with pytest.raises(ValueError, match="received 1 values of truncation out of range"), readable_errors():
            signatures["truncated"](seed=seeds, truncation=tf.constant([wrong, 1.0]))
