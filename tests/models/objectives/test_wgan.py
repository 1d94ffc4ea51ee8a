import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, compiled, images, linear_players, players
from tfgan_zoo import models, networks


def test_the_critic_maximizes_the_difference_of_mean_scores():
    wgan = models.WGAN(*linear_players((3.0, 4.0)))
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    real_score, fake_score = (real @ [3.0, 4.0]).mean(), (fake @ [3.0, 4.0]).mean()
    assert float(wgan.discriminator_loss(real, fake)["critic"]) == pytest.approx(fake_score - real_score, rel=1e-4)
    assert float(wgan.generator_loss(real, fake)["generator"]) == pytest.approx(-fake_score, rel=1e-4)


def test_only_the_critics_weights_are_clipped_after_each_of_its_steps():
    generator, critic = linear_players((3.0, -0.4))
    wgan = models.WGAN(generator, critic, clip_limit=0.5, discriminator_steps=2)
    wgan.compile(keras.optimizers.SGD(0.0), keras.optimizers.SGD(0.0), run_eagerly=True)
    generator.layers[-1].kernel.assign([[7.0, 0.0], [0.0, 7.0]])
    seen = []
    loss = wgan.discriminator_loss
    wgan.discriminator_loss = lambda real, fake: seen.append(critic.get_weights()[0].ravel()) or loss(real, fake)
    wgan.train_step(tf.constant(images(6, (2,))))
    np.testing.assert_allclose(seen, [[3.0, -0.4], [0.5, -0.4]], rtol=1e-6)
    np.testing.assert_array_equal(generator.get_weights()[0], [[7.0, 0.0], [0.0, 7.0]])


def test_statistics_of_the_critic_are_not_clipped():
    critic = networks.infogan_discriminator(SHAPE, width=4)
    wgan = compiled(models.WGAN(players()[0], critic, discriminator_steps=1), run_eagerly=True)
    wgan.train_step(tf.constant(images(4)))
    assert max(np.abs(weight).max() for weight in critic.trainable_variables) <= 0.01 * (1 + 1e-6)
    assert max(np.abs(weight).max() for weight in critic.non_trainable_variables) > 0.5


@pytest.mark.parametrize("clip_limit", [0.0, float("nan")])
def test_a_clip_limit_that_is_not_positive_is_refused(clip_limit):
    with pytest.raises(ValueError, match=f"WGAN takes clip_limit as a number above 0, not {clip_limit}"):
        models.WGAN(*linear_players(), clip_limit=clip_limit)
