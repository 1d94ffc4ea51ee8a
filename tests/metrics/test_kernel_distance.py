"""The kernel distance: by hand, unbiased, over subsets determined by a seed."""

import numpy as np
import pytest

from tests.metrics.feature_sets import network
from tfgan_zoo import metrics

ROWS = np.random.default_rng(0).normal(size=(60, 3))


def test_the_discrepancy_of_the_cubic_kernel_by_hand():
    real, fake = ROWS[:4], ROWS[4:9]

    def kernel(first, second):
        return (first @ second / 3 + 1) ** 3

    def others(rows):
        pairs = [(i, j) for i in range(len(rows)) for j in range(len(rows)) if i != j]
        return np.mean([kernel(rows[i], rows[j]) for i, j in pairs])

    across = np.mean([kernel(first, second) for first in real for second in fake])
    assert metrics.polynomial_discrepancy(real, fake) == pytest.approx(others(real) + others(fake) - 2 * across)


def test_it_is_unbiased_for_any_size():
    generator = np.random.default_rng(1)
    for size in (5, 50):
        values = [metrics.polynomial_discrepancy(*generator.normal(size=(2, size, 3))) for _ in range(300)]
        assert np.mean(values) == pytest.approx(0, abs=4 * np.std(values) / np.sqrt(300))


def test_subsets_of_all_samples_give_the_statistic_of_all_samples():
    mean, spread = metrics.kernel_distance(ROWS[:30], ROWS[30:], subsets=3, subset_size=30)
    assert mean == pytest.approx(metrics.polynomial_discrepancy(ROWS[:30], ROWS[30:]), rel=1e-12)
    assert spread == pytest.approx(0, abs=1e-12)


def test_the_seed_determines_the_subsets():
    def distance(seed):
        return metrics.kernel_distance(ROWS[:30], ROWS[30:], subsets=3, subset_size=10, seed=seed)

    assert distance(1) == distance(1) != distance(2)


def test_fewer_samples_than_a_subset_are_refused():
    with pytest.raises(ValueError, match="subsets of 1000 needs at least 1000 samples of each kind. Received 30 real"):
        metrics.kernel_distance(ROWS[:30], ROWS[30:])
    with pytest.raises(ValueError, match="subset_size=1"):
        metrics.kernel_distance(ROWS[:30], ROWS[30:], subset_size=1)
    with pytest.raises(ValueError, match="max_samples=500"):
        metrics.KernelDistance(network(), max_samples=500)
