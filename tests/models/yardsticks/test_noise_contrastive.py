"""Noise-contrastive estimation of a Gaussian of which all is known."""

import keras
import numpy as np
import pytest
import scipy.stats

from tfgan_zoo import models, networks
from tfgan_zoo.data.points import GAUSSIAN_COVARIANCE, GAUSSIAN_MEAN

MEAN = np.array(GAUSSIAN_MEAN)
COVARIANCE = np.array(GAUSSIAN_COVARIANCE)
LOG_PARTITION = np.log(2 * np.pi) + 0.5 * np.linalg.slogdet(COVARIANCE)[1]
DENSITY = scipy.stats.multivariate_normal(MEAN, COVARIANCE)


def points(count, seed=0):
    return np.random.default_rng(seed).multivariate_normal(MEAN, COVARIANCE, count).astype("float32")


def true_network():
    network = networks.gaussian_density(2)
    network.set_weights([MEAN, np.linalg.cholesky(np.linalg.inv(COVARIANCE)), LOG_PARTITION])
    return network


def test_the_true_parameters_give_the_normalized_density():
    np.testing.assert_allclose(true_network()(points(7)), DENSITY.logpdf(points(7)), rtol=1e-4)


def test_the_contrast_is_the_cross_entropy_of_data_and_noise_by_hand():
    model = models.NoiseContrastive(true_network(), noise_stddev=1.5, noise_ratio=2)
    real, noise = points(3), 1.5 * np.random.default_rng(1).normal(size=(6, 2)).astype("float32")
    other = scipy.stats.multivariate_normal(np.zeros(2), 1.5**2 * np.eye(2))

    def is_real(samples):
        return DENSITY.pdf(samples) / (DENSITY.pdf(samples) + 2 * other.pdf(samples))

    expected = -np.log(is_real(real)).mean() - 2 * np.log(1 - is_real(noise)).mean()
    assert float(model.contrast(real, noise)) == pytest.approx(expected, rel=1e-5)


def test_it_recovers_the_parameters_and_log_z():
    model = models.NoiseContrastive(networks.gaussian_density(2), noise_stddev=1.5, noise_ratio=5)
    model.compile(optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.05, 400)))
    model.fit(points(20_000), batch_size=1000, epochs=20, verbose=0)
    mean, root, log_partition = model.network.get_weights()
    np.testing.assert_allclose(mean, MEAN, atol=0.03)
    np.testing.assert_allclose(np.linalg.inv(root @ root.T), COVARIANCE, atol=0.05)
    assert log_partition == pytest.approx(LOG_PARTITION, abs=0.03)


def test_samples_have_the_moments_of_the_density():
    model = models.NoiseContrastive(true_network(), num_candidates=200)
    samples = model.sample(10_000)
    np.testing.assert_allclose(samples.mean(axis=0), MEAN, atol=0.05)
    np.testing.assert_allclose(np.cov(samples.T), COVARIANCE, atol=0.07)


def test_another_output_or_number_is_refused():
    with pytest.raises(ValueError, match="expected a log-density for each sample"):
        models.NoiseContrastive(networks.mlp_generator((2,)))
    with pytest.raises(ValueError, match="NoiseContrastive takes noise_ratio as an integer of at least 1, not 0"):
        models.NoiseContrastive(true_network(), noise_ratio=0)
