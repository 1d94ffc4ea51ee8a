"""Other data under the same name have another fingerprint."""

import dataclasses

import numpy as np
import pytest

from tfgan_zoo import data

IMAGES = np.random.default_rng(0).integers(0, 255, (6, 4, 4, 1), dtype=np.uint8)
LABELS = np.array([0, 0, 0, 1, 1, 2])


def test_a_fingerprint_counts_the_classes():
    (found,) = data.fingerprint(data.from_arrays(IMAGES, LABELS, "some", "test"))
    assert {**found, "checksum": ""} == {
        "split": "test",
        "num_examples": 6,
        "shape": [4, 4, 1],
        "modality": "image",
        "labels": [3, 2, 1],
        "checksum": "",
    }


def test_the_name_is_no_part_of_it():
    assert data.fingerprint(data.from_arrays(IMAGES, name="a")) == data.fingerprint(data.from_arrays(IMAGES, name="b"))


OTHERS = {
    "one value": lambda: data.from_arrays(
        np.where(np.arange(IMAGES.size).reshape(IMAGES.shape) == 50, 255, IMAGES), LABELS
    ),
    "another order": lambda: data.from_arrays(IMAGES[::-1], LABELS),
    "other labels": lambda: data.from_arrays(IMAGES, LABELS[::-1]),
    "no labels": lambda: data.from_arrays(IMAGES),
    "fewer": lambda: data.from_arrays(IMAGES[:5], LABELS[:5]),
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_data_have_another(name):
    assert data.fingerprint(OTHERS[name]()) != data.fingerprint(data.from_arrays(IMAGES, LABELS))


def test_rows_of_a_large_set_stand_for_all(monkeypatch):
    from tfgan_zoo.data import fingerprints

    few = data.from_arrays(IMAGES)
    whole = data.fingerprint(few)
    monkeypatch.setattr(fingerprints, "WHOLE", 0)
    assert data.fingerprint(few) == whole  # fewer than are taken
    monkeypatch.setattr(fingerprints, "ROWS", 2)
    first_and_last = data.fingerprint(few)
    inner = IMAGES.copy()
    inner[2] = 0
    assert data.fingerprint(data.from_arrays(inner)) == first_and_last
    inner[5] = 0
    assert data.fingerprint(data.from_arrays(inner)) != first_and_last


def test_all_sets_of_a_data_set_have_a_part():
    first, second = data.from_arrays(IMAGES), data.from_arrays(IMAGES[::-1])
    labeled = dataclasses.replace(data.from_arrays(IMAGES, LABELS), num_classes=3)
    for both in (data.unpaired(first, second), data.paired(first, second), data.partly_labeled(labeled, 3)):
        parts = data.fingerprint(both)
        assert len(parts) == 2 and parts[0]["checksum"] != parts[1]["checksum"]
