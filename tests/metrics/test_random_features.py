"""Features of a fixed random network: the same everywhere, of any image, blind to nothing that matters."""

import keras
import numpy as np
import pytest

from tfgan_zoo import data, metrics
from tfgan_zoo.metrics.frechet_metric import identity_of


def digits(split, count=300):
    images = data.load("digits", split, (16, 16, None)).first_samples(count)
    return np.asarray(images, "float32")


def distance(real, fake):
    network = metrics.random_features(real.shape[1:])
    return metrics.frechet_distance_of(*(network.predict(images, verbose=0) for images in (real, fake)))


def test_the_weights_are_the_same_whatever_was_drawn_before():
    keras.utils.set_random_seed(1)
    first = metrics.random_features((8, 8, 1))
    keras.utils.set_random_seed(2)
    assert identity_of(metrics.random_features((8, 8, 1))) == identity_of(first) == "random-64@97bbc1d0"
    assert identity_of(metrics.random_features((8, 8, 1), seed=1)) != identity_of(first)


@pytest.mark.parametrize("shape", [(8, 8, 1), (28, 28, 1), (64, 48, 3), (1, 1, 1), (5, 2, 4)])
def test_images_of_any_size_have_64_features(shape):
    network = metrics.random_features(shape)
    assert network.output_shape == (None, 64)
    assert not network.trainable_weights


def test_they_are_float32_under_mixed_precision():
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        assert metrics.random_features((8, 8, 1)).output.dtype == "float32"
    finally:
        keras.config.set_dtype_policy("float32")


@pytest.mark.slow
def test_blur_noise_and_lost_classes_are_farther_than_other_real_images():
    train, test = digits("train"), digits("test")
    blurred = (test + np.roll(test, 1, 1) + np.roll(test, 1, 2) + np.roll(test, (1, 1), (1, 2))) / 4
    noisy = np.clip(test + np.random.default_rng(0).normal(0, 0.5, test.shape), -1, 1).astype("float32")
    one = np.repeat(test[:1], 300, axis=0)
    other = distance(test, train)
    assert all(distance(test, fake) > 1.2 * other for fake in (blurred, noisy, one))


@pytest.mark.parametrize("shape", [(8, 8), (8, None, 1), (0, 8, 1)])
def test_what_is_no_shape_of_an_image_is_refused(shape):
    with pytest.raises(ValueError, match="expected \\(height, width, channels\\)"):
        metrics.random_features(shape)
