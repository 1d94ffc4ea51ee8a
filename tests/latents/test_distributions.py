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


@pytest.mark.parametrize("draw", [latents.normal, latents.uniform, latents.GaussianMixture()])
def test_a_seed_determines_the_latents(draw):
    np.testing.assert_array_equal(draw((3, 2), (5, 1)), draw((3, 2), (5, 1)))
    assert not np.array_equal(draw((3, 2), (5, 1)), draw((3, 2), (5, 2)))


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
        (latents.TruncatedNormal(0.5), "standard normal, with values beyond 0.5 resampled"),
        (latents.truncated_normal, "truncated_normal"),
    ],
)
def test_distributions_are_described_for_people(distribution, words):
    assert latents.described(distribution) == words


def test_categories_are_one_hot_and_equally_likely():
    drawn = latents.categories((9000, 3), (0, 1)).numpy()
    assert set(np.unique(drawn)) == {0.0, 1.0}
    assert (drawn.sum(axis=1) == 1).all()
    np.testing.assert_allclose(drawn.mean(axis=0), 1 / 3, atol=0.03)
