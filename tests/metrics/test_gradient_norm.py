"""The norm of critics' gradients with known values."""

import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, images, linear_players, players
from tfgan_zoo import metrics, models, networks, penalties


def test_a_linear_critic_has_the_same_norm_everywhere():
    gan = models.GAN(*linear_players((3.0, 4.0)))
    norms = [metrics.GradientNorm(gan, penalties.interpolate), metrics.GradientNormDeviation(gan, near)]
    for metric in norms:
        metric.update(images(6, (2,)), images(6, (2,), seed=1))
    mean, deviation = (metric.result() for metric in norms)
    assert mean.value == pytest.approx(5.0, rel=1e-6)
    assert deviation.value == pytest.approx(0.0, abs=1e-3)
    assert (mean.metric, deviation.metric) == ("gradient_norm", "gradient_norm_deviation")
    assert (mean.n_real, mean.split) == (6, "test")


def near(real, fake, seed):
    return penalties.perturb(real, seed)


def test_mean_and_deviation_are_over_all_batches():
    """D(x) = relu(x) has gradient norm 1 above zero and 0 below."""
    gan = models.GAN(*linear_players())
    gan.forward_pass = lambda network, points, training: tf.nn.relu(points)  # in place of the discriminator
    norms = [metric(gan, at_the_real_ones) for metric in (metrics.GradientNorm, metrics.GradientNormDeviation)]
    for metric in norms:
        for batch in ([[1.0], [2.0], [3.0]], [[-1.0]]):
            metric.update(tf.constant(batch), None)
    mean, deviation = (metric.result().value for metric in norms)
    assert mean == pytest.approx(0.75)
    assert deviation == pytest.approx(np.std([1, 1, 1, 0]))
    norms[0].reset()
    with pytest.raises(ValueError, match="no gradients of the critic yet"):
        norms[0].result()


def at_the_real_ones(real, fake, seed):
    return real


def test_points_are_the_same_in_every_evaluation_and_differ_between_batches():
    gan = models.GAN(*linear_players())
    points = []
    metric = metrics.GradientNorm(gan, lambda real, fake, seed: points.append(near(real, fake, seed)) or points[-1])
    for _ in range(2):
        metric.reset()
        metric.update(images(6, (2,)), images(6, (2,)))
        metric.update(images(6, (2,)), images(6, (2,)))
    np.testing.assert_array_equal(points[0], points[2])
    assert not np.allclose(points[0], points[1])


def test_evaluation_does_not_change_the_critics_statistics():
    gan = models.GAN(players()[0], networks.infogan_discriminator(SHAPE, width=4))
    before = gan.discriminator.get_weights()
    metrics.GradientNorm(gan, near).update(images(6, SHAPE), images(6, SHAPE))
    for weight, other in zip(before, gan.discriminator.get_weights(), strict=True):
        np.testing.assert_array_equal(weight, other)
