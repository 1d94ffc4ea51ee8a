"""Classes are a property of a data set, and not of one of its splits."""

import warnings

import numpy as np
import pytest
import scipy.io.wavfile
from PIL import Image

from tfgan_zoo import data


def write(root, *names):
    """Tiny pictures, or sounds, under these names."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".wav":
            scipy.io.wavfile.write(path, 8000, np.full(4, 1000, "int16"))
        else:
            Image.new("RGB", (2, 2)).save(path)


def test_a_class_without_pictures_in_a_split_keeps_its_number(tmp_path):
    write(tmp_path, "train/a/0.png", "train/b/0.png", "train/c/0.png", "test/b/0.png", "test/c/0.png", "val/c/0.png")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        splits = {split: data.load(tmp_path, split) for split in ("train", "test", "val")}
    assert {split: examples.labels.tolist() for split, examples in splits.items()} == {
        "train": [0, 1, 2],
        "test": [1, 2],
        "val": [2],
    }
    assert {examples.class_names for examples in splits.values()} == {("a", "b", "c")}
    assert {examples.num_classes for examples in splits.values()} == {3}


def test_a_class_without_pictures_to_train_on_is_named_and_counted_in_every_split(tmp_path):
    write(tmp_path, "train/b/0.png", "train/c/0.png", "test/a/0.png", "test/b/0.png")
    assert data.load(tmp_path).labels.tolist() == [1, 2]
    with pytest.warns(
        UserWarning, match="No images of .* to train on are of the classes a, which the split 'test' has"
    ):
        assert data.load(tmp_path, "test").labels.tolist() == [0, 1]


def test_each_domain_has_a_split_of_its_own_to_train_on(tmp_path):
    write(tmp_path, "trainA/a/0.png", "trainA/b/0.png", "trainB/a/0.png", "testB/a/0.png", "testB/b/0.png")
    with pytest.warns(UserWarning, match="classes b, which the split 'testB' has: whatever learns from 'trainB'"):
        data.load(tmp_path, "testB")
    assert data.load_pair(tmp_path).second.num_classes == 2


def test_sub_folders_that_are_no_splits_bring_no_classes(tmp_path):
    write(tmp_path, "train/a/0.png", "train/b/0.png", "results/c/0.png")
    assert data.load(tmp_path).class_names == ("a", "b")


def test_a_split_of_another_name_with_classes_of_its_own_is_refused_by_name(tmp_path):
    write(tmp_path, "train/a/0.png", "train/b/0.png", "mine/0/0.png", "mine/a/0.png")
    with pytest.raises(ValueError, match="The split 'mine' of .* has the classes 0, but train only a, b; name the sub"):
        data.load(tmp_path, "mine")


def test_a_single_class_in_every_split_is_no_label(tmp_path):
    write(tmp_path, "train/images/0.png", "test/pictures/0.png")
    assert data.load(tmp_path).labels is None and data.load(tmp_path, "test").labels is None


def test_a_folder_of_splits_without_one_to_train_on_is_not_taken_as_a_folder_of_classes(tmp_path):
    write(tmp_path, "Training/a/0.png", "test/a/0.png")
    with pytest.raises(ValueError, match="no sub-folder 'train', but 'Training', 'test', which is the name of a split"):
        data.load(tmp_path)


@pytest.mark.parametrize("labels_from", ["folder", "prefix"])
def test_classes_of_sounds_are_those_of_all_splits(tmp_path, labels_from):
    between = {"folder": "/", "prefix": "_"}[labels_from]
    write(tmp_path, *(f"train/{kind}{between}0.wav" for kind in "abc"), f"test/b{between}0.wav")
    train, test = (data.load_sounds(tmp_path, split, 4, labels_from=labels_from) for split in ("train", "test"))
    assert train.labels.tolist() == [0, 1, 2] and test.labels.tolist() == [1]
    assert test.class_names == train.class_names == ("a", "b", "c")


def test_a_held_out_part_and_a_partly_labeled_set_keep_the_classes_that_they_do_not_have(tmp_path):
    write(tmp_path, *(f"train/b/{number}.png" for number in range(4)), "test/a/0.png")
    write(tmp_path, *(f"train/c/{number}.png" for number in range(4)))
    for part in data.hold_out(data.load(tmp_path), 0.5):
        assert sorted(part.labels.tolist()) == [1, 1, 2, 2] and part.class_names == ("a", "b", "c")
        assert part.num_classes == 3
    with pytest.raises(ValueError, match="Class 0 .* has 0 examples"):
        data.partly_labeled(data.load(tmp_path), num_labels=3)


def test_arrays_of_which_the_last_class_is_missing_can_say_how_many_there_are():
    images = np.zeros((2, 4, 4, 1), "uint8")
    assert data.from_arrays(images, [0, 1], num_classes=3).num_classes == 3
    with pytest.raises(ValueError, match="labels of arrays go up to 3, but num_classes=3"):
        data.from_arrays(images, [0, 3], num_classes=3)
