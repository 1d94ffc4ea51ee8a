"""The norm of the critic's gradient where it is known."""

import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, images, linear_players, players
from tfgan_zoo import metrics, models, networks, penalties


def test_a_linear_critic_has_one_norm_everywhere():
    gan = models.GAN(*linear_players((3.0, 4.0)))
    measures = [metrics.GradientNorm(gan, penalties.interpolate), metrics.GradientNormDeviation(gan, near)]
    for measure in measures:
        measure.update(images(6, (2,)), images(6, (2,), seed=1))
    mean, deviation = (measure.result() for measure in measures)
    assert mean.value == pytest.approx(5.0, rel=1e-6)
    assert deviation.value == pytest.approx(0.0, abs=1e-3)
    assert (mean.measure, deviation.measure) == ("gradient_norm", "gradient_norm_deviation")
    assert (mean.n_real, mean.split) == (6, "test")


def near(real, fake, seed):
    return penalties.perturb(real, seed)


def test_mean_and_deviation_are_over_the_points_of_all_batches():
    """D(x) = relu(x) has the norm 1 above zero and 0 below."""
    gan = models.GAN(*linear_players())
    gan.play = lambda network, points, training: tf.nn.relu(points)  # in place of the discriminator
    measures = [measure(gan, at_the_real_ones) for measure in (metrics.GradientNorm, metrics.GradientNormDeviation)]
    for measure in measures:
        for batch in ([[1.0], [2.0], [3.0]], [[-1.0]]):
            measure.update(tf.constant(batch), None)
    mean, deviation = (measure.result().value for measure in measures)
    assert mean == pytest.approx(0.75)
    assert deviation == pytest.approx(np.std([1, 1, 1, 0]))
    measures[0].reset()
    with pytest.raises(ValueError, match="nowhere yet"):
        measures[0].result()


def at_the_real_ones(real, fake, seed):
    return real


def test_measuring_twice_gives_the_same_points_and_each_batch_its_own():
    gan = models.GAN(*linear_players())
    points = []
    measure = metrics.GradientNorm(gan, lambda real, fake, seed: points.append(near(real, fake, seed)) or points[-1])
    for _ in range(2):
        measure.reset()
        measure.update(images(6, (2,)), images(6, (2,)))
        measure.update(images(6, (2,)), images(6, (2,)))
    np.testing.assert_array_equal(points[0], points[2])
    assert not np.allclose(points[0], points[1])


def test_measuring_leaves_the_critics_statistics_alone():
    gan = models.GAN(players()[0], networks.infogan_discriminator(SHAPE, width=4))
    before = gan.discriminator.get_weights()
    metrics.GradientNorm(gan, near).update(images(6, SHAPE), images(6, SHAPE))
    for weight, other in zip(before, gan.discriminator.get_weights(), strict=True):
        np.testing.assert_array_equal(weight, other)
