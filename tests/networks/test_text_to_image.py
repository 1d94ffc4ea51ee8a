"""The text encoder and the two players that are told its text."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import networks

SHAPE = (8, 8, 3)


def test_a_text_does_not_depend_on_the_longer_captions_beside_it():
    encoder = networks.caption_encoder(["blue", "red", "three"], 4, 5)
    alone = encoder(tf.constant(["red three"]))
    beside = encoder(tf.constant(["red three", "three three three blue red"]))
    np.testing.assert_allclose(beside[:1], alone, atol=1e-6)


def test_the_order_of_the_words_matters():
    encoder = networks.caption_encoder(["blue", "red", "three"], 4, 5)
    first, second = encoder(tf.constant(["red three", "three red"]))
    assert np.abs(first - second).max() > 1e-3


@pytest.mark.parametrize("player", ["generator", "discriminator"])
def test_both_players_depend_on_the_text(player):
    generator, discriminator = (
        networks.text_to_image_generator(SHAPE, 5, 4, 3),
        networks.text_to_image_discriminator(SHAPE, 5, 4),
    )
    network, first = {"generator": (generator, (2, 3)), "discriminator": (discriminator, (2, *SHAPE))}[player]
    draws = np.random.default_rng(0)
    seen, (one, other) = draws.normal(size=first), draws.normal(size=(2, 2, 5))
    assert np.abs(network([seen, one]) - network([seen, other])).max() > 1e-6


def test_the_discriminator_has_features_and_a_logit():
    discriminator = networks.text_to_image_discriminator(SHAPE, 5, 4)
    assert discriminator.output_shape == (None, 1)
    assert discriminator.get_layer("features").output.shape == (None, 4 * 4 * 4)
