"""Interpolation between latents, linear and spherical."""

import numpy as np

PARALLEL = 1e-6  # vectors are parallel if the orthogonal part of one is shorter than this, relative to its length


def lerp(first, second, weights):
    """Linear interpolation between latents: for uniform latents, whose cube it never leaves.

    Args:
        first, second: latents (n, size).
        weights: (k,), 0 gives the first, 1 the second.

    Returns:
        float32 NumPy array (n, k, size).

    Raises:
        ValueError: if the latents are not two arrays of the same shape (n, size).

    Example:
        >>> lerp([[0.0, 2.0]], [[1.0, 0.0]], [0.0, 0.5, 1.0])[0].tolist()
        [[0.0, 2.0], [0.5, 1.0], [1.0, 0.0]]
    """
    first, second = checked_endpoints(first, second)
    weights = np.asarray(weights, np.float64)[:, None]
    return ((1 - weights) * first[:, None] + weights * second[:, None]).astype(np.float32)


def slerp(first, second, weights):
    """Spherical interpolation between latents: for normal latents, whose norms hardly vary.

    The midpoint of a straight line between two normal latents has a norm that the generator has never seen. Here the
    angle and the norm change at a constant rate; between vectors of equal norm this is Shoemake's formula. From a
    vector to its opposite all great circles are equally short, and one of them is chosen.

    Args:
        first, second: latents (n, size).
        weights: (k,), 0 gives the first, 1 the second.

    Returns:
        float32 NumPy array (n, k, size).

    Raises:
        ValueError: if the latents are not two arrays of the same shape (n, size), one of them is zero, or opposite
            latents have a single dimension.

    Example:
        >>> slerp([[1.0, 0.0]], [[0.0, 1.0]], [0.5]).round(4)
        array([[[0.7071, 0.7071]]], dtype=float32)

    Reference:
        White 2016, "Sampling Generative Networks", https://arxiv.org/abs/1609.04468.
    """
    first, second = checked_endpoints(first, second)
    norms = [np.linalg.norm(endpoints, axis=1) for endpoints in (first, second)]
    if not min(endpoints.min() for endpoints in norms) > 0:
        raise ValueError("a latent of zeros has no direction to rotate from or to: interpolate with `lerp`.")
    start, end = first / norms[0][:, None], second / norms[1][:, None]
    cosine = np.sum(start * end, axis=1)
    rejection = end - cosine[:, None] * start
    sine = np.linalg.norm(rejection, axis=1)
    orthogonal = np.stack([orthogonal_direction(*pair) for pair in zip(start, rejection, strict=True)])
    weights = np.asarray(weights, np.float64)
    angles = np.arctan2(sine, cosine)[:, None] * weights  # (n, k)
    rotated = np.cos(angles)[..., None] * start[:, None] + np.sin(angles)[..., None] * orthogonal[:, None]
    lengths = norms[0][:, None] * (1 - weights) + norms[1][:, None] * weights
    return (lengths[..., None] * rotated).astype(np.float32)


def orthogonal_direction(start, rejection):
    """The unit vector along `rejection`; where that vanishes, one orthogonal to the unit vector `start`."""
    length = np.linalg.norm(rejection)
    if length > PARALLEL:
        return rejection / length
    if start.size < 2:
        raise ValueError("opposite latents of size 1 have no path around zero: interpolate with `lerp`.")
    axis = np.eye(start.size)[np.argmin(np.abs(start))]
    orthogonal = axis - (axis @ start) * start
    return orthogonal / np.linalg.norm(orthogonal)


def checked_endpoints(first, second):
    """Both endpoints as float64 (n, size)."""
    first, second = np.asarray(first, np.float64), np.asarray(second, np.float64)
    if first.ndim != 2 or first.shape != second.shape or not first.size:
        raise ValueError(
            f"received latents of shapes {first.shape} and {second.shape}; expected (n, size), the same for both."
        )
    return first, second
