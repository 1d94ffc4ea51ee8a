import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import linear_players
from tfgan_zoo import models, tricks


def game(trick, wrap=lambda optimizer: optimizer):
    """A GAN whose discriminator outputs a point's first coordinate as its logit."""
    gan = models.GAN(*linear_players((1.0, 0.0)), tricks=[trick])
    gan.compile(keras.optimizers.SGD(0.0), wrap(keras.optimizers.SGD(0.1)), jit_compile=False)
    return gan


def step(gan, right):
    """A step in which the discriminator classifies all points correctly, or all wrongly; returns its learning rate."""
    real = tf.constant([[1.0, 0.0]] * 4) * (1.0 if right else -1.0)
    gan.discriminator_terms(real, -real)
    gan.after_discriminator_step()
    return float(gan.discriminator_optimizer.learning_rate)


def test_the_learning_rate_falls_while_the_discriminator_is_right_and_recovers_when_it_is_not():
    gan = game(tricks.AdaptiveBalance(0.8, floor=0.3, change=0.5))
    rates = [step(gan, right) for right in (True, True, True, False, False, False)]
    assert rates == pytest.approx([0.05, 0.03, 0.03, 0.06, 0.1, 0.1])


@pytest.mark.parametrize(("num_right", "expected"), [(3, 0.1), (4, 0.05)])
def test_the_accuracy_counts_both_kinds(num_right, expected):
    """All four real points are correct and 3 or 4 of the generated ones: 7/8 or 1, with a target of 0.9."""
    gan = game(tricks.AdaptiveBalance(0.9, change=0.5))
    fake = tf.constant([[-1.0, 0.0]] * num_right + [[1.0, 0.0]] * (4 - num_right))
    gan.discriminator_terms(tf.ones((4, 2)), fake)
    gan.after_discriminator_step()
    assert float(gan.discriminator_optimizer.learning_rate) == pytest.approx(expected)


def test_setting_the_learning_rate_changes_its_initial_value():
    gan = game(tricks.AdaptiveBalance(0.8, change=0.5))
    step(gan, right=True)
    gan.discriminator_optimizer.learning_rate = 0.4
    assert step(gan, right=True) == pytest.approx(0.1)
    assert [step(gan, right=False) for _ in range(3)] == pytest.approx([0.2, 0.4, 0.4])


def test_a_loss_scaled_optimizer_is_supported():
    gan = game(tricks.AdaptiveBalance(0.8, change=0.5), keras.optimizers.LossScaleOptimizer)
    step(gan, right=True)
    assert float(gan.discriminator_optimizer.inner_optimizer.learning_rate) == pytest.approx(0.05)


def test_a_schedule_is_refused():
    gan = models.GAN(*linear_players(), tricks=[tricks.AdaptiveBalance()])
    schedule = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)
    gan.compile(keras.optimizers.SGD(0.1), keras.optimizers.SGD(schedule), jit_compile=False)
    with pytest.raises(ValueError, match="from a schedule: compile with a number"):
        gan.fit(np.zeros((4, 2), "float32"), batch_size=4, verbose=0)


def test_a_critic_is_refused():
    with pytest.raises(ValueError, match="AdaptiveBalance makes no sense in a WGANGP.* not a decision"):
        models.WGANGP(*linear_players(), tricks=[tricks.AdaptiveBalance()])


@pytest.mark.parametrize("options", [{"target": 0.5}, {"target": 1.0}, {"floor": 0.0}, {"change": 1.0}])
def test_arguments_out_of_range_are_refused(options):
    with pytest.raises(ValueError, match="AdaptiveBalance takes a target"):
        tricks.AdaptiveBalance(**options)
