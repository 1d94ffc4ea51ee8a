"""Triples of gray images and their labels."""

import numpy as np
import pytest

from tfgan_zoo import data


def gray(count=20, num_classes=10):
    labels = np.arange(count) % num_classes
    return data.from_arrays(np.full((count, 4, 4, 1), 1, "uint8") * labels[:, None, None, None].astype("uint8"), labels)


def test_each_channel_is_one_of_the_images_and_the_label_names_all_three():
    triples = data.stacked(gray(), 50)
    assert triples.samples.shape == (50, 4, 4, 3)
    np.testing.assert_array_equal(triples.samples[:, 0, 0] @ [100, 10, 1], triples.labels)
    assert triples.num_classes == 1000
    assert (triples.samples[..., 0] != triples.samples[..., 1]).any()


def test_the_seed_determines_the_triples():
    first, same, other = (data.stacked(gray(), 50, seed).labels for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, same)
    assert (first != other).any()


@pytest.mark.parametrize(
    "examples", [data.from_arrays(np.zeros((4, 4, 4, 1), "uint8")), data.load("ring", "test")], ids=["bare", "points"]
)
def test_anything_but_labeled_gray_images_is_refused(examples):
    with pytest.raises(ValueError, match="labeled images of one channel"):
        data.stacked(examples)


def test_zero_triples_are_refused():
    with pytest.raises(ValueError, match="at least one triple"):
        data.stacked(gray(), 0)
