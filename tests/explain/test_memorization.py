"""Copies are detected, and new images are not."""

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from tfgan_zoo import data, explain

SPLITS = (("train", 1000), ("test", 300))


def rows(count, seed, size=8):
    return np.random.default_rng(seed).normal(size=(count, size))


def test_neighbors_are_sorted_by_distance():
    distances, places = explain.nearest([[0.0, 0.0]], [[3.0, 4.0], [0.0, 1.0], [0.0, -2.0]], 3)
    assert places.tolist() == [[1, 2, 0]]
    assert distances.tolist() == [[1.0, 2.0, 5.0]]


def test_neighbors_match_all_pairwise_distances():
    queries, references = rows(30, 0), rows(50, 1)
    every = np.linalg.norm(queries[:, None] - references[None], axis=2)
    distances, places = explain.nearest(queries, references, 4)
    np.testing.assert_array_equal(places, np.argsort(every, axis=1)[:, :4])
    np.testing.assert_allclose(distances, np.sort(every, axis=1)[:, :4])


def test_images_are_flattened_and_an_image_is_its_own_neighbor():
    pictures = rows(5, 0, 12).reshape(5, 2, 2, 3)
    distances, places = explain.nearest(pictures, pictures)
    assert places[:, 0].tolist() == [0, 1, 2, 3, 4]
    assert not distances.any()


def test_all_copies_of_training_images_are_detected():
    train, held_out = rows(200, 0), rows(200, 1)
    actual = explain.memorization(train[:50] + 1e-3, train, held_out)
    assert actual.near_as_held_out == actual.near_as_training == 1.0
    assert (actual.n_fake, actual.n_train, actual.n_held_out) == (50, 200, 200)


def digits():
    """Training and held-out digits."""
    return (np.asarray(data.load("digits", split).first_samples(count), "float32") for split, count in SPLITS)


def noise(shape):
    return np.random.default_rng(0).normal(0, 0.05, shape)


def averages(train, held_out):
    """What a blurred generator makes: averages of the training images nearest to unseen ones."""
    _, rows = explain.nearest(held_out, train, 5)
    return train[rows].mean(axis=1)


@pytest.mark.parametrize(
    ("made", "least", "most"),
    [
        (lambda train, held_out: train[:200], 1.0, 1.0),
        (lambda train, held_out: train[:200] + noise(train[:200].shape), 0.99, 1.0),
        (averages, 0.0, 0.05),
        (lambda train, held_out: gaussian_filter(held_out, (0, 1, 1, 0)), 0.0, 0.05),
        (lambda train, held_out: np.repeat(train.mean(axis=0, keepdims=True), 50, axis=0), 0.0, 0.0),
        (lambda train, held_out: held_out[150:], 0.0, 0.1),
    ],
    ids=["copies", "noised copies", "averages", "blurred images", "the mean", "held-out images"],
)
def test_copies_are_told_from_blur(made, least, most):
    train, held_out = digits()
    found = explain.memorization(made(train, held_out), train, held_out[:150])
    assert least <= found.near_as_held_out <= most


def test_copies_of_images_that_stand_twice_in_the_data_are_copies():
    train = np.concatenate([rows(100, 0), rows(100, 0)])
    found = explain.memorization(train[:50], train, rows(100, 1))
    assert found.near_as_held_out == 1.0
    assert found.n_train == 100


def test_new_images_are_as_close_as_held_out_ones():
    actual = explain.memorization(rows(2000, 2), rows(500, 0), rows(2000, 1))
    assert actual.near_as_held_out == pytest.approx(0.05, abs=0.015)


def test_the_fraction_of_copies_is_detected():
    train = rows(500, 0)
    fake = np.concatenate([train[:100], rows(300, 2)])
    assert explain.memorization(fake, train, rows(2000, 1)).near_as_held_out == pytest.approx(0.29, abs=0.03)


def test_samples_far_from_the_data_are_not_copies_and_held_out_images_are_optional():
    actual = explain.memorization(rows(20, 2) + 50, rows(100, 0))
    assert actual.near_as_training == 0
    assert actual.near_as_held_out is None
    assert "held-out images" not in str(actual)


@pytest.mark.parametrize(
    ("fake", "train", "held_out", "message"),
    [
        (rows(5, 0), rows(19, 0), None, "19 different training images; expected at least 20"),
        (rows(5, 0), np.repeat(rows(15, 0), 2, axis=0), None, "15 different training images"),
        (rows(5, 0), rows(30, 0), rows(3, 0), "3 held-out images"),
        (rows(5, 0, size=3), rows(30, 0), None, "one size"),
        (np.full((5, 8), np.nan), rows(30, 0), None, "not finite"),
        (np.zeros((0, 8)), rows(30, 0), None, "expected"),
    ],
)
def test_samples_that_do_not_match_are_refused(fake, train, held_out, message):
    with pytest.raises(ValueError, match=message):
        explain.memorization(fake, train, held_out)


def test_more_neighbors_than_references_are_refused():
    with pytest.raises(ValueError, match="at most as many"):
        explain.nearest(rows(2, 0), rows(3, 1), 4)
