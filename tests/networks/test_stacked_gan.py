"""The levels of StackedGAN, alone and as one generator."""

import numpy as np
import pytest

from tfgan_zoo import networks


def noise(*shape):
    return np.random.default_rng(0).normal(size=shape).astype("float32")


@pytest.mark.parametrize("shape", [(8, 8, 1), (28, 28, 1), (32, 48, 3)])
def test_the_lower_level_makes_images_of_the_shape(shape):
    images = networks.feature_inverter(shape, 5, 3, 4)([np.zeros((2, 3)), np.zeros((2, 5))])
    assert images.shape == (2, *shape)
    assert np.abs(images).max() <= 1


def test_features_are_those_of_a_relu():
    features = networks.feature_generator(5, 10, 3, 8)([100 * noise(50, 3), np.zeros(50)])
    assert (np.asarray(features) >= 0).all()
    assert np.asarray(features).max() > 0


def test_the_stack_gives_the_upper_level_the_first_part_of_the_noise():
    upper, lower = networks.feature_generator(5, 10, 2, 4), networks.feature_inverter((8, 8, 1), 5, 3, 4)
    latents, labels = noise(4, 5), np.array([0, 3, 3, 9])
    images = networks.stacked_generator(upper, lower)([latents, labels])
    np.testing.assert_allclose(images, lower([latents[:, 2:], np.asarray(upper([latents[:, :2], labels]))]), atol=1e-6)


def test_the_discriminator_of_features_gives_a_logit_and_as_much_noise():
    assert networks.feature_discriminator(5, 3, 4).output_shape == [(None, 1), (None, 3)]
    assert networks.infogan_discriminator((8, 8, 1), 3, 4).output_shape == [(None, 1), (None, 3)]
