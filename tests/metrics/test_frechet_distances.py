import sys

import keras
import numpy as np
import pytest

from tfgan_zoo import data, metrics
from tfgan_zoo.preferences import preference_of


@pytest.mark.slow
def test_labeled_images_get_a_classifier_trained_on_them():
    train, test = (data.load("digits", split) for split in ("train", "test"))
    (distance,) = metrics.frechet_distances(train, test)
    for real in test.batches(100, shuffle=False, repeat=False):
        distance.update(real, real)
    result = distance.result()
    assert result.value == pytest.approx(0, abs=1e-6)
    assert result.network.startswith("classifier-digits@")
    assert (result.n_real, result.n_fake, result.split) == (300, 300, "test")


def test_a_given_classifier_is_used_as_it_is():
    examples = data.from_arrays(np.zeros((4, 8, 8, 1), "uint8"))
    images = keras.Input((8, 8, 1))
    features = keras.layers.Dense(3, name="features")(keras.layers.Flatten()(images))
    classifier = keras.Model(images, keras.layers.Dense(2)(features), name="mine")
    (distance,) = metrics.frechet_distances(examples, examples, classifier=classifier)
    assert distance.name == "frechet_mine"


def test_a_classifier_from_a_file_is_taken_in_place_of_one_trained_here_if_it_fits(tmp_path):
    images = keras.Input((8, 8, 1))
    keras.Model(images, keras.layers.Dense(2)(keras.layers.Flatten()(images)), name="mine").save(tmp_path / "a.keras")
    fitting, other = (data.from_arrays(np.zeros((4, size, size, 1), "uint8")) for size in (8, 9))
    assert metrics.classifier_of(fitting, tmp_path / "a.keras").name == "mine"
    with pytest.raises(ValueError, match=r"takes samples of shape \(8, 8, 1\), but those of arrays have \(9, 9"):
        metrics.classifier_of(other, tmp_path / "a.keras")


def test_unlabeled_images_are_measured_without_a_download_in_features_of_a_random_network():
    pixels = np.random.default_rng(0).integers(0, 256, (200, 8, 8, 1)).astype("uint8")
    examples = data.from_arrays(pixels)
    (distance,) = metrics.frechet_distances(examples, examples)
    for real in examples.batches(100, shuffle=False, repeat=False):
        distance.update(real, real * 0.5)
    assert distance.name == "frechet_random-64"
    assert preference_of(distance) == "lower"
    assert distance.result().value > 1


def test_one_test_image_is_no_distribution_and_it_is_said():
    examples = data.from_arrays(np.zeros((1, 8, 8, 1), "uint8"))
    with pytest.warns(UserWarning, match=r"there is no metric of the samples: arrays .* has 1 example"):
        assert metrics.frechet_distances(examples, examples) == []


def test_float_arrays_are_in_minus_one_to_one():
    images, labels = metrics.float_arrays(data.from_arrays(np.array([[[[0]]], [[[255]]]], "uint8"), [0, 1]))
    assert images.ravel().tolist() == [-1.0, 1.0]
    assert labels.tolist() == [0, 1]


def test_of_more_images_than_memory_is_given_to_the_same_random_part_is_taken(monkeypatch):
    monkeypatch.setattr(sys.modules["tfgan_zoo.metrics.frechet_distances"], "FLOAT_LIMIT", 4 * 5 + 3)
    numbers = np.arange(40, dtype="uint8")
    examples = data.from_arrays(numbers[:, None, None, None], numbers)
    images, labels = metrics.float_arrays(examples)
    assert images.shape == (5, 1, 1, 1) and labels.max() > 20
    np.testing.assert_array_equal(np.rint((images.ravel() + 1) * 127.5), labels)
    np.testing.assert_array_equal(metrics.float_arrays(examples)[1], labels)
