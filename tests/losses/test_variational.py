"""Both sides of the evidence lower bound, against NumPy, SciPy and finite differences."""

import numpy as np
import pytest
import scipy.stats
import tensorflow as tf

from tfgan_zoo import losses, networks
from tfgan_zoo.losses import variational

GENERATOR = np.random.default_rng(0)
IMAGES = GENERATOR.uniform(-1, 1, (5, 4, 3, 1)).astype("float32")
MADE = GENERATOR.uniform(-0.9, 0.9, (5, 4, 3, 1)).astype("float32")
MEANS = GENERATOR.normal(size=(5, 3)).astype("float32")
LOG_VARIANCES = GENERATOR.normal(size=(5, 3)).astype("float32")


def test_the_divergence_is_that_of_a_hundred_thousand_draws():
    deviations = np.exp(0.5 * LOG_VARIANCES)
    codes = MEANS + deviations * GENERATOR.normal(size=(100_000, 5, 3))
    ratio = scipy.stats.norm.logpdf(codes, MEANS, deviations) - scipy.stats.norm.logpdf(codes)
    wanted = ratio.mean(axis=0).sum(axis=-1)
    np.testing.assert_allclose(variational.gaussian_divergences(MEANS, LOG_VARIANCES), wanted, atol=0.03)


def test_the_divergence_of_the_prior_from_itself_is_zero_and_grows_in_every_direction():
    zeros = np.zeros((2, 3), "float32")
    assert float(losses.gaussian_kl(zeros, zeros)) == 0
    for mean, log_variance in ((0.1, 0), (-0.1, 0), (0, 0.1), (0, -0.1)):
        assert float(losses.gaussian_kl(zeros + mean, zeros + log_variance)) > 0


def test_a_variance_beyond_float32_leaves_the_divergence_and_its_gradient_finite():
    log_variances = tf.constant([[200.0]])
    with tf.GradientTape() as tape:
        tape.watch(log_variances)
        divergence = losses.gaussian_kl([[0.0]], log_variances)
    assert np.isfinite(divergence)
    assert 0 < float(tape.gradient(divergence, log_variances)[0, 0]) < np.inf


def test_a_bernoulli_likelihood_is_the_cross_entropy_of_whiteness_summed_over_pixels():
    share, white = (IMAGES.astype("float64") + 1) / 2, (np.tanh(MADE.astype("float64")) + 1) / 2
    wanted = (share * np.log(white) + (1 - share) * np.log(1 - white)).sum(axis=(1, 2, 3))
    np.testing.assert_allclose(losses.BernoulliLikelihood().log_densities(IMAGES, MADE), wanted, rtol=1e-5)


def test_of_black_and_white_pixels_a_bernoulli_likelihood_is_a_probability():
    """Over all 2^3 pictures of three pixels it sums to one."""
    pictures = np.array(np.meshgrid(*[[-1.0, 1.0]] * 3)).reshape(3, -1).T.astype("float32")
    parameters = np.tile(np.array([[0.3, -0.9, 0.5]], "float32"), (8, 1))
    densities = losses.BernoulliLikelihood().log_densities(pictures, parameters)
    assert np.exp(densities).sum() == pytest.approx(1, rel=1e-6)


def test_a_pixel_that_is_surely_wrong_still_has_a_gradient():
    """Behind a tanh of -20, which float32 rounds to -1, there would be none."""
    parameters = tf.constant([[-20.0]])
    with tf.GradientTape() as tape:
        tape.watch(parameters)
        density = losses.BernoulliLikelihood().log_densities([[1.0]], parameters)
    assert float(density[0]) == pytest.approx(-40)
    assert float(tape.gradient(density, parameters)[0, 0]) == pytest.approx(2)


def test_a_bernoulli_likelihood_takes_what_the_decoder_has_before_its_tanh():
    decoder = networks.dense_decoder((4, 3, 1), 2, 4)
    codes = GENERATOR.normal(size=(5, 2)).astype("float32")
    parameters = losses.BernoulliLikelihood().parameters_of(decoder)(codes)
    np.testing.assert_allclose(np.tanh(parameters), decoder(codes), atol=1e-6)
    assert losses.GaussianLikelihood(1.0).parameters_of(decoder) is decoder


def test_a_decoder_that_does_not_end_in_tanh_has_no_logits():
    with pytest.raises(ValueError, match="'mlp_generator' ends in Reshape, but .* needs its logits"):
        losses.BernoulliLikelihood().parameters_of(networks.mlp_generator((2,)))


@pytest.mark.parametrize("stddev", [0.3, 2.0])
def test_a_gaussian_likelihood_is_the_normal_density_summed_over_pixels(stddev):
    wanted = scipy.stats.norm.logpdf(IMAGES, MADE, stddev).sum(axis=(1, 2, 3))
    np.testing.assert_allclose(losses.GaussianLikelihood(stddev).log_densities(IMAGES, MADE), wanted, rtol=1e-5)


def test_the_bound_is_a_sum_over_pixels_and_over_codes_so_that_neither_size_weighs_the_other():
    """Twice the pixels are twice the reconstruction, and leave the divergence as it was."""
    for likelihood in (losses.BernoulliLikelihood(), losses.GaussianLikelihood(0.5)):
        once = likelihood.log_densities(IMAGES, MADE)
        twice = likelihood.log_densities(*(np.concatenate([images, images], axis=1) for images in (IMAGES, MADE)))
        np.testing.assert_allclose(twice, 2 * once, rtol=1e-5)
    once = losses.gaussian_kl(MEANS, LOG_VARIANCES)
    twice = losses.gaussian_kl(np.tile(MEANS, (1, 2)), np.tile(LOG_VARIANCES, (1, 2)))
    assert float(twice) == pytest.approx(2 * float(once), rel=1e-6)
    of_more_examples = losses.gaussian_kl(np.tile(MEANS, (2, 1)), np.tile(LOG_VARIANCES, (2, 1)))
    assert float(of_more_examples) == pytest.approx(float(once), rel=1e-6)


def test_with_one_weight_the_importance_weighted_bound_is_the_negative_mean_and_more_weights_lower_it():
    log_weights = GENERATOR.normal(0, 3, (6, 8)).astype("float32")
    bounds = []
    for count in (1, 2, 4, 8):
        groups = log_weights.reshape(-1, count)  # the same weights, so that Jensen's inequality holds without noise
        bounds.append(float(losses.importance_weighted_bound(groups)))
    assert bounds[0] == pytest.approx(-log_weights.mean(), rel=1e-5)
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[0] - bounds[-1] > 1


def test_means_and_variances_of_other_shapes_are_refused():
    with pytest.raises(ValueError, match=r"means have the shape \(5, 3\), the logarithms of variances \(5, 2\)"):
        losses.gaussian_kl(MEANS, LOG_VARIANCES[:, :2])


@pytest.mark.parametrize("likelihood", [losses.BernoulliLikelihood(), losses.GaussianLikelihood(1.0)])
def test_samples_of_another_shape_or_of_integers_are_refused(likelihood):
    with pytest.raises(ValueError, match="real samples have the shape"):
        likelihood.log_densities(IMAGES, MADE[:, :2])
    with pytest.raises(ValueError, match="type uint8"):
        likelihood.log_densities(IMAGES.astype("uint8"), MADE)


@pytest.mark.parametrize("stddev", [0, -1.0, float("nan")])
def test_a_deviation_that_is_not_positive_is_refused(stddev):
    with pytest.raises(ValueError, match="GaussianLikelihood takes stddev as a number above 0"):
        losses.GaussianLikelihood(stddev)
