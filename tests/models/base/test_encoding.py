"""Encoding samples to codes, and decoding them."""

import numpy as np
import pytest

from tests.helpers.tiny_inference import DECODER, ENCODER, labeled_pair, linear_decoder, linear_encoder, points
from tfgan_zoo import latents, losses, models

GAUSSIAN = losses.GaussianLikelihood(1.0)


def autoencoder():
    return models.Autoencoder(linear_encoder(), linear_decoder(), GAUSSIAN)


def test_more_samples_than_a_batch_are_encoded_in_order():
    samples = points(600)
    codes, reconstructions = autoencoder().encode(samples), autoencoder().reconstruct(samples)
    assert isinstance(codes, np.ndarray)
    np.testing.assert_allclose(codes, samples @ ENCODER, atol=1e-5)
    np.testing.assert_allclose(reconstructions, samples @ ENCODER @ DECODER, atol=1e-5)


def test_interpolations_start_and_end_at_the_reconstructions():
    first, second = points(4), points(4, seed=1)
    interpolations = autoencoder().interpolate(first, second, num_steps=3)
    assert interpolations.shape == (4, 3, 3)
    expected = np.stack([first, (first + second) / 2, second], axis=1) @ ENCODER @ DECODER
    np.testing.assert_allclose(interpolations, expected, atol=1e-5)
    spherical = autoencoder().interpolate(first, second, num_steps=3, interpolation=latents.slerp)
    np.testing.assert_allclose(spherical[:, [0, 2]], expected[:, [0, 2]], atol=1e-5)
    assert np.abs(spherical[:, 1] - expected[:, 1]).max() > 0.01


def test_conditions_are_encoded_with_their_samples():
    game = models.Autoencoder(*labeled_pair(), GAUSSIAN, num_classes=3)
    labels = np.arange(300) % 3
    codes = game.encode({"sample": points(300), "labels": labels})
    last = game.encode({"sample": points(300)[299:], "labels": labels[299:]})
    np.testing.assert_allclose(codes[299:], last, atol=1e-6)
    with pytest.raises(ValueError, match="samples with their labels"):
        game.encode(points())


def test_an_interpolation_of_one_step_is_refused():
    with pytest.raises(ValueError, match="num_steps is 1; expected at least 2"):
        autoencoder().interpolate(points(), points(), num_steps=1)


def test_samples_of_integers_are_refused():
    with pytest.raises(ValueError, match="real samples must be floats"):
        autoencoder().encode(np.zeros((2, 3), "uint8"))
