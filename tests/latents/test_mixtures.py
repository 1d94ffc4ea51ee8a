import numpy as np
import pytest

from tfgan_zoo import latents


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


def test_a_mixture_makes_vectors_only():
    with pytest.raises(ValueError, match=r"received the shape \(4, 2, 2\); expected \(batch, components\)"):
        latents.GaussianMixture()((4, 2, 2), (0, 1))


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
