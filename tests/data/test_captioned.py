"""Digits in colors: what a caption says is what its image shows, and some pairs are left for later."""

import numpy as np
import pytest

from tfgan_zoo import data, networks
from tfgan_zoo.data.captioned import DIGIT_WORDS, SYNONYMS, is_held_out


def gray(count=400, num_classes=10):
    labels = np.arange(count) % num_classes
    return data.from_arrays(np.full((count, 4, 4, 1), 200, "uint8"), labels)


@pytest.fixture(scope="module")
def seen():
    return data.captioned(gray())


@pytest.fixture(scope="module")
def held_out():
    return data.captioned(gray(), held_out=True)


@pytest.mark.parametrize("which", ["seen", "held_out"])
def test_a_caption_says_the_color_and_the_digit_of_its_image_and_label(which, request):
    examples = request.getfixturevalue(which)
    colors = list(data.COLORS)
    for image, label, caption in zip(examples.samples, examples.labels, examples.conditions["captions"], strict=True):
        color, digit = divmod(label, 10)
        name = colors[color]
        words = caption.replace(",", "").split()
        assert [word in (name, SYNONYMS[name]) for word in words].count(True) == 1
        assert DIGIT_WORDS[digit] in words
        np.testing.assert_array_equal(image[0, 0], np.array(data.COLORS[name]) * 200 // 255)
    np.testing.assert_array_equal(examples.labels % 10, gray().labels)
    assert examples.class_names[examples.labels[0]] == f"{colors[examples.labels[0] // 10]} zero"


def test_every_pair_is_seen_or_held_out_and_none_both(seen, held_out):
    of_seen, of_held_out = set(seen.labels.tolist()), set(held_out.labels.tolist())
    assert len(of_held_out) == 12
    assert not of_seen & of_held_out
    assert of_seen | of_held_out == set(range(60))


def test_every_word_of_a_held_out_caption_is_seen_in_another(seen, held_out):
    known, asked = (set(networks.vocabulary_of(each.conditions["captions"])) for each in (seen, held_out))
    assert asked <= known


def test_two_digits_of_each_color_are_held_out():
    pairs = is_held_out(np.arange(6)[:, None], np.arange(10))
    np.testing.assert_array_equal(pairs.sum(axis=1), 2)
    assert pairs.sum(axis=0).min() >= 1


def test_captions_are_english(seen):
    vowels = [caption for caption in seen.conditions["captions"] if " azure" in caption or " eight" in caption]
    assert any(caption.startswith("an ") for caption in vowels)
    assert not any(caption.startswith(("a azure", "a eight", "an one")) for caption in seen.conditions["captions"])


def test_the_seed_determines_colors_and_captions(seen):
    same, other = data.captioned(gray()), data.captioned(gray(), seed=1)
    np.testing.assert_array_equal(same.conditions["captions"], seen.conditions["captions"])
    assert (other.labels != seen.labels).any()
    assert data.fingerprint(same) == data.fingerprint(seen) != data.fingerprint(other)


def test_batches_hold_the_captions_of_their_own_images(seen):
    batch = next(iter(seen.batches(50, labels=True)))
    expected = {int(label): set() for label in seen.labels}
    for label, caption in zip(seen.labels, seen.conditions["captions"], strict=True):
        expected[int(label)].add(caption.encode())
    for label, caption in zip(batch["labels"].numpy(), batch["captions"].numpy(), strict=True):
        assert caption in expected[label]


@pytest.mark.parametrize(
    "examples", [data.from_arrays(np.zeros((4, 4, 4, 1), "uint8")), gray(num_classes=3), data.load("ring", "test")]
)
def test_anything_but_gray_digits_is_refused(examples):
    with pytest.raises(ValueError, match="expected gray images of the ten digits"):
        data.captioned(examples)
