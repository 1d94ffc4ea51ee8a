"""Relativistic games, paired and average, against NumPy on linear networks."""

import numpy as np
import pytest

from tests.helpers.tiny import compiled, images, linear_players
from tfgan_zoo import models

WEIGHTS = (3.0, 4.0)


def softplus(values):
    return np.log1p(np.exp(values))


def hinge(values):
    return np.maximum(0, 1 - values)


LOSS_OF_ADVANTAGE = {  # a player's loss, as a function of the difference of logits that it maximizes
    "S": lambda advantage: softplus(-advantage),
    "LS": lambda advantage: (advantage - 1) ** 2,
    "Hinge": hinge,
}
PAIRED = {"S": models.RSGAN, "LS": models.RLSGAN, "Hinge": models.RHingeGAN}
AVERAGE = {"S": models.RaSGAN, "LS": models.RaLSGAN, "Hinge": models.RaHingeGAN}


def scores():
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    return (real, fake), (real @ WEIGHTS, fake @ WEIGHTS)


@pytest.mark.parametrize("kind", PAIRED)
def test_each_sample_is_compared_with_the_one_it_is_paired_with(kind):
    game, loss = PAIRED[kind](*linear_players(WEIGHTS)), LOSS_OF_ADVANTAGE[kind]
    samples, (real, fake) = scores()
    assert float(game.discriminator_loss(*samples)["discriminator"]) == pytest.approx(
        loss(real - fake).mean(), rel=1e-5
    )
    assert float(game.generator_loss(*samples)["generator"]) == pytest.approx(loss(fake - real).mean(), rel=1e-5)


@pytest.mark.parametrize("kind", AVERAGE)
def test_each_sample_is_compared_with_the_mean_of_the_other_kind(kind):
    game, loss = AVERAGE[kind](*linear_players(WEIGHTS)), LOSS_OF_ADVANTAGE[kind]
    samples, (real, fake) = scores()
    expected = loss(real - fake.mean()).mean() + loss(real.mean() - fake).mean()
    assert float(game.discriminator_loss(*samples)["discriminator"]) == pytest.approx(expected, rel=1e-5)
    expected = loss(fake - real.mean()).mean() + loss(fake.mean() - real).mean()
    assert float(game.generator_loss(*samples)["generator"]) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("game", [*PAIRED.values(), *AVERAGE.values()])
def test_the_generators_step_uses_real_samples_and_does_not_train_the_discriminator(game):
    game = compiled(game(*linear_players(WEIGHTS)), run_eagerly=True)
    before, kernel = game.discriminator.get_weights(), game.generator.get_weights()[0]
    real = images(6, (2,))
    fake = game.generate_fake(real)
    game.descend(lambda: game.generator_loss(real, game.generate_fake(real)), "generator")
    for weight, now in zip(before, game.discriminator.get_weights(), strict=True):
        np.testing.assert_array_equal(weight, now)
    assert not np.array_equal(kernel, game.generator.get_weights()[0])
    near, far = (float(game.generator_loss(real + shift, fake)["generator"]) for shift in (0.0, 1.0))
    assert far > near
    assert not game.cross_entropy
