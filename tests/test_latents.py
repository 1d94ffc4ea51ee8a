import numpy as np
import pytest

from tfgan_zoo import latents


@pytest.mark.parametrize(("draw", "deviation"), [(latents.normal, 1.0), (latents.uniform, 1 / np.sqrt(3))])
def test_latents_have_mean_zero_and_their_distributions_deviation(draw, deviation):
    values = draw((20_000, 1), (0, 1)).numpy()
    assert abs(values.mean()) < 0.03
    assert values.std() == pytest.approx(deviation, rel=0.03)


def test_uniform_latents_stay_within_one():
    assert np.abs(latents.uniform((1000, 4), (0, 1))).max() <= 1


def test_every_component_of_a_mixture_has_the_same_weight():
    nearest = latents.GaussianMixture(0.01)((40_000, 8), (0, 1)).numpy().argmax(axis=1)
    expected = 40_000 / 8
    np.testing.assert_allclose(np.bincount(nearest, minlength=8), expected, atol=5 * np.sqrt(expected))


def test_a_components_latents_are_normal_around_its_unit_vector():
    values = latents.GaussianMixture(0.05)((20_000, 4), (0, 1)).numpy()
    residuals = (values - np.eye(4)[values.argmax(axis=1)]) / 0.05
    assert abs(residuals.mean()) < 5 / np.sqrt(residuals.size)
    np.testing.assert_allclose(residuals.T @ residuals / len(residuals), np.eye(4), atol=0.06)


def test_the_noise_of_every_component_has_mean_zero():
    values = latents.GaussianMixture(0.05)((20_000, 4), (0, 1)).numpy()
    nearest = values.argmax(axis=1)
    means = [(values[nearest == component] - np.eye(4)[component]).mean(axis=0) for component in range(4)]
    np.testing.assert_allclose(means, 0, atol=5 * 0.05 / np.sqrt(5000))


@pytest.mark.parametrize("deviation", [0.0, -1.0, float("nan")])
def test_a_mixture_of_points_is_refused(deviation):
    with pytest.raises(ValueError, match="above 0, not"):
        latents.GaussianMixture(deviation)


def test_a_mixture_makes_vectors_only():
    with pytest.raises(ValueError, match=r"received the shape \(4, 2, 2\); expected that of vectors"):
        latents.GaussianMixture()((4, 2, 2), (0, 1))


@pytest.mark.parametrize("draw", [latents.normal, latents.uniform, latents.GaussianMixture()])
def test_a_seed_settles_the_latents(draw):
    np.testing.assert_array_equal(draw((3, 2), (5, 1)), draw((3, 2), (5, 1)))
    assert not np.array_equal(draw((3, 2), (5, 1)), draw((3, 2), (5, 2)))


WEIGHTS = np.linspace(0, 1, 7)


def rows(seed, count=5, size=16):
    return np.random.default_rng(seed).normal(size=(count, size))


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


@pytest.mark.parametrize("way", [latents.lerp, latents.slerp])
def test_both_ways_begin_and_end_at_their_ends(way):
    first, second = rows(0), rows(1)
    between = way(first, second, WEIGHTS)
    assert between.shape == (5, 7, 16)
    assert between.dtype == np.float32
    np.testing.assert_allclose(between[:, 0], first, atol=1e-6)
    np.testing.assert_allclose(between[:, -1], second, atol=1e-6)


@pytest.mark.parametrize("way", [latents.lerp, latents.slerp])
def test_between_equal_ends_nothing_moves(way):
    first = rows(0)
    np.testing.assert_allclose(way(first, first, WEIGHTS), np.repeat(first[:, None], 7, axis=1), atol=1e-6)


def test_the_spherical_way_keeps_the_norm_and_turns_evenly():
    between = latents.slerp(unit(rows(0)), unit(rows(1)), WEIGHTS).astype(np.float64)
    np.testing.assert_allclose(np.linalg.norm(between, axis=-1), 1, atol=1e-6)
    cosines = np.sum(between[:, 1:] * between[:, :-1], axis=-1)
    np.testing.assert_allclose(cosines, np.repeat(cosines[:, :1], 6, axis=1), atol=1e-6)


def test_between_vectors_of_one_norm_the_spherical_way_is_shoemakes_formula():
    first, second = 3 * unit(rows(0)), 3 * unit(rows(1))
    angle = np.arccos(np.sum(first * second, axis=1) / 9)[:, None, None]
    weights = WEIGHTS[:, None]
    expected = np.sin((1 - weights) * angle) * first[:, None] + np.sin(weights * angle) * second[:, None]
    np.testing.assert_allclose(latents.slerp(first, second, WEIGHTS), expected / np.sin(angle), atol=1e-5)


def test_between_opposite_vectors_the_spherical_way_goes_round_and_not_through_zero():
    first = unit(rows(0))
    between = latents.slerp(first, -first, WEIGHTS)
    np.testing.assert_allclose(np.linalg.norm(between, axis=-1), 1, atol=1e-6)
    np.testing.assert_allclose(np.sum(between[:, 3] * first, axis=1), 0, atol=1e-6)
    np.testing.assert_allclose(between[:, -1], -first, atol=1e-6)


def test_between_parallel_vectors_the_spherical_way_only_changes_its_length():
    first = rows(0)
    expected = first[:, None] * (1 + WEIGHTS)[:, None]
    np.testing.assert_allclose(latents.slerp(first, 2 * first, WEIGHTS), expected, rtol=1e-5)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ([[0.0, 0.0]], [[1.0, 0.0]], "no direction"),
        ([[1.0]], [[-1.0]], "no way round"),
        ([[1.0, 0.0]], [[1.0]], "expected the same"),
        ([1.0, 0.0], [1.0, 0.0], "expected the same"),
    ],
)
def test_latents_without_a_way_between_them_are_refused(first, second, message):
    with pytest.raises(ValueError, match=message):
        latents.slerp(first, second, WEIGHTS)


@pytest.mark.parametrize("threshold", [2.0, 0.5, 0.04])
def test_truncated_normal_latents_are_those_of_scipy(threshold):
    from scipy.stats import kstest, truncnorm

    values = latents.truncated_normal((20_000,), (0, 1), threshold).numpy()
    assert np.abs(values).max() <= threshold
    assert kstest(values, truncnorm(-threshold, threshold).cdf).pvalue > 0.01


def test_a_far_threshold_truncates_nothing():
    from scipy.stats import kstest

    assert kstest(latents.truncated_normal((20_000,), (0, 1), 9.0).numpy(), "norm").pvalue > 0.01
    np.testing.assert_array_equal(latents.truncated_uniform((9,), (0, 1), 2.0), latents.uniform((9,), (0, 1)))


@pytest.mark.parametrize("draw", [latents.truncated_normal, latents.truncated_uniform])
def test_one_seeds_latents_shrink_with_the_threshold(draw):
    wide, narrow = (draw((50, 3), (4, 0), threshold).numpy() for threshold in (0.9, 0.3))
    assert (np.abs(narrow) <= np.abs(wide)).all()
    assert (np.sign(narrow) == np.sign(wide)).all()
    with pytest.raises(ValueError, match="above 0"):
        draw((2, 2), (0, 0), 0.0)
