"""Penalties with exactly known values: of linear and quadratic critics."""

import inspect

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import losses, metrics, penalties


def linear_critic(weights):
    weights = tf.constant(weights, tf.float32)
    return lambda samples: tf.tensordot(samples, weights, axes=len(weights.shape))


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


def test_interpolated_points_have_one_weight_per_example():
    real, fake = tf.zeros((500, 4, 4, 3)), tf.ones((500, 4, 4, 3))
    between = penalties.interpolate(real, fake, (0, 1)).numpy()
    weights = between.reshape(500, -1)
    assert (np.ptp(weights, axis=1) == 0).all()
    assert weights.min() >= 0
    assert weights.max() <= 1
    # Uniform: mean 1/2 and variance 1/12, each within four standard errors.
    assert weights[:, 0].mean() == pytest.approx(0.5, abs=4 * np.sqrt(1 / 12 / 500))
    assert weights[:, 0].var() == pytest.approx(1 / 12, abs=0.015)


def test_interpolation_supports_any_batch_size():
    for size in (1, 3):
        assert penalties.interpolate(tf.zeros((size, 2)), tf.ones((size, 2)), (0, 1)).shape == (size, 2)


def test_samples_of_different_shapes_cannot_be_interpolated():
    with pytest.raises(ValueError, match="same shape"):
        penalties.interpolate(tf.zeros((2, 3)), tf.zeros((2, 4)), (0, 1))


def test_the_penalty_of_a_linear_critic_matches_tf_gan():
    pytest.importorskip("tensorflow_probability", reason="TF-GAN needs TensorFlow Probability")
    theirs = metrics.tensorflow_gan().losses.wargs.wasserstein_gradient_penalty
    critic, samples = linear_critic([3.0, 4.0]), tf.zeros((4, 2))
    expected = tf.function(lambda: theirs(samples, samples + 1, None, lambda samples, _: critic(samples), "critic"))()
    assert float(penalties.gradient_norm(critic, samples)) == pytest.approx(float(expected), rel=1e-6)


def test_integer_samples_cannot_be_interpolated():
    with pytest.raises(ValueError, match="uint8"):
        penalties.interpolate(tf.zeros((2, 3), tf.uint8), tf.zeros((2, 3)), (0, 1))


@pytest.mark.parametrize("penalize", [penalties.gradient_norm, penalties.r1, penalties.r2])
def test_a_critic_that_ignores_the_samples_has_no_gradient_to_penalize(penalize):
    with pytest.raises(ValueError, match="do not depend"):
        penalize(lambda samples: tf.ones(2), tf.ones((2, 3)))
    with pytest.raises(ValueError, match="empty"):
        penalize(lambda samples: samples, tf.ones((0, 3)))
    with pytest.raises(ValueError, match="int32"):
        penalize(lambda samples: samples, tf.ones((2, 3), tf.int32))


# DRAGAN


def test_each_pixel_has_its_own_noise_and_each_sample_its_own_alpha():
    real = tf.random.stateless_normal((2000, 6), (0, 1), alg="philox")
    moved = (penalties.perturb(real, (0, 2)) - real).numpy()
    reach = 0.5 * real.numpy().std()
    # x + alpha * reach * u, both uniform on [0, 1): mean 1/4 and mean square 1/9 of the reach.
    assert moved.min() >= -1e-6
    assert moved.max() <= reach
    assert moved.mean() == pytest.approx(reach / 4, rel=0.03)
    assert (moved**2).mean() == pytest.approx(reach**2 / 9, rel=0.05)
    # Given alpha, pixels differ only by u: two pixels of a sample correlate by var(alpha) / 4 over the variance.
    expected = (1 / 12 * 1 / 4) / (1 / 9 - 1 / 16)
    assert np.corrcoef(moved, rowvar=False)[0, 1:].mean() == pytest.approx(expected, abs=0.04)


