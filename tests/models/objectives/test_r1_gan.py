import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, conditional_linear_players, images, labeled_points, linear_players, players
from tfgan_zoo import losses, models, networks


def test_a_linear_discriminator_is_penalized_by_half_gamma_times_its_squared_weights():
    r1_gan = models.R1GAN(*linear_players((3.0, 4.0)), gamma=0.2)
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    terms = r1_gan.discriminator_loss(real, fake)
    assert float(terms["r1"]) == pytest.approx(0.1 * 25, rel=1e-5)
    expected = losses.minimax_discriminator(real @ [[3.0], [4.0]], fake @ [[3.0], [4.0]])
    assert float(terms["discriminator"]) == pytest.approx(float(expected), rel=1e-5)


def test_the_gradient_is_taken_at_the_real_samples():
    r1_gan = models.R1GAN(*linear_players(), gamma=2.0)
    r1_gan.score = lambda samples: tf.reduce_sum(samples**2, axis=-1, keepdims=True)
    real, fake = tf.fill((4, 2), 2.0**0.5), tf.fill((4, 2), 100.0)  # |real| = 2, where the gradient's norm is 4
    assert float(r1_gan.discriminator_loss(real, fake)["r1"]) == pytest.approx(4**2, rel=1e-5)


def test_the_dirac_gan_converges_with_the_penalty_and_cycles_without():
    """Both players start at 1, with the optimum at 0; without the penalty they spiral inward, but slowly."""
    assert distance_after_training(models.R1GAN, gamma=1.0) < 0.01
    assert distance_after_training(models.GAN) > 0.3
    assert distance_after_training(models.MinimaxGAN) > 1


def distance_after_training(game, **options):
    """The generator is a point theta, D(x) = psi x, the data lie at 0 (arXiv:1801.04406, section 2)."""
    latents, points = keras.Input((1,)), keras.Input((1,))
    generator = keras.Model(
        latents, keras.layers.Dense(1, kernel_initializer="zeros", bias_initializer="ones")(latents)
    )
    discriminator = keras.Model(points, keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")(points))
    gan = game(generator, discriminator, latents=no_noise, **options)
    gan.compile(keras.optimizers.SGD(0.2), keras.optimizers.SGD(0.2))
    data = tf.data.Dataset.from_tensors(tf.zeros((1, 1))).repeat()
    gan.fit(data, steps_per_epoch=150, verbose=0, shuffle=False)
    theta, psi = float(generator.layers[-1].bias[0]), float(discriminator.layers[-1].kernel[0, 0])
    return np.hypot(theta, psi)


def no_noise(shape, seed):
    return tf.zeros(shape)


def test_batch_normalization_in_the_discriminator_warns():
    with pytest.warns(UserWarning, match="mixes the examples"):
        models.R1GAN(players()[0], networks.infogan_discriminator(SHAPE, width=4))


def test_a_negative_gamma_is_refused():
    with pytest.raises(ValueError, match="R1GAN takes gamma as a number of at least 0, not -1.0"):
        models.R1GAN(*linear_players(), gamma=-1.0)


def test_the_gradient_uses_the_labels_of_the_real_samples():
    r1_gan = models.R1GAN(*conditional_linear_players([(3.0, 4.0), (0.0, 1.0)]), num_classes=2, gamma=10.0)
    terms = r1_gan.discriminator_loss(labeled_points([0, 1, 1, 1]), labeled_points([0, 1, 1, 1], seed=1))
    assert float(terms["r1"]) == pytest.approx(10 / 2 * (25 + 3 * 1) / 4, rel=1e-4)
