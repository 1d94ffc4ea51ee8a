"""The Fréchet distance against closed forms, against scipy's matrix square root and against TF-GAN."""

import numpy as np
import pytest
import scipy.linalg

from tfgan_zoo.metrics import frechet_distance, frechet_distance_of


def test_diagonal_covariances_match_the_closed_form():
    deviations_1, deviations_2 = np.array([1.0, 2.0, 3.0]), np.array([2.0, 2.0, 5.0])
    distance = frechet_distance([1.0, 2.0, 3.0], np.diag(deviations_1**2), [1.0, 0.0, 7.0], np.diag(deviations_2**2))
    assert distance == pytest.approx(4.0 + 16.0 + 1.0 + 0.0 + 4.0, abs=1e-12)


def test_the_distance_of_a_shift_is_its_squared_norm():
    covariance = np.array([[2.0, 0.5], [0.5, 1.0]])
    assert frechet_distance([0.0, 0.0], covariance, [3.0, 4.0], covariance) == pytest.approx(25.0, abs=1e-12)


@pytest.mark.parametrize("samples", [400, 10], ids=["more samples than features", "fewer samples than features"])
def test_the_distance_of_a_set_from_itself_is_zero(samples):
    features = np.random.default_rng(0).normal(size=(samples, 40))
    assert frechet_distance_of(features, features) == pytest.approx(0.0, abs=1e-10)


@pytest.mark.parametrize(
    ("n_real", "n_fake"), [(300, 200), (12, 200), (200, 12), (12, 15)], ids=["regular", "real", "fake", "both singular"]
)
def test_it_matches_scipys_matrix_square_root(n_real, n_fake):
    generator = np.random.default_rng(1)
    mixing = generator.normal(size=(30, 30))
    real, fake = generator.normal(size=(n_real, 30)) @ mixing, generator.normal(size=(n_fake, 30)) + 0.3
    covariances = np.cov(real, rowvar=False), np.cov(fake, rowvar=False)
    root = scipy.linalg.sqrtm(covariances[0] @ covariances[1]).real
    shift = real.mean(axis=0) - fake.mean(axis=0)
    expected = shift @ shift + np.trace(covariances[0]) + np.trace(covariances[1]) - 2 * np.trace(root)
    # scipy takes a square root of the rounding of zero eigenvalues: about 1e-8 each, times the scale
    assert frechet_distance_of(real, fake) == pytest.approx(expected, rel=1e-10 if min(n_real, n_fake) > 30 else 1e-5)


def test_singular_covariances_are_exact():
    directions = np.linalg.qr(np.random.default_rng(2).normal(size=(50, 50)))[0]
    variances_1, variances_2 = np.zeros(50), np.zeros(50)
    variances_1[:5], variances_2[3:9] = 4.0, 9.0  # both singular, two directions shared
    covariances = [(directions * variances) @ directions.T for variances in (variances_1, variances_2)]
    expected = 5 * 4.0 + 6 * 9.0 - 2 * 2 * (2.0 * 3.0)
    assert frechet_distance(np.zeros(50), covariances[0], np.zeros(50), covariances[1]) == pytest.approx(
        expected, abs=1e-11
    )


@pytest.mark.parametrize("seed", range(6))
def test_a_single_zero_direction_is_detected_despite_rounding(seed):
    # Rounding leaves +-1e-16 where the last pivot is 0, so that half of these have a Cholesky factor
    directions = np.linalg.qr(np.random.default_rng(seed).normal(size=(40, 40)))[0]
    covariances = [(directions * variances) @ directions.T for variances in ([9.0] * 39 + [0.0], [0.0] + [4.0] * 39)]
    distance = frechet_distance(np.zeros(40), covariances[0], np.zeros(40), covariances[1])
    assert distance == pytest.approx(39 * 9.0 + 39 * 4.0 - 2 * 38 * 6.0, abs=1e-11)


def test_the_distance_to_a_constant_set_is_the_mean_square():
    spread = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 2.0], [0.0, -2.0]])
    assert frechet_distance_of(spread, np.zeros((3, 2))) == pytest.approx(np.trace(np.cov(spread, rowvar=False)))


def test_features_of_different_sizes_are_refused():
    with pytest.raises(ValueError, match="3 features, the second 4"):
        frechet_distance_of(np.eye(3), np.eye(4))


def test_a_single_sample_is_refused():
    with pytest.raises(ValueError, match="at least 2 samples"):
        frechet_distance_of(np.ones((1, 4)), np.ones((5, 4)))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_values_that_are_not_finite_are_refused(bad):
    features = np.random.default_rng(0).normal(size=(10, 3))
    broken = features.copy()
    broken[4, 1] = bad
    with pytest.raises(ValueError, match="fake features have values that are not finite"):
        frechet_distance_of(features, broken)
    with pytest.raises(ValueError, match="mean of the first Gaussian has values that are not finite"):
        frechet_distance([bad], [[1.0]], [0.0], [[1.0]])


def test_a_matrix_that_is_not_a_covariance_is_refused():
    with pytest.raises(ValueError, match="not positive semidefinite"):
        frechet_distance(np.zeros(2), np.eye(2), np.zeros(2), np.diag([1.0, -1.0]))
