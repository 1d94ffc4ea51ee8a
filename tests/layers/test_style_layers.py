"""Noise, the constant, the average style, and the range of what is shown."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import layers


def normal(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape).astype("float32")


def test_noise_begins_at_zero_and_is_the_same_for_all_channels():
    layer = layers.NoiseInjection()
    maps, noise = normal(2, 4, 4, 3), normal(2, 4, 4, 1, seed=1)
    np.testing.assert_array_equal(layer(maps, noise), maps)
    layer.strength.assign(0.5)
    np.testing.assert_allclose(layer(maps, noise), maps + 0.5 * noise, rtol=1e-6)


def test_a_constant_is_the_same_for_every_example_and_learned():
    layer = layers.LearnedConstant((4, 4, 8))
    values = layer(np.zeros((3, 5), "float32"))
    assert values.shape == (3, 4, 4, 8)
    np.testing.assert_array_equal(values, np.tile(layer.values, (3, 1, 1, 1)))
    assert [weight.shape for weight in layer.trainable_weights] == [(4, 4, 8)]
    assert np.std(values) == pytest.approx(1, abs=0.3)


def test_the_average_style_moves_toward_the_mean_of_the_batch_in_training_only():
    layer = layers.StyleTruncation(3)
    styles = normal(6, 4)
    layer(styles)
    np.testing.assert_array_equal(layer.average, np.zeros(4))
    layer.average.assign([1.0, 2.0, 3.0, 4.0])
    copies = layer(styles, training=True)
    np.testing.assert_allclose(layer.average, 0.995 * np.arange(1, 5) + 0.005 * styles.mean(axis=0), rtol=1e-6)
    np.testing.assert_array_equal(copies, np.repeat(styles[:, None], 3, axis=1))


def test_styles_are_truncated_toward_the_average_in_inference_only():
    layer = layers.StyleTruncation(2)
    styles = normal(5, 4)
    layer(styles)
    layer.average.assign(normal(4, seed=1))
    np.testing.assert_allclose(layer(styles)[:, 1], styles, atol=1e-6)
    layer.psi.assign(0.25)
    average = np.asarray(layer.average)
    np.testing.assert_allclose(layer(styles)[:, 1], average + 0.25 * (styles - average), atol=1e-6)
    np.testing.assert_array_equal(layer(styles, training=True)[:, 1], styles)
    assert not layer.trainable_weights


def test_styles_that_are_not_finite_leave_the_average_as_it_is():
    layer = layers.StyleTruncation(2)
    layer(tf.fill((3, 2), float("nan")), training=True)
    np.testing.assert_array_equal(layer.average, [0, 0])
