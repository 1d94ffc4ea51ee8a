"""Distances between sets of samples."""

import numpy as np
import pytest

from tfgan_zoo.monitor import distances


def normal(count, mean=0.0, seed=0):
    return np.random.default_rng(seed).normal(mean, 1.0, (count, 5))


def test_separation_counts_pairs_in_the_right_order_and_ties_as_half():
    assert distances.separation([1.0, 2.0], [0.0, 1.0]) == pytest.approx(3.5 / 4)
    assert distances.separation([1.0, 2.0], [0.0, 0.5]) == 1.0
    assert distances.separation([0.0, 0.5], [1.0, 2.0, 3.0]) == 0.0
    assert np.isnan(distances.separation([1.0, np.nan], [0.0, 1.0]))


def test_samples_of_the_data_have_diversity_one_and_distance_zero():
    actual = distances.compare(normal(400), normal(400, seed=1))
    assert actual["diversity"] == pytest.approx(1, abs=0.1)
    assert actual["coverage"] == pytest.approx(1, abs=0.15)
    assert abs(actual["distance"]) < 0.02


def test_the_distance_is_the_energy_distance_relative_to_the_mean_distance_within_the_data():
    actual = distances.compare([[0.0], [2.0], [0.0], [2.0]], [[1.0], [1.0], [1.0], [1.0]])
    among_real = (4 * 2 + 2 * 0) / 6
    assert actual["distance"] == pytest.approx((2 * 1 - among_real - 0) / among_real)
    assert actual["diversity"] == 0.0


def test_similar_samples_have_low_coverage_and_diversity():
    actual = distances.compare(normal(100), np.tile(normal(1, seed=3), (100, 1)) + 0.01 * normal(100, seed=4))
    assert actual["coverage"] < 0.15
    assert actual["diversity"] < 0.01


def test_samples_far_from_the_data_have_a_large_distance():
    assert distances.compare(normal(100), normal(100, mean=10.0, seed=1))["distance"] > 5


def test_nonfinite_samples_have_nan_signals():
    fake = normal(100)
    fake[0, 0] = np.inf
    assert all(np.isnan(value) for value in distances.compare(normal(100), fake).values())


def test_movement_is_the_change_of_the_samples_relative_to_the_distance_of_real_ones():
    real = np.array([[0.0], [4.0]])
    assert distances.movement(real, np.zeros((2, 1)), np.array([[1.0], [3.0]])) == pytest.approx(np.sqrt(5) / 4)
    assert np.isnan(distances.movement(real, None, np.zeros((2, 1))))
