"""A classifier of large images sees them reduced, learns from a part of them, and says so in its name."""

import sys

import keras
import numpy as np
import pytest

from tfgan_zoo import data
from tfgan_zoo.metrics import classifier_of, large_images
from tfgan_zoo.metrics.classifier import classifier_network
from tfgan_zoo.saving.classifier import read_classifier, write_classifier


def labeled(count, shape):
    images = np.random.default_rng(0).integers(0, 256, (count, *shape), "uint8")
    return data.from_arrays(images, np.arange(count) % 2, "set")


@pytest.fixture
def trained(monkeypatch):
    """The images, labels and name of every training from now on; the networks remain as they are made."""
    seen = []

    def train_classifier(images, labels, num_classes, name):
        seen.append((images, labels, name))
        network = classifier_network(images.shape[1:], num_classes, name)
        network.held_out_accuracy = 0.5
        return network

    for name in ("large_images", "frechet_distances"):
        monkeypatch.setattr(sys.modules[f"tfgan_zoo.metrics.{name}"], "train_classifier", train_classifier)
    return seen


def test_large_images_are_averaged_to_at_most_64_pixels(trained):
    examples = labeled(3, (130, 70, 3))
    classifier = classifier_of(examples)
    ((images, labels, name),) = trained
    assert name == classifier.name == "classifier-set-43x35"
    whole = examples.first_samples(3)
    expected = whole[:, :129].reshape(3, 43, 3, 35, 2, 3).mean(axis=(2, 4))
    np.testing.assert_allclose(images, expected, atol=1e-6)
    np.testing.assert_array_equal(labels, [0, 1, 0])
    assert classifier.input_shape == (None, 130, 70, 3) and classifier.held_out_accuracy == 0.5
    reduced = classifier_network((43, 35, 3), 2, name)
    reduced.set_weights(classifier.get_weights())
    np.testing.assert_allclose(classifier(whole), reduced(expected), atol=1e-5)


def test_of_many_large_images_always_the_same_part_is_learned_from(trained, monkeypatch):
    monkeypatch.setattr(large_images, "MOST", 5)
    monkeypatch.setattr(large_images, "BLOCK", 2)
    examples = labeled(12, (40, 40, 1))
    assert classifier_of(examples).name == "classifier-set-5"
    assert classifier_of(labeled(5, (40, 40, 1))).name == "classifier-set"
    rows = large_images.rows_of(12)
    assert len(set(rows)) == 5 and rows.max() > 4
    np.testing.assert_array_equal(trained[0][0], examples.first_samples(12)[rows])
    np.testing.assert_array_equal(trained[0][1], rows % 2)


def test_images_of_up_to_32_pixels_are_all_learned_from_as_they_are(trained, monkeypatch):
    monkeypatch.setattr(large_images, "MOST", 5)
    examples = labeled(12, (32, 28, 1))
    assert classifier_of(examples).name == "classifier-set"
    np.testing.assert_array_equal(trained[0][0], examples.first_samples(12))


def test_the_features_of_a_reduced_classifier_survive_its_file(tmp_path):
    network = classifier_network((70, 66, 1), 2, "classifier-set-35x33", factors=(2, 2))
    write_classifier(network, tmp_path / "a.keras")
    images = np.random.default_rng(0).uniform(-1, 1, (2, 70, 66, 1)).astype("float32")
    np.testing.assert_array_equal(read_classifier(tmp_path / "a.keras")(images), network(images))
    assert isinstance(network.get_layer("features"), keras.layers.Dense)
