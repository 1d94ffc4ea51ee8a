import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, images, linear_players, players
from tfgan_zoo import losses, models, networks


def test_both_penalties_of_a_linear_discriminator_are_half_gamma_times_its_squared_weights():
    r3gan = models.R3GAN(*linear_players((3.0, 4.0)), gamma=0.2)
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    terms = r3gan.discriminator_loss(real, fake)
    assert float(terms["r1"]) == float(terms["r2"]) == pytest.approx(0.1 * 25, rel=1e-5)
    scores = [samples @ np.array([[3.0], [4.0]], "float32") for samples in (real, fake)]
    expected = losses.relativistic_discriminator(*scores)
    assert float(terms["discriminator"]) == pytest.approx(float(expected), rel=1e-5)
    expected = losses.relativistic_generator(*scores)
    assert float(r3gan.generator_loss(real, fake)["generator"]) == pytest.approx(float(expected), rel=1e-5)


def test_r1_is_taken_at_the_real_and_r2_at_the_generated_samples():
    r3gan = models.R3GAN(*linear_players(), gamma=2.0)
    r3gan.score = lambda samples: tf.reduce_sum(samples**2, axis=-1, keepdims=True)
    terms = r3gan.discriminator_loss(tf.fill((4, 2), 2.0**0.5), tf.fill((4, 2), 0.5**0.5))
    assert float(terms["r1"]) == pytest.approx(4**2, rel=1e-5)  # |x| = 2, where the gradient's norm is 4
    assert float(terms["r2"]) == pytest.approx(2**2, rel=1e-5)


def test_batch_normalization_in_the_discriminator_warns():
    with pytest.warns(UserWarning, match="mixes the examples"):
        models.R3GAN(players()[0], networks.infogan_discriminator(SHAPE, width=4))


def test_a_negative_gamma_is_refused():
    with pytest.raises(ValueError, match="R3GAN takes gamma as a number of at least 0, not -1.0"):
        models.R3GAN(*linear_players(), gamma=-1.0)
