import numpy as np
import pytest

from tfgan_zoo import latents


@pytest.mark.parametrize(("draw", "stddev"), [(latents.normal, 1.0), (latents.uniform, 1 / np.sqrt(3))])
def test_latents_have_mean_zero_and_their_distributions_deviation(draw, stddev):
    values = draw((20_000, 1), (0, 1)).numpy()
    assert abs(values.mean()) < 0.03
    assert values.std() == pytest.approx(stddev, rel=0.03)


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


@pytest.mark.parametrize("stddev", [0.0, -1.0, float("nan")])
def test_a_mixture_of_points_is_refused(stddev):
    with pytest.raises(ValueError, match="above 0, not"):
        latents.GaussianMixture(stddev)


@pytest.mark.parametrize("mixture", [latents.GaussianMixture(0.05), latents.GaussianRing(2)])
def test_latents_most_likely_belong_to_the_component_they_were_drawn_from(mixture):
    components = np.arange(500) % 2
    drawn = mixture.of_components(components, latents.normal((500, 2), (0, 1)))
    assert (np.asarray(mixture.likeliest_components(drawn)) == components).mean() > 0.99


def test_categories_are_one_hot_and_equally_likely():
    drawn = latents.categories((9000, 3), (0, 1)).numpy()
    assert set(np.unique(drawn)) == {0.0, 1.0}
    assert (drawn.sum(axis=1) == 1).all()
    np.testing.assert_allclose(drawn.mean(axis=0), 1 / 3, atol=0.03)


def test_a_mixture_makes_vectors_only():
    with pytest.raises(ValueError, match=r"received the shape \(4, 2, 2\); expected \(batch, components\)"):
        latents.GaussianMixture()((4, 2, 2), (0, 1))


@pytest.mark.parametrize("draw", [latents.normal, latents.uniform, latents.GaussianMixture()])
def test_a_seed_determines_the_latents(draw):
    np.testing.assert_array_equal(draw((3, 2), (5, 1)), draw((3, 2), (5, 1)))
    assert not np.array_equal(draw((3, 2), (5, 1)), draw((3, 2), (5, 2)))


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


@pytest.mark.parametrize("threshold", [2.0, 0.5, 0.04])
def test_truncated_normal_latents_follow_scipys_distribution(threshold):
    from scipy.stats import kstest, truncnorm

    values = latents.truncated_normal((20_000,), (0, 1), threshold).numpy()
    assert np.abs(values).max() <= threshold
    assert kstest(values, truncnorm(-threshold, threshold).cdf).pvalue > 0.01


def test_a_large_threshold_truncates_nothing():
    from scipy.stats import kstest

    assert kstest(latents.truncated_normal((20_000,), (0, 1), 9.0).numpy(), "norm").pvalue > 0.01
    np.testing.assert_array_equal(latents.truncated_uniform((9,), (0, 1), 2.0), latents.uniform((9,), (0, 1)))


@pytest.mark.parametrize("draw", [latents.truncated_normal, latents.truncated_uniform])
def test_the_latents_of_a_seed_shrink_with_the_threshold(draw):
    wide, narrow = (draw((50, 3), (4, 0), threshold).numpy() for threshold in (0.9, 0.3))
    assert (np.abs(narrow) <= np.abs(wide)).all()
    assert (np.sign(narrow) == np.sign(wide)).all()
    with pytest.raises(ValueError, match="above 0"):
        draw((2, 2), (0, 0), 0.0)


@pytest.mark.parametrize(
    ("distribution", "words"),
    [
        (latents.normal, "standard normal"),
        (latents.uniform, "uniform on [-1, 1)"),
        (latents.GaussianMixture(0.02), "a mixture of Gaussians of standard deviation 0.02 around the one-hot vectors"),
        (
            latents.GaussianRing(4),
            "a ring of 4 Gaussians of radius 1.4, with standard deviations 0.5 toward the center and 0.05 across it",
        ),
        (latents.truncated_normal, "truncated_normal"),
    ],
)
def test_distributions_are_described_for_people(distribution, words):
    assert latents.described(distribution) == words


def test_every_petal_of_a_ring_points_its_own_way():
    ring = latents.GaussianRing(4, 3.0, 0.5, 0.05)
    noise = np.random.default_rng(0).normal(size=(20_000, 2)).astype("float32")
    petal = ring.of_components(np.full(20_000, 1), noise).numpy()
    np.testing.assert_allclose(petal.mean(axis=0), [0, 3], atol=0.02)
    np.testing.assert_allclose(petal.std(axis=0), [0.05, 0.5], rtol=0.03)
    drawn = ring((4000, 2), (0, 1)).numpy()
    quarters = np.round(np.arctan2(drawn[:, 1], drawn[:, 0]) / (np.pi / 2)).astype(int) % 4
    np.testing.assert_allclose(np.bincount(quarters), 1000, atol=150)


def test_a_ring_lies_in_a_plane():
    with pytest.raises(ValueError, match="received latents of size 3; expected 2"):
        latents.GaussianRing()((4, 3), (0, 1))
