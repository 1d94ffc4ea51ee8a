"""Precision is of generated samples and recall of real ones; density and coverage by hand."""

import numpy as np
import pytest

from tfgan_zoo import metrics

TWO_MODES = np.array([[0.0], [1.0], [2.0], [9.0], [10.0], [11.0]])


def test_precision_and_recall_are_not_swapped():
    dropped = TWO_MODES[:3] + 0.1
    assert metrics.precision_recall(TWO_MODES, dropped, neighbors=1) == (1.0, 0.5)  # all good, half missing
    invented = np.concatenate([TWO_MODES + 0.1, TWO_MODES + 100])
    assert metrics.precision_recall(TWO_MODES, invented, neighbors=1) == (0.5, 1.0)  # half good, none missing
    assert metrics.density_coverage(TWO_MODES, dropped, neighbors=1)[1] == 0.5
    assert metrics.density_coverage(TWO_MODES, invented, neighbors=1)[1] == 1.0


def test_recall_is_by_balls_around_generated_samples_and_precision_by_those_around_real_ones():
    wide, narrow = np.array([[0.0], [5.0], [10.0]]), np.array([[0.0], [0.1], [0.2]])  # radii 5, and 0.1
    assert metrics.precision_recall(wide, narrow, neighbors=1) == (1.0, 1 / 3)
    assert metrics.precision_recall(narrow, wide, neighbors=1) == (1 / 3, 1.0)


def test_a_ball_includes_its_surface_at_the_kth_neighbor():
    real = np.array([[0.0], [1.0], [3.0]])
    fake = np.array([[6.0], [-1.0], [7.0], [50.0]])
    assert metrics.precision_recall(real, fake, neighbors=1)[0] == 0.25  # radii 1, 1, 2: -1 lies on a surface
    assert metrics.precision_recall(real, fake, neighbors=2)[0] == 0.5  # radii 3, 2, 3: 6 and -1


def test_density_excludes_the_surface_of_balls():
    real = np.array([[0.0], [1.0], [3.0]])  # radii 1, 1, 2
    fake = np.array([[0.5], [1.5], [2.0], [9.0]])  # in 2 balls, in 2, on one surface and in 1, in none
    assert metrics.density_coverage(real, fake, neighbors=1) == (5 / 4, 1.0)
    assert metrics.density_coverage(real, fake[3:].repeat(2, axis=0), neighbors=1) == (0.0, 0.0)


def test_coverage_of_the_same_distribution_matches_the_papers_expectation():
    real, fake = np.random.default_rng(0).normal(size=(2, 1000, 3))
    for neighbors in (1, 3):
        assert metrics.density_coverage(real, fake, neighbors)[1] == pytest.approx(1 - 2.0**-neighbors, abs=0.05)
        assert metrics.density_coverage(real, fake, neighbors)[0] == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("metric", [metrics.precision_recall, metrics.density_coverage], ids=["prc", "dc"])
def test_the_block_size_does_not_change_the_result(monkeypatch, metric):
    real, fake = np.random.default_rng(0).normal(size=(2, 40, 2))
    whole = metric(real, fake + 1)
    monkeypatch.setattr("tfgan_zoo.metrics.neighbors.ROWS", 7)
    monkeypatch.setattr("tfgan_zoo.metrics.neighbors.COLUMNS", 9)
    assert metric(real, fake + 1, verbose=0) == whole


@pytest.mark.parametrize("metric", [metrics.precision_recall, metrics.density_coverage], ids=["prc", "dc"])
def test_too_few_samples_are_refused(metric):
    with pytest.raises(ValueError, match="needs at least 5 samples of each kind. Received 6 real and 4 generated"):
        metric(TWO_MODES, TWO_MODES[:4], neighbors=4)
    with pytest.raises(ValueError, match="neighbors=0"):
        metric(TWO_MODES, TWO_MODES, neighbors=0)


def test_the_nearest_neighbor_test_counts_ties_as_half_and_needs_equal_sizes():
    same = np.zeros((4, 2))
    assert metrics.nearest_neighbor_test(same, same).accuracy == 0.5
    actual = metrics.nearest_neighbor_test([[0.0], [1.0], [10.0]], [[0.4], [20.0], [20.5]])
    assert (actual.on_real, actual.on_fake) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert actual.accuracy == pytest.approx(1 / 2)
    with pytest.raises(ValueError, match="3 real and 2 generated.*equally many"):
        metrics.nearest_neighbor_test(np.zeros((3, 1)), np.zeros((2, 1)))
