"""The way from samples to codes and back."""

import numpy as np
import pytest

from tests.helpers.tiny_inference import DECODER, ENCODER, labeled_pair, linear_decoder, linear_encoder, points
from tfgan_zoo import latents, losses, models

GAUSSIAN = losses.GaussianLikelihood(1.0)


def autoencoder():
    return models.Autoencoder(linear_encoder(), linear_decoder(), GAUSSIAN)


def test_more_samples_than_a_batch_are_encoded_in_their_order():
    many = points(600)
    codes, again = autoencoder().encode(many), autoencoder().reconstruct(many)
    assert isinstance(codes, np.ndarray)
    np.testing.assert_allclose(codes, many @ ENCODER, atol=1e-5)
    np.testing.assert_allclose(again, many @ ENCODER @ DECODER, atol=1e-5)


def test_a_way_leads_from_one_reconstruction_to_the_other_by_way_of_codes():
    first, second = points(4), points(4, seed=1)
    ways = autoencoder().interpolate(first, second, num_steps=3)
    assert ways.shape == (4, 3, 3)
    wanted = np.stack([first, (first + second) / 2, second], axis=1) @ ENCODER @ DECODER
    np.testing.assert_allclose(ways, wanted, atol=1e-5)
    round_ways = autoencoder().interpolate(first, second, num_steps=3, way=latents.slerp)
    np.testing.assert_allclose(round_ways[:, [0, 2]], wanted[:, [0, 2]], atol=1e-5)
    assert np.abs(round_ways[:, 1] - wanted[:, 1]).max() > 0.01


def test_conditions_go_with_their_samples():
    game = models.Autoencoder(*labeled_pair(), GAUSSIAN, num_classes=3)
    labels = np.arange(300) % 3
    together = game.encode({"sample": points(300), "labels": labels})
    alone = game.encode({"sample": points(300)[299:], "labels": labels[299:]})
    np.testing.assert_allclose(together[299:], alone, atol=1e-6)
    with pytest.raises(ValueError, match="samples with their labels"):
        game.encode(points())


def test_a_way_of_one_step_is_refused():
    with pytest.raises(ValueError, match="num_steps of 2 or more, not 1"):
        autoencoder().interpolate(points(), points(), num_steps=1)


def test_samples_of_integers_are_refused():
    with pytest.raises(ValueError, match="real samples must be floats"):
        autoencoder().encode(np.zeros((2, 3), "uint8"))
