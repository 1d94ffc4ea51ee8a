"""Data sets of TensorFlow Datasets, by way of a tiny one made here."""

import socket
import threading

import numpy as np
import pytest
import tensorflow as tf
import tensorflow_datasets as tfds

from tfgan_zoo import data
from tfgan_zoo.data import storage, tfds_images


class TinyZoo(tfds.core.GeneratorBasedBuilder):
    """Six labeled images, each filled with its number; test images differ in size."""

    VERSION = tfds.core.Version("1.0.0")

    def _info(self):
        features = {
            "image": tfds.features.Image(shape=(None, None, 3)),
            "label": tfds.features.ClassLabel(names=["a", "b"]),
        }
        return tfds.core.DatasetInfo(builder=self, features=tfds.features.FeaturesDict(features))

    def _split_generators(self, dl_manager):
        return {"train": self._examples([8] * 6), "test": self._examples([8, 12])}

    def _generate_examples(self):
        raise NotImplementedError  # the splits bring their own examples

    def _examples(self, sizes):
        for index, size in enumerate(sizes):
            yield index, {"image": np.full((size, size, 3), 10 * index, "uint8"), "label": index % 2}


class TinyPair(TinyZoo):
    """Two domains, not labeled."""

    VERSION = tfds.core.Version("1.0.0")

    def _info(self):
        return tfds.core.DatasetInfo(
            builder=self, features=tfds.features.FeaturesDict({"picture": tfds.features.Image(shape=(8, 8, 1))})
        )

    def _split_generators(self, dl_manager):
        return {f"train{domain}": self._pictures(count) for domain, count in (("A", 3), ("B", 5))}

    def _pictures(self, count):
        for index in range(count):
            yield index, {"picture": np.full((8, 8, 1), index, "uint8")}


class TinyText(TinyZoo):
    """No images at all."""

    VERSION = tfds.core.Version("1.0.0")

    def _info(self):
        return tfds.core.DatasetInfo(builder=self, features=tfds.features.FeaturesDict({"text": tfds.features.Text()}))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """Folder in which the tiny sets are prepared."""
    folder = tmp_path_factory.mktemp("tfds")
    for builder in (TinyZoo, TinyPair):
        builder(data_dir=folder).download_and_prepare()
    return folder


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    """Folder in which the tiny sets are prepared as files that give any example by its number."""
    folder = tmp_path_factory.mktemp("indexed")
    for builder in (TinyZoo, TinyPair):
        builder(data_dir=folder, file_format="array_record").download_and_prepare()
    return folder


@pytest.fixture
def no_network(monkeypatch):
    monkeypatch.setattr(tfds_images, "network_reachable", lambda: False)


def test_a_prepared_dataset_is_read_with_labels_and_without_a_network(prepared, no_network):
    examples = data.load("tiny_zoo", data_dir=prepared)
    assert examples.shape == (8, 8, 3) and examples.class_names == ("a", "b") and examples.num_classes == 2
    numbers = examples.samples[:, 0, 0, 0] // 10
    assert sorted(numbers) == list(range(6))
    assert (numbers % 2).tolist() == examples.labels.tolist()


