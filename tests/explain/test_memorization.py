"""Copies are found out, new images are not suspected."""

import numpy as np
import pytest

from tfgan_zoo import explain


def rows(count, seed, size=8):
    return np.random.default_rng(seed).normal(size=(count, size))


def test_neighbors_come_nearest_first_with_their_distances():
    distances, places = explain.nearest([[0.0, 0.0]], [[3.0, 4.0], [0.0, 1.0], [0.0, -2.0]], 3)
    assert places.tolist() == [[1, 2, 0]]
    assert distances.tolist() == [[1.0, 2.0, 5.0]]


def test_neighbors_are_those_of_all_distances():
    queries, references = rows(30, 0), rows(50, 1)
    every = np.linalg.norm(queries[:, None] - references[None], axis=2)
    distances, places = explain.nearest(queries, references, 4)
    np.testing.assert_array_equal(places, np.argsort(every, axis=1)[:, :4])
    np.testing.assert_allclose(distances, np.sort(every, axis=1)[:, :4])


def test_images_are_taken_as_vectors_and_an_image_is_its_own_neighbor():
    pictures = rows(5, 0, 12).reshape(5, 2, 2, 3)
    distances, places = explain.nearest(pictures, pictures)
    assert places[:, 0].tolist() == [0, 1, 2, 3, 4]
    assert not distances.any()


def test_copies_of_training_images_are_all_found():
    train, held_out = rows(200, 0), rows(200, 1)
    found = explain.memorization(train[:50] + 1e-3, train, held_out, verbose=0)
    assert found.near_as_held_out == found.near_as_training == 1.0
    assert (found.n_fake, found.n_train, found.n_held_out) == (50, 200, 200)


def test_new_images_of_the_same_kind_are_near_as_often_as_held_out_ones():
    found = explain.memorization(rows(2000, 2), rows(500, 0), rows(2000, 1), verbose=0)
    assert found.near_as_held_out == pytest.approx(0.05, abs=0.015)


def test_the_share_of_copies_is_found_among_new_images():
    train = rows(500, 0)
    fake = np.concatenate([train[:100], rows(300, 2)])
    assert explain.memorization(fake, train, rows(2000, 1), verbose=0).near_as_held_out == pytest.approx(0.29, abs=0.03)


def test_samples_far_from_all_data_are_no_copies_and_without_held_out_images_training_ones_are_the_mark():
    found = explain.memorization(rows(20, 2) + 50, rows(100, 0), verbose=0)
    assert found.near_as_training == 0
    assert found.near_as_held_out is None
    assert "held-out images" not in str(found)


@pytest.mark.parametrize(
    ("fake", "train", "held_out", "message"),
    [
        (rows(5, 0), rows(19, 0), None, "19 training images; expected at least 20"),
        (rows(5, 0), rows(30, 0), rows(3, 0), "3 held-out images"),
        (rows(5, 0, size=3), rows(30, 0), None, "one size"),
        (np.full((5, 8), np.nan), rows(30, 0), None, "not finite"),
        (np.zeros((0, 8)), rows(30, 0), None, "expected"),
    ],
)
def test_what_cannot_be_compared_is_refused(fake, train, held_out, message):
    with pytest.raises(ValueError, match=message):
        explain.memorization(fake, train, held_out, verbose=0)


def test_more_neighbors_than_there_are_references_are_refused():
    with pytest.raises(ValueError, match="at most as many"):
        explain.nearest(rows(2, 0), rows(3, 1), 4)