def test_the_noise_is_scaled_by_the_spread_of_the_whole_batch():
    real = tf.reshape(tf.range(24.0), (4, 6))
    once = penalties.perturb(real, (0, 1)) - real
    np.testing.assert_allclose(penalties.perturb(10 * real, (0, 1)) - 10 * real, 10 * once, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(penalties.perturb(real, (0, 1), noise_scale=1.0) - real, 2 * once, rtol=1e-3, atol=1e-4)
    np.testing.assert_array_equal(penalties.perturb(real, (0, 1), noise_scale=0.0), real)


def test_perturbation_depends_on_the_seed_and_keeps_the_shape():
    for shape in ((1, 2), (3, 4, 4, 1)):
        real = tf.random.stateless_normal(shape, (0, 1), alg="philox")
        assert penalties.perturb(real, (0, 1)).shape == shape
        np.testing.assert_array_equal(penalties.perturb(real, (0, 1)), penalties.perturb(real, (0, 1)))
        assert not np.allclose(penalties.perturb(real, (0, 1)), penalties.perturb(real, (0, 2)))


def test_negative_noise_scales_and_integer_samples_are_refused():
    for noise_scale in (-0.1, float("nan")):
        with pytest.raises(ValueError, match="at least 0"):
            penalties.perturb(tf.ones((2, 2)), (0, 1), noise_scale=noise_scale)
    with pytest.raises(ValueError, match="uint8"):
        penalties.perturb(tf.ones((2, 2), tf.uint8), (0, 1))


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


# R1 and R2


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


# LeCam


def test_lecam_is_the_squared_distance_of_each_kind_from_the_other_kinds_average():
    real, fake = np.array([[2.0], [-1.0]]), np.array([[0.5], [3.0]])
    expected = ((real - 0.25) ** 2).mean() + ((fake - 1.5) ** 2).mean()
    penalty = penalties.lecam(tf.constant(real), tf.constant(fake), real_average=1.5, fake_average=0.25)
    assert float(penalty) == pytest.approx(expected, rel=1e-6)
    assert penalty.dtype == tf.float32


def test_lecam_gives_the_averages_no_gradient():
    averages = [tf.Variable(1.0), tf.Variable(-1.0)]
    with tf.GradientTape() as tape:
        penalty = penalties.lecam(tf.ones((2, 1)), tf.zeros((2, 1)), *averages)
    assert tape.gradient(penalty, averages) == [None, None]


def test_lecam_refuses_logits_that_do_not_match():
    with pytest.raises(ValueError, match="same shape"):
        penalties.lecam(tf.ones((2, 1)), tf.ones((2,)), 0.0, 0.0)
    with pytest.raises(ValueError, match="int32"):
        penalties.lecam(tf.ones((2, 1), tf.int32), tf.ones((2, 1)), 0.0, 0.0)


# Weights


def test_historical_averaging_is_the_squared_distance_over_all_parameters():
    parameters = [tf.Variable([[1.0, 2.0]]), tf.Variable(3.0)]
    with tf.GradientTape() as tape:
        term = penalties.historical_averaging(parameters, [tf.constant([[0.0, 4.0]]), tf.constant(3.5)])
    assert float(term) == pytest.approx(1 + 4 + 0.25)
    for gradient, expected in zip(tape.gradient(term, parameters), ([[2.0, -4.0]], -1.0), strict=True):
        np.testing.assert_allclose(gradient, expected)


@pytest.mark.parametrize("averages", [[], [np.zeros(2)], [np.zeros((2, 1)), np.zeros(3)]])
def test_averages_that_do_not_match_the_parameters_are_refused(averages):
    with pytest.raises(ValueError, match="one average each"):
        penalties.historical_averaging([tf.Variable(tf.zeros(2)), tf.Variable(tf.zeros(3))], averages)
    with pytest.raises(ValueError, match="one average each"):
        penalties.historical_averaging([], [])


def test_weights_are_clipped_to_the_limit_and_small_ones_stay_unchanged():
    variables = [tf.Variable([0.5, -0.005, -3.0]), tf.Variable(0.01)]
    penalties.clip_weights(variables, limit=0.01)
    np.testing.assert_array_equal(variables[0], np.float32([0.01, -0.005, -0.01]))
    assert float(variables[1]) == np.float32(0.01)


@pytest.mark.parametrize("limit", [0.0, -0.01, float("nan")])
def test_a_limit_that_is_not_positive_is_refused(limit):
    with pytest.raises(ValueError, match="positive"):
        penalties.clip_weights([tf.Variable(1.0)], limit)


def test_every_penalty_is_tested():
    public = {name for name, value in vars(penalties).items() if inspect.isfunction(value)}
    public -= {"replica_rows", "gather_rows", "checked_pair", "checked_samples", "squared_gradients"}
    public -= {"weights_of_examples", "sum_per_score"}
    tested = {name for name in public if f"penalties.{name}" in inspect.getsource(inspect.getmodule(linear_critic))}
    assert public == tested


def test_scores_that_are_not_one_a_sample_or_a_pack_are_refused():
    for critic in (tf.reduce_sum, lambda samples: samples[:4]):
        with pytest.raises(ValueError, match="for 6 samples; expected one for each sample, or one for each pack"):
            penalties.gradient_norm(critic, tf.ones((6, 1)))