def test_the_order_is_always_the_same(prepared):
    first, second = (data.load("tiny_zoo", data_dir=prepared).samples for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_images_are_resized_to_the_requested_shape_and_several_sizes_are_named(prepared):
    assert data.load("tiny_zoo", image_shape=(4, 6, 1), data_dir=prepared).shape == (4, 6, 1)
    with pytest.warns(UserWarning, match="2 sizes \\(8x8, 12x12"):
        data.load("tiny_zoo", "test", data_dir=prepared)


def test_a_missing_split_is_refused_with_the_existing_ones(prepared):
    with pytest.raises(ValueError, match="no split 'valid'; choose one of 'train', 'test'"):
        data.load("tiny_zoo", "valid", data_dir=prepared)
    with pytest.raises(ValueError, match="'trainA', 'trainB'; load_pair gives both"):
        data.load("tiny_pair", data_dir=prepared)


def test_a_part_of_a_split_can_be_asked_for(prepared):
    part = data.load("tiny_zoo", "train[:1]", data_dir=prepared)
    assert part.num_examples == 1 and part.num_classes == 2  # those of the data set, which one example cannot show


def test_splits_with_a_and_b_are_a_pair(prepared):
    pair = data.load_pair("tiny_pair", data_dir=prepared)
    assert (pair.first.num_examples, pair.second.num_examples) == (3, 5)
    assert pair.first.labels is None


def test_without_a_network_an_unprepared_dataset_is_refused_at_once_with_advice(tmp_path, no_network):
    with pytest.raises(ConnectionError, match=f"tiny_zoo is not prepared in {tmp_path}.*cannot be reached.*'digits'"):
        data.load("tiny_zoo", data_dir=tmp_path)


def test_with_a_network_an_unprepared_dataset_is_prepared(tmp_path, monkeypatch):
    monkeypatch.setattr(tfds_images, "network_reachable", lambda: True)
    assert data.load("tiny_zoo", data_dir=tmp_path).num_examples == 6


def test_the_error_for_a_failed_preparation_has_the_reason_and_advice(tmp_path, monkeypatch):
    def fail(self, *args, **kwargs):
        raise tfds.download.DownloadError("server answers 503")

    monkeypatch.setattr(tfds_images, "network_reachable", lambda: True)
    monkeypatch.setattr(TinyZoo, "download_and_prepare", fail)
    with pytest.raises(OSError, match="could not be prepared.*503.*tfds build tiny_zoo"):
        data.load("tiny_zoo", data_dir=tmp_path)


def test_an_unknown_name_is_refused_with_similar_ones(tmp_path):
    with pytest.raises(ValueError, match="(?s)ring, grid.*close to it: fashion_mnist"):
        data.load("fashion_mnits", data_dir=tmp_path)
    with pytest.raises(ValueError, match="close to it: digits"):
        data.load("digit", data_dir=tmp_path)


def test_an_unknown_configuration_is_refused_with_the_existing_ones(tmp_path):
    with pytest.raises(ValueError, match="configurations: apple2orange, .*horse2zebra"):
        data.load("cycle_gan/horse2zebr", data_dir=tmp_path)
    with pytest.raises(ValueError, match="only: 1.0.0"):
        data.load("tiny_zoo:9.9.9", data_dir=tmp_path)


def test_a_dataset_without_images_is_refused(tmp_path):
    with pytest.raises(ValueError, match="has no images, only text"):
        data.load("tiny_text", data_dir=tmp_path)


def test_the_network_is_unreachable_if_the_connection_is_refused_or_hangs(monkeypatch):
    def refuse(address, timeout):
        raise ConnectionRefusedError

    tested = threading.Event()

    def hang(address, timeout):
        tested.wait(60)
        return socket.socket()

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert not tfds_images.network_reachable()
    monkeypatch.setattr(socket, "create_connection", hang)
    assert not tfds_images.network_reachable(timeout=0.05)  # it would be reachable once this no longer hangs
    tested.set()


def test_behind_a_proxy_it_is_the_proxy_that_must_answer(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        assert tfds_images.network_reachable()


def test_a_large_indexed_set_is_not_decoded_before_it_is_wanted(indexed, monkeypatch):
    whole = data.load("tiny_zoo", data_dir=indexed, image_shape=(8, 6, 1))
    assert isinstance(whole.samples, np.ndarray)  # few enough
    monkeypatch.setattr(storage, "MEMORY_LIMIT", 6 * 48 - 1)
    examples = data.load("tiny_zoo", data_dir=indexed, image_shape=(8, 6, 1))
    assert isinstance(examples.samples, data.OnDemand) and isinstance(examples.labels, data.OnDemand)
    assert (examples.shape, examples.num_classes, examples.class_names) == ((8, 6, 1), 2, ("a", "b"))
    options = {"labels": True, "seed": 3, "skip": 7}
    for batch, expected in zip(examples.batches(2, **options).take(5), whole.batches(2, **options), strict=False):
        tf.nest.map_structure(np.testing.assert_array_equal, batch, expected)
    for found, expected in zip(examples.arrays(), whole.arrays(), strict=True):
        np.testing.assert_array_equal(found, expected)
    assert data.load("tiny_zoo", "train[1:3]", data_dir=indexed, image_shape=(99, 99, 3)).num_examples == 2


def test_a_run_resumes_on_demand_at_its_batch_without_reading_those_before_it(indexed, monkeypatch):
    (expected,) = data.load("tiny_zoo", data_dir=indexed).batches(2, skip=10**6).take(1)
    monkeypatch.setattr(storage, "MEMORY_LIMIT", 0)
    examples = data.load("tiny_zoo", data_dir=indexed)
    read, one = [], examples.samples.read
    examples.samples.read = lambda row: read.append(row) or one(row)
    (batch,) = examples.batches(2, skip=10**6).take(1)
    np.testing.assert_array_equal(batch, expected)
    assert 2 <= len(read) < 100  # itself, and what is read ahead


def test_what_needs_all_labels_works_on_demand_too(indexed, monkeypatch):
    whole = data.load("tiny_zoo", data_dir=indexed)
    monkeypatch.setattr(storage, "MEMORY_LIMIT", 0)
    examples = data.load("tiny_zoo", data_dir=indexed)
    for part, expected in zip(data.hold_out(examples, 0.4), data.hold_out(whole, 0.4), strict=True):
        assert isinstance(part.samples, data.OnDemand)
        np.testing.assert_array_equal(part.samples, expected.samples)
        np.testing.assert_array_equal(part.labels, expected.labels)
    few, expected = (data.partly_labeled(each, 2).labeled for each in (examples, whole))
    np.testing.assert_array_equal(few.samples, expected.samples)
    assert few.labels.tolist() == expected.labels.tolist() == [0, 1]


def test_an_indexed_pair_needs_no_labels_and_skipping_damage_decodes_all(indexed, monkeypatch):
    monkeypatch.setattr(storage, "MEMORY_LIMIT", 0)
    pair = data.load_pair("tiny_pair", data_dir=indexed)
    assert isinstance(pair.second.samples, data.OnDemand) and pair.second.labels is None
    assert not isinstance(data.load("tiny_zoo", data_dir=indexed, skip_bad=1).samples, data.OnDemand)


def test_an_example_that_cannot_be_read_on_demand_is_named(indexed, monkeypatch):
    monkeypatch.setattr(storage, "MEMORY_LIMIT", 0)
    examples = data.load("tiny_zoo", data_dir=indexed)

    def fail(*args, **kwargs):
        raise OSError("bad checksum")

    monkeypatch.setattr(tfds.features.Image, "decode_example_np", fail)
    with pytest.raises(data.DamagedData, match=r"example 3 of tiny_zoo \(train\) in .* cannot be read \(bad checksum"):
        examples.samples[[3]]
