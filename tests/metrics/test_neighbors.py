"""Nearest neighbors match brute force, exclude the row itself, and are exact for close rows, in bounded memory."""

import tracemalloc

import numpy as np
import pytest
from sklearn.metrics import pairwise_distances

from tfgan_zoo.metrics import neighbors
from tfgan_zoo.metrics.distances import squared_distances

ROWS = np.random.default_rng(0).normal(size=(37, 4))
OTHERS = np.random.default_rng(1).normal(size=(23, 4))


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr(neighbors, "ROWS", 5)
    monkeypatch.setattr(neighbors, "COLUMNS", 7)


@pytest.mark.parametrize("k", [1, 3, 22])
def test_distances_match_brute_force(k, small_blocks):
    within = np.sort(pairwise_distances(ROWS), axis=1)[:, k]  # the first is the row itself
    across = np.sort(pairwise_distances(ROWS, OTHERS), axis=1)[:, k - 1]
    np.testing.assert_allclose(neighbors.neighbor_distances(ROWS, k, verbose=0), within, rtol=1e-12)
    np.testing.assert_allclose(neighbors.neighbor_distances(ROWS, k, OTHERS, verbose=0), across, rtol=1e-12)


def test_equal_rows_are_at_distance_zero():
    rows = np.concatenate([np.tile([[3.0, 4.0]], (6, 1)), [[0.0, 0.0]]])
    np.testing.assert_array_equal(neighbors.neighbor_distances(rows, 2), [0, 0, 0, 0, 0, 0, 5])


def test_close_rows_far_from_the_origin_have_exact_distances():
    rows = np.array([[1e4, 0.0], [1e4 + 1e-4, 0.0], [2e4, 0.0]])
    np.testing.assert_allclose(neighbors.neighbor_distances(rows, 1)[:2], 1e-4, rtol=1e-6)


def test_rounding_errors_of_equal_rows_are_set_to_zero():
    rows = np.random.default_rng(0).normal(size=(50, 300)) + 3
    assert (np.diag(squared_distances(rows, rows.copy())) == 0).all()
    assert (squared_distances(rows, rows[::-1] + 1e-3) > 0).all()


def test_tiles_cover_every_pair_once(small_blocks):
    distances, seen = np.zeros((37, 23)), np.zeros((37, 23))
    for rows, columns, tile in neighbors.distance_tiles(ROWS, OTHERS, verbose=0):
        assert tile.shape[0] <= 5
        assert tile.shape[1] <= 7
        distances[rows, columns] = tile
        seen[rows, columns] += 1
    np.testing.assert_allclose(distances, pairwise_distances(ROWS, OTHERS), rtol=1e-9)
    assert (seen == 1).all()


def test_memory_is_not_quadratic_in_the_rows(monkeypatch):
    monkeypatch.setattr(neighbors, "ROWS", 128)
    monkeypatch.setattr(neighbors, "COLUMNS", 128)
    rows = np.random.default_rng(0).normal(size=(3000, 2))  # 72 MB of distances
    neighbors.neighbor_distances(rows[:300], 1, verbose=0)  # imports what it needs
    tracemalloc.start()
    neighbors.neighbor_distances(rows, 3, verbose=0)
    for _ in neighbors.distance_tiles(rows, rows, verbose=0):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2e6


def test_a_progress_bar_is_printed_only_for_several_blocks(capsys, small_blocks):
    neighbors.neighbor_distances(ROWS, 1)
    assert "37/37" in capsys.readouterr().out
    neighbors.neighbor_distances(ROWS, 1, verbose=0)
    neighbors.neighbor_distances(ROWS[:5], 1)
    assert capsys.readouterr().out == ""


def test_sets_of_different_precision_can_be_compared():
    expected = neighbors.neighbor_distances(ROWS, 2, OTHERS, verbose=0)
    actual = neighbors.neighbor_distances(ROWS, 2, OTHERS.astype("float32"), verbose=0)
    np.testing.assert_allclose(actual, expected, rtol=1e-5)


def test_more_neighbors_than_rows_are_refused():
    with pytest.raises(ValueError, match="neighbors=23 and 22 other rows"):
        neighbors.neighbor_distances(OTHERS, 23)
