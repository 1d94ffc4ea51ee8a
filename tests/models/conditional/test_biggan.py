"""The generator's filters are made orthogonal, and its latents can be truncated."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, compiled, images
from tfgan_zoo import latents, layers, losses, models, networks

NUM_CLASSES = 3


def game_of(**options):
    generator = networks.biggan_generator(SHAPE, NUM_CLASSES, 4, latent_size=8, class_size=2)
    discriminator = networks.resnet_discriminator(SHAPE, 4, NUM_CLASSES)
    return models.BigGAN(generator, discriminator, NUM_CLASSES, **options)


@pytest.fixture(scope="module")
def trained():
    game = compiled(game_of(ema_momentum=0.5), 0.01)
    game.fit(images(12), np.arange(12) % NUM_CLASSES, batch_size=6, verbose=0)
    return game


# The regularization


def test_the_gradient_of_orthogonality_is_the_papers():
    kernel = tf.constant(images(3, (3, 2, 5)))
    with tf.GradientTape() as tape:
        tape.watch(kernel)
        value = losses.orthogonality(kernel)
    matrix = kernel.numpy().reshape(-1, 5)
    products = matrix.T @ matrix * (1 - np.eye(5))
    np.testing.assert_allclose(value, np.sum(products**2), rtol=1e-5)
    np.testing.assert_allclose(
        tape.gradient(value, kernel).numpy().reshape(-1, 5), 4 * matrix @ products, rtol=1e-4, atol=1e-5
    )


def test_filters_of_any_norm_are_orthogonal_if_their_directions_are():
    assert float(losses.orthogonality(np.diag([1.0, 5.0, 0.0]))) == 0


def test_every_kernel_of_the_generator_but_the_embedding_is_regularized():
    game = game_of(orthogonal_weight=0.5)
    kernels = [weight.numpy() for weight in game.generator.trainable_variables if weight.path.endswith("/kernel")]
    batch = {"sample": tf.constant(images(3)), "labels": tf.constant([0, 1, 2])}
    expected = 0.5 * sum(float(losses.orthogonality(kernel)) for kernel in kernels)
    assert float(game.generator_loss(batch, batch)["orthogonal"]) == pytest.approx(expected, rel=1e-5)
    tables = [layer for layer in game.generator.layers if isinstance(layer, keras.layers.Embedding)]
    tables[0].embeddings.assign(tf.ones_like(tables[0].embeddings) * 100)
    assert float(game.generator_loss(batch, batch)["orthogonal"]) == pytest.approx(expected, rel=1e-5)


# Truncation


@pytest.mark.slow
def test_the_truncated_game_draws_within_the_threshold_and_the_game_stays_as_it_is(trained):
    before = [weight.copy() for weight in trained.get_weights()]
    truncated = trained.truncated(0.5, num_batches=2, batch_size=6)
    assert np.abs(truncated.draw_latents(50, (0, 1))).max() <= 0.5
    assert np.abs(trained.draw_latents(50, (0, 1))).max() > 0.5
    for weight, old in zip(trained.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weight, old)


@pytest.mark.slow
def test_only_the_statistics_of_the_sampler_are_others_and_they_are_those_of_truncated_samples(trained):
    truncated = trained.truncated(0.5, num_batches=3, batch_size=6)
    names = {weight.path for weight in truncated.sampler.weights if "moving_" in weight.path}
    changed = set()
    for weight, old in zip(truncated.sampler.weights, trained.sampler.weights, strict=True):
        if not np.array_equal(weight, old):
            changed.add(weight.path)
    assert changed == names
    first = next(layer for layer in truncated.sampler.layers if isinstance(layer, layers.VectorBatchNormalization))
    maps = keras.Model(truncated.sampler.inputs, first.input[0])
    inputs = [truncated.sampler_inputs(6, seed) for seed in range(3)]
    means = [np.mean(maps([batch["latents"], batch["labels"]]), axis=(0, 1, 2)) for batch in inputs]
    np.testing.assert_allclose(first.moving_mean, np.mean(means, axis=0), atol=1e-5)


@pytest.mark.slow
def test_a_truncated_game_is_saved_with_its_truncation(trained, tmp_path):
    truncated = trained.truncated(0.5, num_batches=2, batch_size=6)
    truncated.save(tmp_path / "game.keras")
    loaded = models.load(tmp_path / "game.keras")
    assert loaded.latents.threshold == 0.5
    np.testing.assert_allclose(loaded.sample(4), truncated.sample(4), atol=1e-6)


@pytest.mark.parametrize("threshold", [0, -1.0, float("nan")])
def test_a_truncation_that_is_not_positive_is_refused(trained, threshold):
    with pytest.raises(ValueError, match="threshold"):
        trained.truncated(threshold)


def test_latents_that_are_not_normal_are_not_truncated():
    with pytest.raises(ValueError, match="expected the standard normal distribution"):
        game_of(latents=latents.uniform).truncated(1.0)
