import numpy as np
import pytest

from tests.helpers.tiny import images, linear_players
from tfgan_zoo import losses, models


def test_the_generators_loss_is_half_the_negative_exponential_of_its_logit():
    maximum_likelihood_gan = models.MaximumLikelihoodGAN(*linear_players((3.0, 4.0)))
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    logits = fake @ [3.0, 4.0]
    assert float(maximum_likelihood_gan.generator_loss(real, fake)["generator"]) == pytest.approx(
        -0.5 * np.exp(logits).mean(), rel=1e-4
    )


def test_the_discriminator_learns_as_in_the_original_game():
    maximum_likelihood_gan = models.MaximumLikelihoodGAN(*linear_players((3.0, 4.0)))
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    expected = losses.minimax_discriminator((real @ [[3.0], [4.0]]), (fake @ [[3.0], [4.0]]))
    actual = maximum_likelihood_gan.discriminator_loss(real, fake)["discriminator"]
    assert float(actual) == pytest.approx(float(expected), rel=1e-5)
