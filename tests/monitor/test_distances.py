"""How crowds of samples lie to one another."""

import numpy as np
import pytest

from tfgan_zoo.monitor import distances


def normal(count, mean=0.0, seed=0):
    return np.random.default_rng(seed).normal(mean, 1.0, (count, 5))


def test_separation_counts_the_pairs_in_the_right_order_and_ties_half():
    assert distances.separation([1.0, 2.0], [0.0, 1.0]) == pytest.approx(3.5 / 4)
    assert distances.separation([1.0, 2.0], [0.0, 0.5]) == 1.0
    assert distances.separation([0.0, 0.5], [1.0, 2.0, 3.0]) == 0.0
    assert np.isnan(distances.separation([1.0, np.nan], [0.0, 1.0]))


def test_samples_of_the_data_are_as_diverse_and_as_near_as_data():
    found = distances.compared(normal(400), normal(400, seed=1))
    assert found["diversity"] == pytest.approx(1, abs=0.1)
    assert found["coverage"] == pytest.approx(1, abs=0.15)
    assert abs(found["distance"]) < 0.02


def test_the_distance_is_the_energy_distance_of_the_pairs_as_a_share_of_that_within_the_data():
    found = distances.compared([[0.0], [2.0], [0.0], [2.0]], [[1.0], [1.0], [1.0], [1.0]])
    among_real = (4 * 2 + 2 * 0) / 6
    assert found["distance"] == pytest.approx((2 * 1 - among_real - 0) / among_real)
    assert found["diversity"] == 0.0


def test_alike_samples_cover_little_and_hardly_differ():
    found = distances.compared(normal(100), np.tile(normal(1, seed=3), (100, 1)) + 0.01 * normal(100, seed=4))
    assert found["coverage"] < 0.15
    assert found["diversity"] < 0.01


def test_far_samples_are_far():
    assert distances.compared(normal(100), normal(100, mean=10.0, seed=1))["distance"] > 5


def test_samples_that_are_not_finite_leave_the_signals_unknown():
    fake = normal(100)
    fake[0, 0] = np.inf
    assert all(np.isnan(value) for value in distances.compared(normal(100), fake).values())


def test_movement_is_the_way_of_the_samples_over_the_distance_of_real_ones():
    real = np.array([[0.0], [4.0]])
    assert distances.movement(real, np.zeros((2, 1)), np.array([[1.0], [3.0]])) == pytest.approx(np.sqrt(5) / 4)
    assert np.isnan(distances.movement(real, None, np.zeros((2, 1))))
