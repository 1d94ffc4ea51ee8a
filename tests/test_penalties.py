"""Penalties where they are known exactly: on linear critics."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import penalties


def linear_critic(weights):
    weights = tf.constant(weights, tf.float32)
    return lambda samples: tf.tensordot(samples, weights, axes=len(weights.shape))


@pytest.mark.parametrize("target", [0.0, 1.0, 2.0])
def test_a_linear_critic_has_the_norm_of_its_weights_everywhere(target):
    samples = tf.random.stateless_normal((7, 2), (0, 0))
    penalty = penalties.gradient_norm(linear_critic([3.0, 4.0]), samples, target)
    assert float(penalty) == pytest.approx((5.0 - target) ** 2, rel=1e-6)


def test_the_norm_is_taken_over_all_pixels_and_channels():
    weights = np.full((2, 2, 3), 0.5)
    samples = tf.zeros((4, 2, 2, 3))
    penalty = penalties.gradient_norm(linear_critic(weights), samples)
    assert float(penalty) == pytest.approx((np.sqrt(12 * 0.25) - 1) ** 2, rel=1e-6)


def test_the_penalty_of_a_flat_critic_has_a_finite_gradient():
    weights = tf.Variable(tf.zeros((2, 1)))
    with tf.GradientTape() as tape:
        penalty = penalties.gradient_norm(lambda samples: samples @ weights, tf.ones((3, 2)))
    assert float(penalty) == pytest.approx(1.0, rel=1e-5)
    assert np.isfinite(tape.gradient(penalty, weights)).all()


def test_the_penalty_moves_the_critics_weights():
    weights = tf.Variable([[3.0], [4.0]])
    with tf.GradientTape() as tape:
        penalty = penalties.gradient_norm(lambda samples: samples @ weights, tf.ones((3, 2)))
    # d/dw (|w| - 1)^2 = 2 (|w| - 1) w / |w|
    np.testing.assert_allclose(tape.gradient(penalty, weights), [[4.8], [6.4]], rtol=1e-5)


def test_half_precision_samples_are_penalised_in_float32():
    samples = tf.zeros((4, 2), tf.float16)
    assert penalties.gradient_norm(lambda samples: samples @ tf.ones((2, 1), tf.float16), samples).dtype == tf.float32


def test_integer_samples_are_refused():
    with pytest.raises(ValueError, match="uint8"):
        penalties.gradient_norm(linear_critic([1.0]), tf.zeros((2, 1), tf.uint8))


def test_points_between_share_one_weight_an_example():
    real, fake = tf.zeros((500, 4, 4, 3)), tf.ones((500, 4, 4, 3))
    between = penalties.interpolate(real, fake, (0, 1)).numpy()
    weights = between.reshape(500, -1)
    assert (np.ptp(weights, axis=1) == 0).all()
    assert weights.min() >= 0
    assert weights.max() <= 1
    # Uniform: mean 1/2 and variance 1/12, each within four standard errors.
    assert weights[:, 0].mean() == pytest.approx(0.5, abs=4 * np.sqrt(1 / 12 / 500))
    assert weights[:, 0].var() == pytest.approx(1 / 12, abs=0.015)


def test_points_between_follow_the_batch_whatever_its_size():
    for size in (1, 3):
        assert penalties.interpolate(tf.zeros((size, 2)), tf.ones((size, 2)), (0, 1)).shape == (size, 2)


def test_samples_of_different_shape_have_no_line_between_them():
    with pytest.raises(ValueError, match="same shape"):
        penalties.interpolate(tf.zeros((2, 3)), tf.zeros((2, 4)), (0, 1))
