"""Damaged pictures are refused by name, or skipped and counted up to a limit; labels stay with their pictures."""

import pathlib

import numpy as np
import pytest
import tensorflow as tf
import tensorflow_datasets as tfds
from PIL import Image

from tfgan_zoo import data
from tfgan_zoo.data import tfds_images


def folder_of(path, damaged=()):
    """Ten pictures in two classes, each filled with ten times its number, some of them damaged."""
    for number in range(10):
        picture = path / "ab"[number % 2] / f"{number}.png"
        picture.parent.mkdir(parents=True, exist_ok=True)
        Image.new("L", (4, 4), 10 * number).save(picture)
        if number in damaged:
            picture.write_bytes(picture.read_bytes()[:40])
    return path


class TinyRecords(tfds.core.GeneratorBasedBuilder):
    """Ten labeled pictures, each filled with ten times its number."""

    VERSION = tfds.core.Version("1.0.0")

    def _info(self):
        features = {"image": tfds.features.Image(shape=(4, 4, 1)), "label": tfds.features.ClassLabel(num_classes=10)}
        return tfds.core.DatasetInfo(builder=self, features=tfds.features.FeaturesDict(features))

    def _split_generators(self, dl_manager):
        return {"train": self._generate_examples()}

    def _generate_examples(self):
        for number in range(10):
            yield number, {"image": np.full((4, 4, 1), 10 * number, "uint8"), "label": number}


@pytest.fixture
def records(tmp_path, monkeypatch):
    """The prepared set: its folder, its file, and the records in it."""
    monkeypatch.setattr(tfds_images, "network_reachable", lambda: False)
    builder = TinyRecords(data_dir=tmp_path)
    builder.download_and_prepare()
    file = pathlib.Path(builder.info.splits["train"].filepaths[0])
    return tmp_path, file, [record.numpy() for record in tf.data.TFRecordDataset(str(file))]


def rewrite(file, records):
    with tf.io.TFRecordWriter(str(file)) as writer:
        for record in records:
            writer.write(record)


def without_pixels(record):
    return record.replace(b"IDAT", b"IDAX")


def test_skipped_pictures_are_named_and_labels_stay_with_theirs(tmp_path):
    with pytest.warns(UserWarning, match="2 damaged pictures of .* were skipped, 8 are left: .*4.png.*; .*3.png"):
        examples = data.load(folder_of(tmp_path, damaged=(3, 4)), skip_bad=2)
    assert examples.samples[:, 0, 0, 0].tolist() == [0, 20, 60, 80, 10, 50, 70, 90]
    assert examples.labels.tolist() == [0, 0, 0, 0, 1, 1, 1, 1]


def test_more_damage_than_may_be_skipped_is_refused_by_name(tmp_path):
    folder_of(tmp_path, damaged=(3, 4, 5))
    with pytest.raises(data.DamagedData, match="4.png .*; .*3.png .*; .*5.png .*skip_bad=2 allows no more"):
        data.load(tmp_path, skip_bad=2)
    with pytest.raises(data.DamagedData, match="4.png cannot be read .*skip some with skip_bad=N"):
        data.load(tmp_path)


def test_the_shape_is_that_of_the_first_picture_that_can_be_read(tmp_path):
    folder_of(tmp_path, damaged=(0, 2))
    with pytest.warns(UserWarning, match="2 damaged"):
        assert data.load(tmp_path, skip_bad=2).shape == (4, 4, 1)


def test_a_folder_with_damaged_pictures_only_is_refused(tmp_path):
    with pytest.raises(data.DamagedData, match="has no undamaged picture"):
        data.load(folder_of(tmp_path, damaged=range(10)), skip_bad=10)


def test_the_limit_of_a_run_applies_to_every_dataset_loaded_inside_and_no_other(tmp_path):
    folder_of(tmp_path, damaged=(3,))
    with data.skipping_bad(1), pytest.warns(UserWarning, match="1 damaged"):
        assert data.load(tmp_path).num_examples == 9
    with data.skipping_bad(1), pytest.raises(data.DamagedData):
        data.load(tmp_path, skip_bad=0)
    with pytest.raises(data.DamagedData):
        data.load(tmp_path)


