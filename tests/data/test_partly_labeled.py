"""A few labels among many images."""

import dataclasses

import numpy as np
import pytest

from tfgan_zoo import data, metrics


def numbered(count=60, num_classes=3):
    """Images that each hold their own number, whose class is the number modulo the classes."""
    numbers = np.arange(count)
    images = np.broadcast_to(numbers.astype("uint8")[:, None, None, None], (count, 2, 2, 1))
    return data.from_arrays(images, labels=numbers % num_classes)


def numbers_of(images):
    return np.rint((np.asarray(images)[:, 0, 0, 0] + 1) * 127.5).astype(int)


def test_equally_many_of_every_class_keep_their_labels():
    labeled = data.partly_labeled(numbered(), num_labels=12).labeled
    assert np.bincount(labeled.labels).tolist() == [4, 4, 4]
    numbers = labeled.samples[:, 0, 0, 0]
    np.testing.assert_array_equal(numbers % 3, labeled.labels)
    assert len(set(numbers.tolist())) == 12


def test_the_seed_determines_which_ones():
    first, again, other = (data.partly_labeled(numbered(), 12, seed=seed).labeled.samples for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_batch_has_images_of_the_whole_dataset_and_labeled_ones():
    examples = data.partly_labeled(numbered(), num_labels=12)
    few, seen, seen_labeled = set(examples.labeled.samples[:, 0, 0, 0].tolist()), set(), set()
    for unlabeled, (labeled, labels) in examples.batches(6, labels=True).take(10):
        assert unlabeled.shape == labeled.shape == (6, 2, 2, 1) and labels.shape == (6,)
        np.testing.assert_array_equal(numbers_of(labeled) % 3, labels)
        seen |= set(numbers_of(unlabeled).tolist())
        seen_labeled |= set(numbers_of(labeled).tolist())
    assert seen == set(range(60))
    assert seen_labeled == few


def test_fewer_labels_than_a_batch_are_repeated():
    examples = data.partly_labeled(numbered(), num_labels=6)
    _, (labeled, _) = next(iter(examples.batches(18, labels=True)))
    _, times = np.unique(numbers_of(labeled), return_counts=True)
    assert times.tolist() == [3] * 6


@pytest.mark.parametrize("skip", [1, 7, 23])
def test_skipping_skips_both_parts(skip):
    examples = data.partly_labeled(numbered(), num_labels=9)
    whole = flat(examples.batches(4, seed=5, labels=True).take(26))[skip:]
    resumed = flat(examples.batches(4, seed=5, labels=True, skip=skip).take(26 - skip))
    for mine, wanted in zip(resumed, whole, strict=True):
        for part, other in zip(mine, wanted, strict=True):
            np.testing.assert_array_equal(part, other)


def flat(batches):
    return [(unlabeled, labeled, labels) for unlabeled, (labeled, labels) in batches]


def test_datasets_of_equal_size_are_not_paired_permanently():
    batches = data.partly_labeled(numbered(), 60).batches(60, labels=True).take(2)
    first, second = (
        set(zip(numbers_of(unlabeled).tolist(), numbers_of(labeled).tolist(), strict=True))
        for unlabeled, (labeled, _) in batches
    )
    assert len(first & second) < 10


def test_without_labels_there_are_images_only():
    examples, whole = data.partly_labeled(numbered(), 12), numbered()
    for mine, wanted in zip(examples.batches(6).take(3), whole.batches(6).take(3), strict=True):
        np.testing.assert_array_equal(mine, wanted)


def test_evaluation_uses_every_example_with_its_label_in_order():
    batches = data.partly_labeled(numbered(), 12).batches(50, labels=True, shuffle=False, repeat=False)
    images, labels = (np.concatenate(parts) for parts in zip(*batches, strict=True))
    np.testing.assert_array_equal(numbers_of(images), range(60))
    np.testing.assert_array_equal(labels, np.arange(60) % 3)


def test_a_classifier_that_measures_learns_from_every_label():
    images, labels = metrics.float_arrays(data.partly_labeled(numbered(), num_labels=12))
    np.testing.assert_array_equal(numbers_of(images), np.arange(60))
    np.testing.assert_array_equal(labels, np.arange(60) % 3)


def test_it_has_the_attributes_of_its_dataset():
    examples, whole = data.partly_labeled(numbered(), 12), numbered()
    for name in ("name", "split", "shape", "num_examples", "num_classes"):
        assert getattr(examples, name) == getattr(whole, name)
    np.testing.assert_array_equal(examples.arrays(5)[1], whole.labels[:5])


@pytest.mark.parametrize(
    ("examples", "arguments", "message"),
    [
        (np.zeros((4, 2)), {}, "examples is ndarray; expected Examples"),
        (data.from_arrays(np.zeros((4, 2))), {}, "has no labels to keep"),
        (numbered(), {"num_labels": 10}, "cannot be shared equally among 3 classes; use a multiple of 3, such as 9"),
        (numbered(), {"num_labels": 0}, "such as 3"),
        (numbered(), {"num_labels": 4, "num_classes": 2}, "go up to 2, but num_classes=2"),
        (numbered(), {"num_labels": 8, "num_classes": 4}, "Class 3 of arrays .train. has 0 examples"),
        (numbered(), {"num_labels": 63}, "has 20 examples, fewer than the 21 .*num_labels=60 or less"),
        (dataclasses.replace(numbered(), num_classes=2), {"num_labels": 4}, "go up to 2"),
    ],
)
def test_labels_that_cannot_be_kept_are_refused(examples, arguments, message):
    with pytest.raises(ValueError, match=message):
        data.partly_labeled(examples, **arguments)
