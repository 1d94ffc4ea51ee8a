"""The path length: a closed form for linear networks, trimming by hand, and what must increase it."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import latents, metrics
from tfgan_zoo.metrics.perceptual_path_length import trimmed_mean

GENERATOR = np.random.default_rng(0).normal(size=(4, 6)) / 10


def generate(codes):
    return tf.reshape(tf.matmul(tf.cast(codes, tf.float64), GENERATOR), (-1, 1, 6, 1))


def squared_difference(first, second):
    return tf.reduce_sum(tf.math.squared_difference(first, second), axis=(1, 2, 3))


def straight(first, second, weights):
    """`latents.lerp` in float64."""
    return first[:, None] + np.asarray(weights)[:, None] * (second.astype("float64") - first)[:, None]


def length(distance=squared_difference, interpolate=straight, draw=latents.normal, **options):
    def drawn(count, seed):
        return draw((count, 4), seed)

    return metrics.perceptual_path_length(generate, drawn, distance, interpolate, **options)


def test_for_a_linear_generator_it_is_the_squared_length_of_the_path_for_any_step():
    first, second = (latents.normal((60, 4), latents.sampling_seed(3, end)).numpy().astype("float64") for end in (0, 1))
    expected = trimmed_mean((((second - first) @ GENERATOR) ** 2).sum(axis=1))
    for epsilon in (1e-4, 0.1):
        result = length(num_samples=60, seed=3, epsilon=epsilon)
        assert result.value == pytest.approx(expected, rel=1e-6)
    assert (result.metric, result.n_real, result.n_fake) == ("perceptual_path_length", 0, 60)
    assert result.network == "squared_difference, straight"


def test_its_expectation_is_twice_the_trace_of_the_generator_squared():
    untrimmed = length(num_samples=4000).value
    assert untrimmed == pytest.approx(2 * np.trace(GENERATOR @ GENERATOR.T), rel=0.1)


@pytest.mark.parametrize("interpolate", [latents.slerp, latents.lerp])
def test_interpolation_in_float32_is_accurate_enough_for_the_step(interpolate):
    def whole(first, second, weights):
        return np.asarray([interpolate(first, second, [weights[0] - 5e-3, weights[0] + 5e-3])[0]])

    whole.__name__ = "whole"
    expected = length(interpolate=whole, num_samples=50).value * (1e-4 / 1e-2) ** 2  # a step a hundred times as long
    assert length(interpolate=interpolate, num_samples=50).value == pytest.approx(expected, rel=0.02)


def test_a_generator_with_a_jump_has_a_longer_path():
    def jumping(codes):
        return generate(codes) + 5.0 * tf.cast(tf.math.sigmoid(50.0 * codes[:, 0]), tf.float64)[:, None, None, None]

    def drawn(count, seed):
        return latents.normal((count, 4), seed)

    smooth = metrics.perceptual_path_length(generate, drawn, squared_difference, num_samples=200).value
    assert metrics.perceptual_path_length(jumping, drawn, squared_difference, num_samples=200).value > 10 * smooth


def test_the_first_and_the_last_percent_are_discarded():
    values = np.concatenate([[-1e9, 1e9], np.ones(198)])
    assert trimmed_mean(np.random.default_rng(0).permutation(values)) == 1.0
    assert trimmed_mean([2.0, 4.0]) == 3.0


def test_the_distance_is_summed_over_layers_and_features_and_averaged_over_positions():
    images = keras.Input((2, 3, 2))
    network = keras.Model(images, [images, keras.layers.Flatten()(images)], name="pixels")
    first, second = np.random.default_rng(1).normal(size=(2, 5, 2, 3, 2)).astype("float32")
    squares = (first - second) ** 2
    expected = squares.sum(axis=-1).mean(axis=(1, 2)) + squares.sum(axis=(1, 2, 3))
    np.testing.assert_allclose(metrics.FeatureDistance(network)(first, second), expected, rtol=1e-5)


def test_the_result_names_the_network_of_its_distance():
    images = keras.Input((1, 6, 1))
    network = keras.Model(images, keras.layers.Dense(1)(keras.layers.Flatten()(images)), name="small")
    result = length(distance=metrics.FeatureDistance(network), interpolate=latents.slerp, num_samples=2)
    assert result.network.startswith("small@")
    assert result.network.endswith(", slerp")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"num_samples": 1}, "at least 2 samples"),
        ({"epsilon": 0.0}, "a step in"),
        ({"distance": lambda first, second: tf.fill(tf.shape(first)[:1], np.nan)}, "not finite"),
    ],
)
def test_bad_arguments_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        length(**{"num_samples": 4, **options})
