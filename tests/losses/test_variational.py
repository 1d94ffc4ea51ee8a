"""Both terms of the evidence lower bound, against NumPy and SciPy."""

import numpy as np
import pytest
import scipy.stats
import tensorflow as tf

from tfgan_zoo import losses, networks
from tfgan_zoo.losses import variational

GENERATOR = np.random.default_rng(0)
IMAGES = GENERATOR.uniform(-1, 1, (5, 4, 3, 1)).astype("float32")
OUTPUTS = GENERATOR.uniform(-0.9, 0.9, (5, 4, 3, 1)).astype("float32")
MEANS = GENERATOR.normal(size=(5, 3)).astype("float32")
LOG_VARIANCES = GENERATOR.normal(size=(5, 3)).astype("float32")


def test_the_divergence_matches_a_monte_carlo_estimate():
    deviations = np.exp(0.5 * LOG_VARIANCES)
    codes = MEANS + deviations * GENERATOR.normal(size=(100_000, 5, 3))
    ratio = scipy.stats.norm.logpdf(codes, MEANS, deviations) - scipy.stats.norm.logpdf(codes)
    expected = ratio.mean(axis=0).sum(axis=-1)
    np.testing.assert_allclose(variational.gaussian_divergences(MEANS, LOG_VARIANCES), expected, atol=0.03)


def test_the_divergence_of_the_prior_from_itself_is_zero_and_grows_in_every_direction():
    zeros = np.zeros((2, 3), "float32")
    assert float(losses.gaussian_kl(zeros, zeros)) == 0
    for mean, log_variance in ((0.1, 0), (-0.1, 0), (0, 0.1), (0, -0.1)):
        assert float(losses.gaussian_kl(zeros + mean, zeros + log_variance)) > 0


def test_the_divergence_and_its_gradient_are_finite_for_huge_variances():
    log_variances = tf.constant([[200.0]])
    with tf.GradientTape() as tape:
        tape.watch(log_variances)
        divergence = losses.gaussian_kl([[0.0]], log_variances)
    assert np.isfinite(divergence)
    assert 0 < float(tape.gradient(divergence, log_variances)[0, 0]) < np.inf


def test_a_bernoulli_likelihood_is_the_cross_entropy_summed_over_pixels():
    targets, white = (IMAGES.astype("float64") + 1) / 2, (np.tanh(OUTPUTS.astype("float64")) + 1) / 2
    expected = (targets * np.log(white) + (1 - targets) * np.log(1 - white)).sum(axis=(1, 2, 3))
    np.testing.assert_allclose(losses.BernoulliLikelihood().log_densities(IMAGES, OUTPUTS), expected, rtol=1e-5)


def test_a_bernoulli_likelihood_of_black_and_white_pixels_is_a_probability():
    """Over all 2^3 images of three pixels it sums to one."""
    pictures = np.array(np.meshgrid(*[[-1.0, 1.0]] * 3)).reshape(3, -1).T.astype("float32")
    parameters = np.tile(np.array([[0.3, -0.9, 0.5]], "float32"), (8, 1))
    densities = losses.BernoulliLikelihood().log_densities(pictures, parameters)
    assert np.exp(densities).sum() == pytest.approx(1, rel=1e-6)


def test_a_pixel_that_is_confidently_wrong_has_a_gradient():
    """After a tanh of -20, which float32 rounds to -1, it would have none."""
    parameters = tf.constant([[-20.0]])
    with tf.GradientTape() as tape:
        tape.watch(parameters)
        density = losses.BernoulliLikelihood().log_densities([[1.0]], parameters)
    assert float(density[0]) == pytest.approx(-40)
    assert float(tape.gradient(density, parameters)[0, 0]) == pytest.approx(2)


def test_a_bernoulli_likelihood_uses_the_decoders_output_before_its_tanh():
    decoder = networks.dense_decoder((4, 3, 1), 2, 4)
    codes = GENERATOR.normal(size=(5, 2)).astype("float32")
    parameters = losses.BernoulliLikelihood().parameters_of(decoder)(codes)
    np.testing.assert_allclose(np.tanh(parameters), decoder(codes), atol=1e-6)
    assert losses.GaussianLikelihood(1.0).parameters_of(decoder) is decoder


def test_a_bernoulli_likelihood_refuses_a_decoder_without_tanh():
    with pytest.raises(ValueError, match="'mlp_generator' ends in Reshape, but .* needs its logits"):
        losses.BernoulliLikelihood().parameters_of(networks.mlp_generator((2,)))


@pytest.mark.parametrize("stddev", [0.3, 2.0])
def test_a_gaussian_likelihood_is_the_normal_density_summed_over_pixels(stddev):
    expected = scipy.stats.norm.logpdf(IMAGES, OUTPUTS, stddev).sum(axis=(1, 2, 3))
    np.testing.assert_allclose(losses.GaussianLikelihood(stddev).log_densities(IMAGES, OUTPUTS), expected, rtol=1e-5)


def test_both_terms_of_the_bound_are_sums_and_not_means():
    """Twice the pixels double the reconstruction term, and do not change the divergence."""
    for likelihood in (losses.BernoulliLikelihood(), losses.GaussianLikelihood(0.5)):
        once = likelihood.log_densities(IMAGES, OUTPUTS)
        twice = likelihood.log_densities(*(np.concatenate([images, images], axis=1) for images in (IMAGES, OUTPUTS)))
        np.testing.assert_allclose(twice, 2 * once, rtol=1e-5)
    once = losses.gaussian_kl(MEANS, LOG_VARIANCES)
    twice = losses.gaussian_kl(np.tile(MEANS, (1, 2)), np.tile(LOG_VARIANCES, (1, 2)))
    assert float(twice) == pytest.approx(2 * float(once), rel=1e-6)
    of_more_examples = losses.gaussian_kl(np.tile(MEANS, (2, 1)), np.tile(LOG_VARIANCES, (2, 1)))
    assert float(of_more_examples) == pytest.approx(float(once), rel=1e-6)


def test_the_importance_weighted_bound_of_one_weight_is_the_negative_mean_and_more_weights_lower_it():
    log_weights = GENERATOR.normal(0, 3, (6, 8)).astype("float32")
    bounds = []
    for count in (1, 2, 4, 8):
        groups = log_weights.reshape(-1, count)  # the same weights, so that Jensen's inequality holds without noise
        bounds.append(float(losses.importance_weighted_bound(groups)))
    assert bounds[0] == pytest.approx(-log_weights.mean(), rel=1e-5)
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[0] - bounds[-1] > 1


def test_means_and_variances_of_different_shapes_are_refused():
    with pytest.raises(ValueError, match=r"means have the shape \(5, 3\), the log-variances \(5, 2\)"):
        losses.gaussian_kl(MEANS, LOG_VARIANCES[:, :2])


@pytest.mark.parametrize("likelihood", [losses.BernoulliLikelihood(), losses.GaussianLikelihood(1.0)])
def test_samples_of_another_shape_or_integers_are_refused(likelihood):
    with pytest.raises(ValueError, match="real samples have the shape"):
        likelihood.log_densities(IMAGES, OUTPUTS[:, :2])
    with pytest.raises(ValueError, match="type uint8"):
        likelihood.log_densities(IMAGES.astype("uint8"), OUTPUTS)


@pytest.mark.parametrize("stddev", [0, -1.0, float("nan")])
def test_a_stddev_that_is_not_positive_is_refused(stddev):
    with pytest.raises(ValueError, match="GaussianLikelihood takes stddev as a number above 0"):
        losses.GaussianLikelihood(stddev)
