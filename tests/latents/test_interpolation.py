import numpy as np
import pytest

from tfgan_zoo import latents

WEIGHTS = np.linspace(0, 1, 7)


def rows(seed, count=5, size=16):
    return np.random.default_rng(seed).normal(size=(count, size))


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


@pytest.mark.parametrize("interpolate", [latents.lerp, latents.slerp])
def test_interpolation_starts_and_ends_at_the_endpoints(interpolate):
    first, second = rows(0), rows(1)
    between = interpolate(first, second, WEIGHTS)
    assert between.shape == (5, 7, 16)
    assert between.dtype == np.float32
    np.testing.assert_allclose(between[:, 0], first, atol=1e-6)
    np.testing.assert_allclose(between[:, -1], second, atol=1e-6)


@pytest.mark.parametrize("interpolate", [latents.lerp, latents.slerp])
def test_interpolation_between_equal_endpoints_is_constant(interpolate):
    first = rows(0)
    np.testing.assert_allclose(interpolate(first, first, WEIGHTS), np.repeat(first[:, None], 7, axis=1), atol=1e-6)


def test_slerp_keeps_the_norm_and_rotates_evenly():
    between = latents.slerp(unit(rows(0)), unit(rows(1)), WEIGHTS).astype(np.float64)
    np.testing.assert_allclose(np.linalg.norm(between, axis=-1), 1, atol=1e-6)
    cosines = np.sum(between[:, 1:] * between[:, :-1], axis=-1)
    np.testing.assert_allclose(cosines, np.repeat(cosines[:, :1], 6, axis=1), atol=1e-6)


def test_slerp_between_vectors_of_equal_norm_is_shoemakes_formula():
    first, second = 3 * unit(rows(0)), 3 * unit(rows(1))
    angle = np.arccos(np.sum(first * second, axis=1) / 9)[:, None, None]
    weights = WEIGHTS[:, None]
    expected = np.sin((1 - weights) * angle) * first[:, None] + np.sin(weights * angle) * second[:, None]
    np.testing.assert_allclose(latents.slerp(first, second, WEIGHTS), expected / np.sin(angle), atol=1e-5)


def test_slerp_between_opposite_vectors_does_not_pass_through_zero():
    first = unit(rows(0))
    between = latents.slerp(first, -first, WEIGHTS)
    np.testing.assert_allclose(np.linalg.norm(between, axis=-1), 1, atol=1e-6)
    np.testing.assert_allclose(np.sum(between[:, 3] * first, axis=1), 0, atol=1e-6)
    np.testing.assert_allclose(between[:, -1], -first, atol=1e-6)


def test_slerp_between_parallel_vectors_changes_only_the_length():
    first = rows(0)
    expected = first[:, None] * (1 + WEIGHTS)[:, None]
    np.testing.assert_allclose(latents.slerp(first, 2 * first, WEIGHTS), expected, rtol=1e-5)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ([[0.0, 0.0]], [[1.0, 0.0]], "no direction"),
        ([[1.0]], [[-1.0]], "no path around zero"),
        ([[1.0, 0.0]], [[1.0]], "the same for both"),
        ([1.0, 0.0], [1.0, 0.0], "the same for both"),
    ],
)
def test_latents_that_cannot_be_interpolated_are_refused(first, second, message):
    with pytest.raises(ValueError, match=message):
        latents.slerp(first, second, WEIGHTS)
