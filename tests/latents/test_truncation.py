import numpy as np
import pytest

from tfgan_zoo import latents


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
