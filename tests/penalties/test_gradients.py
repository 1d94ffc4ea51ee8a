"""Penalties with exactly known values: of linear and quadratic critics."""

import numpy as np
import pytest
import tensorflow as tf

from tests.penalties.critics import linear_critic
from tfgan_zoo import losses, metrics, penalties


@pytest.mark.parametrize("target", [0.0, 1.0, 2.0])
def test_the_gradient_norm_of_a_linear_critic_is_the_norm_of_its_weights_everywhere(target):
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


def test_the_penalty_has_a_gradient_with_respect_to_the_critics_weights():
    weights = tf.Variable([[3.0], [4.0]])
    with tf.GradientTape() as tape:
        penalty = penalties.gradient_norm(lambda samples: samples @ weights, tf.ones((3, 2)))
    # d/dw (|w| - 1)^2 = 2 (|w| - 1) w / |w|
    np.testing.assert_allclose(tape.gradient(penalty, weights), [[4.8], [6.4]], rtol=1e-5)


def test_half_precision_samples_are_penalized_in_float32():
    samples = tf.zeros((4, 2), tf.float16)
    assert penalties.gradient_norm(lambda samples: samples @ tf.ones((2, 1), tf.float16), samples).dtype == tf.float32


def test_integer_samples_are_refused():
    with pytest.raises(ValueError, match="uint8"):
        penalties.gradient_norm(linear_critic([1.0]), tf.zeros((2, 1), tf.uint8))


def test_the_penalty_of_a_linear_critic_matches_tf_gan():
    pytest.importorskip("tensorflow_probability", reason="TF-GAN needs TensorFlow Probability")
    theirs = metrics.tensorflow_gan().losses.wargs.wasserstein_gradient_penalty
    critic, samples = linear_critic([3.0, 4.0]), tf.zeros((4, 2))
    expected = tf.function(lambda: theirs(samples, samples + 1, None, lambda samples, _: critic(samples), "critic"))()
    assert float(penalties.gradient_norm(critic, samples)) == pytest.approx(float(expected), rel=1e-6)


@pytest.mark.parametrize("penalize", [penalties.gradient_norm, penalties.r1, penalties.r2])
def test_a_critic_that_ignores_the_samples_has_no_gradient_to_penalize(penalize):
    with pytest.raises(ValueError, match="do not depend"):
        penalize(lambda samples: tf.ones(2), tf.ones((2, 3)))
    with pytest.raises(ValueError, match="empty"):
        penalize(lambda samples: samples, tf.ones((0, 3)))
    with pytest.raises(ValueError, match="int32"):
        penalize(lambda samples: samples, tf.ones((2, 3), tf.int32))


def test_penalties_can_be_traced_with_an_unknown_batch_size():
    critic, real = linear_critic([3.0, 4.0]), tf.reshape(tf.range(6.0), (3, 2))

    @tf.function(input_signature=[tf.TensorSpec([None, 2])])
    def traced(real):
        near = penalties.perturb(real, (0, 1))
        between = penalties.interpolate(real, near, (0, 2))
        return near, penalties.gradient_norm(critic, between), penalties.r1(critic, between, gamma=2.0)

    near, norm, squared = traced(real)
    np.testing.assert_allclose(near, penalties.perturb(real, (0, 1)), rtol=1e-6)
    assert float(norm) == pytest.approx(16.0, rel=1e-6)
    assert float(squared) == pytest.approx(25.0, rel=1e-6)


@pytest.mark.parametrize("penalize", [penalties.r1, penalties.r2])
def test_the_penalty_of_a_linear_critic_is_half_gamma_times_its_squared_weights(penalize):
    samples = tf.random.stateless_normal((7, 2), (0, 0), alg="philox")
    assert float(penalize(linear_critic([3.0, 4.0]), samples, gamma=0.1)) == pytest.approx(0.05 * 25, rel=1e-6)


def test_a_quadratic_critic_is_penalized_at_each_sample():
    """D(x) = |x|^2 has the gradient 2x."""
    samples = tf.constant([[1.0, 2.0], [0.0, -3.0]])
    penalty = penalties.r1(lambda samples: tf.reduce_sum(samples**2, axis=1), samples, gamma=2.0)
    assert float(penalty) == pytest.approx((4 * 5 + 4 * 9) / 2, rel=1e-6)


def test_r1_pulls_the_critics_weights_toward_zero():
    weights = tf.Variable([[3.0], [4.0]])
    with tf.GradientTape() as tape:
        penalty = penalties.r1(lambda samples: samples @ weights, tf.ones((3, 2)), gamma=2.0)
    np.testing.assert_allclose(tape.gradient(penalty, weights), [[6.0], [8.0]], rtol=1e-6)


def test_r1_of_a_flat_critic_is_zero_with_gradient_zero():
    weights = tf.Variable(tf.zeros((2, 1)))
    with tf.GradientTape() as tape:
        penalty = penalties.r1(lambda samples: samples @ weights, tf.ones((3, 2)))
    assert float(penalty) == 0
    np.testing.assert_array_equal(tape.gradient(penalty, weights), [[0.0], [0.0]])


def test_the_dirac_gan_converges_with_r1_and_not_without():
    """D(x) = w x, the data at 0, the generator at theta (arXiv:1801.04406, section 2), taking turns."""

    def distance_after(gamma, steps=300, rate=0.1):
        weight, theta = tf.Variable(1.0), tf.Variable(1.0)

        @tf.function
        def turn():
            with tf.GradientTape() as tape:
                loss = losses.minimax_discriminator(weight * 0.0, weight * theta)
                loss += penalties.r1(lambda samples: weight * samples, tf.zeros((1, 1)), gamma)
            weight.assign_sub(rate * tape.gradient(loss, weight))
            with tf.GradientTape() as tape:
                loss = losses.minimax_generator(weight * theta)
            theta.assign_sub(rate * tape.gradient(loss, theta))

        for _ in range(steps):
            turn()
        return float(np.hypot(weight, theta))

    assert distance_after(gamma=1.0) < 0.01
    assert distance_after(gamma=0.0) > 1.0


@pytest.mark.parametrize("gamma", [-1.0, float("nan")])
@pytest.mark.parametrize("penalize", [penalties.r1, penalties.r2])
def test_a_negative_gamma_is_refused(penalize, gamma):
    with pytest.raises(ValueError, match="gamma"):
        penalize(linear_critic([1.0]), tf.ones((2, 1)), gamma=gamma)


def test_scores_that_are_not_one_a_sample_or_a_pack_are_refused():
    for critic in (tf.reduce_sum, lambda samples: samples[:4]):
        with pytest.raises(ValueError, match="for 6 samples; expected one for each sample, or one for each pack"):
            penalties.gradient_norm(critic, tf.ones((6, 1)))