@pytest.mark.parametrize("limit", [-1, 0.5, "all", True])
def test_an_invalid_limit_is_refused(tmp_path, limit):
    with pytest.raises(ValueError, match="skip_bad=.*expected how many damaged"):
        data.load(folder_of(tmp_path), skip_bad=limit)
    with pytest.raises(ValueError, match="skip_bad=.*expected how many damaged"), data.skipping_bad(limit):
        pass


def test_a_damaged_picture_in_a_tfds_dataset_is_skipped_alone(records):
    folder, file, whole = records
    rewrite(file, [without_pixels(record) if number in (2, 7) else record for number, record in enumerate(whole)])
    with pytest.raises(data.DamagedData, match=r"example 2 of tiny_records \(train\) in .* cannot be read"):
        data.load("tiny_records", data_dir=folder)
    with pytest.warns(UserWarning, match="2 damaged pictures of tiny_records .* 8 are left: example 2 .*; example 7 "):
        examples = data.load("tiny_records", data_dir=folder, skip_bad=2)
    assert examples.samples[:, 0, 0, 0].tolist() == [10 * label for label in examples.labels.tolist()]
    assert len(set(examples.labels.tolist())) == 8


@pytest.mark.parametrize("image_shape", [None, (4, 4, 1)])
def test_a_damaged_first_picture_of_a_tfds_dataset_is_skipped_too(records, image_shape):
    folder, file, whole = records
    rewrite(file, [without_pixels(whole[0]), *whole[1:]])
    with pytest.warns(UserWarning, match="9 are left: example 0 "):
        assert data.load("tiny_records", image_shape=image_shape, data_dir=folder, skip_bad=1).shape == (4, 4, 1)


def test_a_damaged_record_loses_the_rest_of_its_file_which_is_counted(records):
    folder, file, whole = records
    content = bytearray(file.read_bytes())
    content[len(content) * 55 // 100] ^= 255
    file.write_bytes(content)
    with pytest.raises(data.DamagedData, match="example 5 of tiny_records .* cannot be read .corrupted record"):
        data.load("tiny_records", data_dir=folder)
    with pytest.raises(data.DamagedData, match="example 5 .*; 4 of 10 examples .* are missing.*skip_bad=4 allows"):
        data.load("tiny_records", data_dir=folder, skip_bad=4)
    with pytest.warns(UserWarning, match="5 damaged pictures .* were skipped, 5 are left"):
        assert data.load("tiny_records", data_dir=folder, skip_bad=5).num_examples == 5


def test_missing_records_at_the_end_are_detected(records):
    folder, file, whole = records
    rewrite(file, whole[:7])
    with pytest.raises(data.DamagedData, match="3 of 10 examples of tiny_records .* are missing"):
        data.load("tiny_records", data_dir=folder)


def test_records_beyond_those_declared_are_detected(records):
    folder, file, whole = records
    rewrite(file, [*whole, *whole])
    with pytest.raises(ValueError, match="more than the 10 examples it declares"):
        data.load("tiny_records", data_dir=folder)


def test_arrays_lose_examples_with_nonfinite_values_and_their_labels():
    images = np.zeros((4, 2, 2, 1), "float32")
    images[1, 0, 0, 0], images[3, 1, 1, 0] = np.nan, np.inf
    with pytest.warns(UserWarning, match="2 damaged pictures of arrays .* example 1 has .*; example 3 has"):
        examples = data.from_arrays(images, labels=[0, 1, 2, 3], skip_bad=2)
    assert examples.labels.tolist() == [0, 2]
    with pytest.raises(data.DamagedData, match="skip_bad=1 allows no more"):
        data.from_arrays(images, skip_bad=1)


def test_what_was_read_before_the_damage_is_not_read_twice(records, monkeypatch):
    folder, file, whole = records
    rewrite(file, [without_pixels(record) if number == 6 else record for number, record in enumerate(whole)])
    with pytest.warns(UserWarning, match="example 6 of"):
        expected = data.load("tiny_records", data_dir=folder, skip_bad=1).labels.tolist()
    monkeypatch.setattr("tfgan_zoo.data.records.CHUNK", 4)
    with pytest.warns(UserWarning, match="example 6 of"):
        examples = data.load("tiny_records", data_dir=folder, skip_bad=1)
    assert examples.labels.tolist() == expected and len(set(expected)) == 9
