import numpy as np
import pytest

from tests.helpers.tiny import images, linear_players
from tfgan_zoo import models


def test_both_losses_are_half_the_squared_distance_to_their_targets():
    lsgan = models.LSGAN(*linear_players())
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    real_scores, fake_scores = real @ [3.0, 4.0], fake @ [3.0, 4.0]
    expected = 0.5 * ((real_scores - 1) ** 2).mean() + 0.5 * (fake_scores**2).mean()
    assert float(lsgan.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(expected, rel=1e-5)
    expected = 0.5 * np.square(fake_scores - 1).mean()
    assert float(lsgan.generator_loss(real, fake)["generator"]) == pytest.approx(expected, rel=1e-5)
