"""The held-out part of the training data is always the same and disjoint from the rest."""

import numpy as np
import pytest

from tfgan_zoo import data


def kinds(examples):
    return {sample.tobytes() for sample in examples.samples}


def test_the_two_parts_are_disjoint_and_complete():
    whole = data.load("digits")
    left, held = data.hold_out(whole, 0.2)
    assert left.num_examples + held.num_examples == whole.num_examples
    assert not kinds(left) & kinds(held)
    assert (left.split, held.split, held.name) == ("train", data.HELD_OUT, "digits")


def test_each_class_gives_its_share():
    whole = data.load("digits")
    _, held = data.hold_out(whole, 0.2)
    share = np.bincount(held.labels, minlength=10) / np.bincount(whole.labels)
    np.testing.assert_allclose(share, 0.2, atol=0.01)
    labels = {sample.tobytes(): label for sample, label in zip(whole.samples, whole.labels, strict=True)}
    assert all(labels[sample.tobytes()] == label for sample, label in zip(held.samples, held.labels, strict=True))


def test_it_is_always_the_same_part():
    first, second = (data.hold_out(data.load("swiss_roll"), 0.1)[1].samples for _ in range(2))
    np.testing.assert_array_equal(first, second)
    assert len(first) == 10_000


def test_each_of_two_domains_gives_its_share():
    left, held = data.hold_out(data.load_pair("colored_digits"), 0.2)
    assert (left.split, held.split) == ("train", data.HELD_OUT)
    for domain in ("first", "second"):
        assert not kinds(getattr(left, domain)) & kinds(getattr(held, domain))
    assert held.true_map is left.true_map is not None


def test_labeled_examples_of_a_partly_labeled_dataset_are_not_held_out():
    few = data.partly_labeled(data.load("digits"), num_labels=500)
    left, held = data.hold_out(few, 0.2)
    assert not kinds(few.labeled) & kinds(held.everything)
    assert kinds(left.labeled) == kinds(few.labeled)
    assert 150 < held.num_examples < 299


def test_samples_in_a_file_are_split_like_those_in_memory(tmp_path):
    images = np.random.default_rng(0).integers(0, 256, (2500, 4, 4, 1), np.uint8)
    file = np.memmap(tmp_path / "images", np.uint8, mode="w+", shape=images.shape)
    file[:] = images
    for mine, other in zip(data.hold_out(data.from_arrays(file)), data.hold_out(data.from_arrays(images)), strict=True):
        np.testing.assert_array_equal(mine.samples, other.samples)


@pytest.mark.parametrize("share", [0, 1, -0.1, 1.5, float("nan")])
def test_an_invalid_share_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        data.hold_out(data.load("digits"), share)


def test_too_few_examples_and_another_kind_are_refused():
    few = data.from_arrays(np.zeros((2, 4, 4, 1), np.uint8))
    with pytest.raises(ValueError, match="leaves one part empty"):
        data.hold_out(few, 0.2)
    with pytest.raises(ValueError, match="cannot hold out a part of list"):
        data.hold_out([], 0.2)
