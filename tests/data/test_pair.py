"""Unpaired domains and the one whose map is known."""

import dataclasses

import numpy as np
import pytest

from tfgan_zoo import data
from tfgan_zoo.data.pair import _color


def test_the_true_map_gives_the_second_domain_exactly():
    white = data.load("colored_digits", "test").first
    pair = data.load_pair("colored_digits", "test")
    orange = data.from_arrays(_color(white.samples))
    images, wanted = (next(iter(each.batches(150, shuffle=False))) for each in (white, orange))
    np.testing.assert_allclose(pair.true_map(images), wanted, atol=1e-6)
    np.testing.assert_allclose(pair.true_inverse(wanted), images, atol=1e-6)


def test_the_map_is_far_from_the_identity():
    pair = data.load_pair("colored_digits", "test")
    images = next(iter(pair.first.batches(150)))
    assert np.abs(pair.true_map(images) - images).mean() > 0.5


def test_no_digit_is_in_both_domains_and_both_hold_every_class():
    for split in ("train", "test"):
        pair = data.load_pair("colored_digits", split)
        first, second = pair.first.samples[..., 0], pair.second.samples[..., 0]  # red is the ink in both
        assert not {image.tobytes() for image in first} & {image.tobytes() for image in second}
        counts = np.bincount(pair.first.labels) - np.bincount(pair.second.labels)
        assert np.abs(counts).max() <= 1


def test_domains_of_equal_size_are_not_shuffled_alike():
    images = np.broadcast_to(np.arange(50, dtype="uint8")[:, None, None, None], (50, 2, 2, 1))
    examples = data.from_arrays(images)
    first, second = next(iter(data.unpaired(examples, examples).batches(50)))
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(np.sort(first, axis=0), np.sort(second, axis=0))


def test_domains_of_different_size_repeat_independently():
    small, large = (data.from_arrays(np.zeros((count, 2, 2, 3), "uint8")) for count in (4, 10))
    pair = data.unpaired(small, large)
    assert len(list(pair.batches(4).take(20))) == 20
    assert len(list(pair.batches(4, repeat=False))) == 1


def test_skipping_skips_both_domains():
    pair = data.load_pair("colored_digits", "test")
    whole = list(pair.batches(32, seed=5).take(7))[5:]
    for resumed, wanted in zip(pair.batches(32, seed=5, skip=5).take(2), whole, strict=True):
        np.testing.assert_array_equal(resumed, wanted)


def test_labels_come_with_each_domain():
    (first, first_labels), (second, _) = next(iter(data.load("colored_digits").batches(8, labels=True)))
    assert first.shape == second.shape == (8, 28, 28, 3) and first_labels.shape == (8,)


def test_anything_but_examples_or_a_pair_is_refused():
    with pytest.raises(ValueError, match="second is ndarray; expected Examples"):
        data.unpaired(data.load("digits", "test"), np.zeros((4, 8, 8, 1)))
    with pytest.raises(ValueError, match="digits does not hold two unpaired domains"):
        data.load_pair("digits")
    with pytest.raises(ValueError, match="need three channels"):
        data.load("colored_digits", image_shape=(28, 28, 1))


def test_a_pairs_own_augmentation_is_for_training_only():
    pair = data.load_pair("colored_digits", "test", (8, 8, 3))
    shown = dataclasses.replace(pair, augmentation=lambda images, seed: -images)
    for plain, changed in zip(next(iter(pair.batches(4))), next(iter(shown.batches(4))), strict=True):
        np.testing.assert_array_equal(plain, -changed)
    measured = [next(iter(each.batches(4, shuffle=False, repeat=False))) for each in (pair, shown)]
    np.testing.assert_array_equal(measured[0][0], measured[1][0])
