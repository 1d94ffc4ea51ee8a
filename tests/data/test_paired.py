"""Pairs of pictures stay pairs, whatever happens to them."""

import numpy as np
import pytest

from tfgan_zoo import data


def numbered(count=40, size=6, channels=(3, 1), label_map=False, augmentation=None):
    """Pairs of noise in which every pixel of the target is its source plus one level."""
    source = np.random.default_rng(0).integers(0, 255, (count, size, size, 1), dtype="uint8")
    target, source = ((source + 1).repeat(channels[0], axis=-1), source.repeat(channels[1], axis=-1))
    return data.paired(data.from_arrays(target), data.from_arrays(source), label_map, augmentation)


def apart(batch):
    """How far each target is from its source, in levels."""
    return ((batch["sample"] - batch["source"]) * 127.5).numpy()


def test_pairs_stay_together_through_shuffling_epochs_and_skipping():
    pairs = numbered()
    assert (pairs.shape, pairs.source_shape, pairs.num_examples) == ((6, 6, 3), (6, 6, 1), 40)
    whole = list(pairs.batches(16, seed=3).take(6))
    for batch in whole:
        np.testing.assert_allclose(apart(batch), 1, atol=1e-4)
    assert not np.array_equal(whole[0]["source"], whole[2]["source"])  # another epoch
    for resumed, wanted in zip(pairs.batches(16, seed=3, skip=4).take(2), whole[4:], strict=True):
        for name in ("sample", "source"):
            np.testing.assert_array_equal(resumed[name], wanted[name])


def test_one_seed_augments_both_pictures_of_a_pair_alike():
    augmentation = data.Augmentation(flip=True, crop=2, rotation=20, jitter=3)
    given = next(iter(numbered().batches(40, augment=augmentation)))
    np.testing.assert_allclose(apart(given), 1, atol=1e-3)
    own = next(iter(numbered(augmentation=augmentation).batches(40)))
    np.testing.assert_array_equal(own["sample"], given["sample"])
    assert not np.array_equal(own["sample"], next(iter(numbered().batches(40)))["sample"])


def test_evaluation_batches_are_not_augmented():
    plain, augmented = (numbered(augmentation=change) for change in (None, data.Augmentation(flip=True, crop=2)))
    first, second = (next(iter(pairs.batches(7, shuffle=False, repeat=False))) for pairs in (plain, augmented))
    np.testing.assert_array_equal(first["source"], second["source"])
    assert sum(len(batch["sample"]) for batch in plain.batches(16, shuffle=False, repeat=False)) == 40


def test_an_augmentation_mixes_the_colors_of_a_picture_but_not_of_a_label_map():
    levels = np.where(np.random.default_rng(0).random((32, 8, 8, 1)) < 0.5, 0, 255).astype("uint8")
    examples = data.from_arrays(levels)
    for label_map in (False, True):
        pairs = data.paired(examples, examples, label_map, data.Augmentation(rotation=30, jitter=2))
        batch = next(iter(pairs.batches(32)))
        assert len(np.unique(batch["sample"])) > 2
        assert (len(np.unique(batch["source"])) == 2) == label_map


def test_whole_pairs_are_held_out():
    left, held = data.hold_out(numbered(), 0.25)
    assert (left.num_examples, held.num_examples, held.split) == (30, 10, data.HELD_OUT)
    for part in (left, held):
        np.testing.assert_allclose(apart(next(iter(part.batches(10)))), 1, atol=1e-4)
    assert not {image.tobytes() for image in left.source.samples} & {image.tobytes() for image in held.source.samples}


def test_the_targets_are_the_evaluation_data():
    samples, labels = numbered().arrays(5)
    assert samples.shape == (5, 6, 6, 3) and labels is None
    assert numbered().modality.name == "image" and numbered().num_classes is None


def test_pictures_that_do_not_match_are_refused():
    def pictures(count, size):
        return data.from_arrays(np.zeros((count, size, size, 3), "uint8"))

    with pytest.raises(ValueError, match="4 pictures of 8 x 8 pixels as target and 5 pictures of 8 x 8.*as many"):
        data.paired(pictures(4, 8), pictures(5, 8))
    with pytest.raises(ValueError, match="4 pictures of 8 x 8 pixels as target and 4 pictures of 6 x 6"):
        data.paired(pictures(4, 8), pictures(4, 6))
    with pytest.raises(ValueError, match="source is ndarray; expected Examples of images"):
        data.paired(pictures(4, 8), np.zeros((4, 8, 8, 3)))
    with pytest.raises(ValueError, match="target is points; expected Examples of images"):
        data.paired(data.load("ring"), pictures(4, 8))
    with pytest.raises(ValueError, match="has no labels"):
        numbered().batches(4, labels=True)
    with pytest.raises(ValueError, match="fewer than one batch of 64"):
        numbered().batches(64)


def test_outlined_digits_are_outlines_and_the_same_digits_filled():
    pairs = data.load_paired("outlined_digits", "test")
    outline = pairs.source.samples[..., 0] > 0
    paper = (pairs.target.samples == (32, 48, 96)).all(axis=-1)
    assert not (outline & paper).any()  # the outline belongs to the digit
    inside = ~outline & ~paper
    assert 0.05 < inside.mean() < outline.mean() + 0.2 and (inside.any(axis=(1, 2))).mean() > 0.95
    assert data.load("outlined_digits").num_examples == 1497


def test_the_hatching_of_an_outlined_digit_does_not_follow_from_its_outline():
    pairs = data.load_paired("outlined_digits")
    light = (pairs.target.samples == (255, 176, 64)).all(axis=-1)
    ink = (pairs.target.samples != (32, 48, 96)).any(axis=-1)
    share = light.sum(axis=0)[ink.sum(axis=0) > 300] / ink.sum(axis=0)[ink.sum(axis=0) > 300]
    np.testing.assert_allclose(share, 0.5, atol=0.1)


def test_invalid_outlined_digits_and_other_names_are_refused():
    with pytest.raises(ValueError, match="three channels"):
        data.load_paired("outlined_digits", image_shape=(32, 32, 1))
    with pytest.raises(ValueError, match="has its source in the first place"):
        data.load_paired("outlined_digits", source="B")
    with pytest.raises(
        ValueError, match="mnist is not a set of picture pairs; expected outlined_digits, scenes, or a folder"
    ):
        data.load_paired("mnist")
    with pytest.raises(ValueError, match="outlined_digits does not hold two unpaired domains"):
        data.load_pair("outlined_digits")
