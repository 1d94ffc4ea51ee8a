"""Fréchet distance between two Gaussians, exact in float64 and fast: FID without its network."""

import numpy as np
import scipy.linalg

# With Cholesky pivots below this fraction of the largest, a covariance takes the slower path, exact for singular ones.
SMALLEST_PIVOT = 1e-10


def frechet_distance(mean_1, covariance_1, mean_2, covariance_2):
    """Squared Fréchet (2-Wasserstein) distance between two Gaussians.

    |m1 - m2|^2 + tr(C1) + tr(C2) - 2 tr((C1 C2)^(1/2)). The last trace needs no matrix square root: with C1 = F F^T the
    product C1 C2 has the eigenvalues of the symmetric matrix F^T C2 F, so the trace is the sum of their square roots.
    F is the Cholesky factor. A singular covariance (fewer samples than features) has none: it is factored by its
    eigenvectors, and the trace is the sum of the singular values of F1^T F2. Nothing is added to the diagonal.

    Args:
        mean_1: mean of the first Gaussian, shape (features,).
        covariance_1: its covariance, symmetric, shape (features, features).
        mean_2: mean of the second Gaussian, shape (features,).
        covariance_2: its covariance, shape (features, features).

    Returns:
        The distance as a float, 0 for equal Gaussians.

    Raises:
        ValueError: for shapes that do not match, nonfinite values, or a matrix that is not a covariance.

    Example:
        >>> frechet_distance([0.0], [[1.0]], [3.0], [[4.0]])  # (0 - 3)^2 + (1 - 2)^2
        10.0

    Reference:
        Heusel et al. 2017, https://arxiv.org/abs/1706.08500, eq. 6; Dowson and Landau 1982.
    """
    mean_1, covariance_1 = _checked_gaussian(mean_1, covariance_1, "first")
    mean_2, covariance_2 = _checked_gaussian(mean_2, covariance_2, "second")
    if mean_1.size != mean_2.size:
        raise ValueError(
            f"The first Gaussian has {mean_1.size} features, the second {mean_2.size}. "
            "Both must be from the same feature network."
        )
    shift = mean_1 - mean_2
    traces = np.trace(covariance_1) + np.trace(covariance_2)
    distance = shift @ shift + traces - 2.0 * _trace_of_root_of_product(covariance_1, covariance_2)
    return float(max(distance, 0.0))  # rounding may leave about -1e-13 where the exact value is 0


def frechet_distance_of(real_features, fake_features):
    """Fréchet distance between two sets of features, by the mean and (n - 1 normalized) covariance of each.

    Args:
        real_features: shape (n_real, features), n_real at least 2.
        fake_features: shape (n_fake, features), n_fake at least 2.

    Returns:
        The distance as a float.

    Raises:
        ValueError: for fewer than 2 samples, unequal numbers of features, or values that are not finite.

    Example:
        >>> features = np.random.default_rng(0).normal(size=(100, 8))
        >>> round(frechet_distance_of(features, features + 1.0), 6)
        8.0
    """
    return frechet_distance(*_gaussian_of(real_features, "real"), *_gaussian_of(fake_features, "fake"))


def _gaussian_of(features, which):
    features = np.asarray(features, np.float64)
    if features.ndim != 2 or features.shape[0] < 2:
        raise ValueError(
            f"The {which} features have shape {features.shape}. Expected (samples, features) with at least 2 samples."
        )
    _check_finite(features, f"The {which} features have")
    mean = features.mean(axis=0)
    centered = features - mean
    return mean, centered.T @ centered / (len(features) - 1)


def _checked_gaussian(mean, covariance, which):
    mean, covariance = np.asarray(mean, np.float64), np.asarray(covariance, np.float64)
    if mean.ndim != 1 or covariance.shape != (mean.size, mean.size):
        raise ValueError(
            f"The {which} Gaussian has a mean of shape {mean.shape} and a covariance of shape {covariance.shape}. "
            "Expected (features,) and (features, features)."
        )
    _check_finite(mean, f"The mean of the {which} Gaussian has")
    _check_finite(covariance, f"The covariance of the {which} Gaussian has")
    return mean, covariance


def _check_finite(values, what):
    if not np.isfinite(values).all():
        raise ValueError(f"{what} values that are not finite. Look for NaN or infinity in the images or features.")


def _trace_of_root_of_product(covariance_1, covariance_2):
    """tr((C1 C2)^(1/2)) of two covariances."""
    factor_1, factor_2 = _cholesky(covariance_1), _cholesky(covariance_2)
    if factor_1 is not None and factor_2 is not None:
        eigenvalues = scipy.linalg.eigvalsh(factor_1.T @ covariance_2 @ factor_1)
        return np.sqrt(_non_negative(eigenvalues)).sum()
    factor_1 = _low_rank_root(covariance_1) if factor_1 is None else factor_1
    factor_2 = _low_rank_root(covariance_2) if factor_2 is None else factor_2
    return scipy.linalg.svdvals(factor_1.T @ factor_2).sum()


def _cholesky(covariance):
    """Lower Cholesky factor, or None if the matrix is singular, or too nearly so for accurate roots of eigenvalues."""
    try:
        factor = scipy.linalg.cholesky(covariance, lower=True)
    except scipy.linalg.LinAlgError:
        return None
    pivots = np.diag(factor) ** 2
    return factor if pivots.min() > SMALLEST_PIVOT * pivots.max() else None


def _low_rank_root(covariance):
    """F of shape (features, rank) with F F^T the covariance, its numerically zero directions left out."""
    eigenvalues, eigenvectors = scipy.linalg.eigh(covariance)
    eigenvalues = _non_negative(eigenvalues)
    # Below this a float64 eigenvalue is indistinguishable from zero (the rule of numpy.linalg.matrix_rank).
    kept = eigenvalues > eigenvalues.max(initial=0.0) * eigenvalues.size * np.finfo(np.float64).eps
    return eigenvectors[:, kept] * np.sqrt(eigenvalues[kept])


def _non_negative(eigenvalues):
    smallest, largest = eigenvalues.min(initial=0.0), np.abs(eigenvalues).max(initial=0.0)
    if -smallest > 1e-6 * largest:
        raise ValueError(
            f"A covariance has the eigenvalue {smallest:.3g} beside {largest:.3g}: it is not positive semidefinite. "
            "Pass covariances as numpy.cov computes them."
        )
    return np.maximum(eigenvalues, 0.0)
