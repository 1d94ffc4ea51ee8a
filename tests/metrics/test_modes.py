"""A mode is covered by one sample within three standard deviations, as in PacGAN."""

import numpy as np
import pytest

from tfgan_zoo.metrics import HighQualityShare, ModesCaught, mode_coverage

RING = np.stack([np.cos(np.arange(8) * np.pi / 4), np.sin(np.arange(8) * np.pi / 4)], axis=1)


def test_the_centers_themselves_cover_all_modes():
    coverage = mode_coverage(RING, RING, sigma=0.01)
    assert (coverage.caught, coverage.num_modes, coverage.high_quality) == (8, 8, 1.0)


def test_a_collapsed_generator_covers_one_mode_with_perfect_quality():
    coverage = mode_coverage(np.repeat(RING[:1], 100, axis=0), RING, sigma=0.01)
    assert (coverage.caught, coverage.high_quality) == (1, 1.0)


def test_quality_ends_at_three_deviations_in_euclidean_distance():
    inside, outside = RING[0] + [0.0, 0.0299], RING[1] + [0.022, 0.022]  # |(.022, .022)| = .0311
    coverage = mode_coverage([inside, outside], RING, sigma=0.01)
    assert (coverage.caught, coverage.high_quality) == (1, 0.5)


def test_a_far_sample_covers_nothing():
    assert mode_coverage([[9.0, 9.0]], RING, sigma=0.01).caught == 0


def test_it_prints_in_one_line():
    assert str(mode_coverage(RING[:2], RING, sigma=0.01)) == "2 of 8 modes, 100.0 % high quality"


@pytest.mark.parametrize(
    ("points", "sigma", "message"),
    [
        (np.zeros((3, 3)), 0.1, "Expected"),
        (np.zeros((0, 2)), 0.1, "neither empty"),
        (RING, 0.0, "positive"),
        (RING * np.nan, 0.1, "diverged"),
    ],
)
def test_wrong_input_is_refused(points, sigma, message):
    with pytest.raises(ValueError, match=message):
        mode_coverage(points, RING, sigma)


def test_the_metrics_match_the_function_over_all_batches():
    points = np.random.default_rng(0).normal(RING[np.random.default_rng(1).integers(5, size=90)], 0.02)
    caught, share = ModesCaught(RING, 0.01), HighQualityShare(RING, 0.01)
    for metric in (caught, share):
        metric.update(None, points)  # forgotten
        metric.reset()
        for batch in np.split(points, 3):
            metric.update(None, batch)
    coverage = mode_coverage(points, RING, 0.01)
    assert caught.result().value == coverage.caught == 5
    assert share.result().value == pytest.approx(coverage.high_quality)
    assert 0 < coverage.high_quality < 1
    assert str(caught.result()).startswith("modes_caught 5 (network none, 8 known modes, n_real 90, n_fake 90")


def test_a_result_without_samples_is_refused():
    with pytest.raises(ValueError, match="no sample"):
        ModesCaught(RING, 0.01).result()
