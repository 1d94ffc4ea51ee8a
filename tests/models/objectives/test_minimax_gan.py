import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import images, linear_players
from tfgan_zoo import models


def test_the_generator_minimizes_what_the_discriminator_maximizes():
    minimax_gan = models.MinimaxGAN(*linear_players())
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    probability = 1 / (1 + np.exp(-(fake @ [3.0, 4.0])))
    assert float(minimax_gan.generator_loss(real, fake)["generator"]) == pytest.approx(
        np.log(1 - probability).mean(), rel=1e-4
    )
    real_part = -np.log(1 / (1 + np.exp(-(real @ [3.0, 4.0])))).mean()
    assert float(minimax_gan.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(
        real_part - np.log(1 - probability).mean(), rel=1e-4
    )


@pytest.mark.parametrize("logit", [-12.0, -3.0, 0.0, 2.0])
def test_each_loss_weights_a_samples_gradient_as_documented(logit):
    """D for minimax, 1 - D for the non-saturating loss, D / (2 (1 - D)) for maximum likelihood."""
    probability = 1 / (1 + np.exp(-logit))
    expected = {
        models.MinimaxGAN: probability,
        models.GAN: 1 - probability,
        models.MaximumLikelihoodGAN: 0.5 * probability / (1 - probability),
    }
    for game, weight in expected.items():
        gan = game(*linear_players((3.0, 4.0)))
        gan.discriminator.layers[-1].bias.assign([logit])
        fake = tf.zeros((1, 2))
        with tf.GradientTape() as tape:
            tape.watch(fake)
            loss = gan.generator_loss(fake, fake)["generator"]
        np.testing.assert_allclose(tape.gradient(loss, fake), [[-3.0 * weight, -4.0 * weight]], rtol=1e-4)
