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


@pytest.mark.parametrize("draw", [latents.normal, latents.uniform])
def test_a_seed_settles_the_latents(draw):
    np.testing.assert_array_equal(draw((3, 2), (5, 1)), draw((3, 2), (5, 1)))
    assert not np.array_equal(draw((3, 2), (5, 1)), draw((3, 2), (5, 2)))
