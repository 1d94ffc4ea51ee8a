import numpy as np
import pytest

from tests.helpers.tiny import images, linear_players
from tfgan_zoo import models


def test_only_samples_within_the_margin_have_gradients():
    hinge_gan = models.HingeGAN(*linear_players((3.0, 4.0)))
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    real_scores, fake_scores = real @ [3.0, 4.0], fake @ [3.0, 4.0]
    expected = np.maximum(0, 1 - real_scores).mean() + np.maximum(0, 1 + fake_scores).mean()
    assert float(hinge_gan.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(expected, rel=1e-5)
    assert float(hinge_gan.generator_loss(real, fake)["generator"]) == pytest.approx(-fake_scores.mean(), rel=1e-4)
