"""What of a batch an exported generator is given when it is measured."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.evaluation import record_check
from tfgan_zoo.serving import Generator, export

SHAPE = (4, 4, 1)


class Updates:
    """Keeps what it was updated with."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.seen = []

    def update(self, real, fake):
        self.seen.append((real, fake))


def negative_of(name, folder):
    """An exported translator from pictures, of this name, to their negatives."""
    pictures = keras.Input(SHAPE, name=name)
    return Generator(export.export_network(keras.Model(pictures, -pictures), folder, (name,)))


def of_served(served, batch):
    metric = Updates()
    record_check.of_served(served, [metric], tf.data.Dataset.from_tensors(batch), seed=0)
    ((real, fake),) = metric.seen
    return real, fake


def test_a_translator_between_two_domains_is_given_the_first(tmp_path, monkeypatch):
    monkeypatch.setattr(record_check, "results_of", lambda metrics: [])
    first, second = (np.full((3, *SHAPE), value, "float32") for value in (0.25, 0.5))
    real, fake = of_served(negative_of("images", tmp_path / "served"), (first, second))
    np.testing.assert_array_equal(real, first)  # without conditions: the second domain is no label
    np.testing.assert_array_equal(sample_of(fake), -first)


def test_a_translator_of_pairs_is_given_the_source_and_compared_with_the_target(tmp_path, monkeypatch):
    monkeypatch.setattr(record_check, "results_of", lambda metrics: [])
    target, source = (np.full((3, *SHAPE), value, "float32") for value in (0.25, 0.5))
    real, fake = of_served(negative_of("source", tmp_path / "served"), {"sample": target, "source": source})
    np.testing.assert_array_equal(sample_of(real), target)
    np.testing.assert_array_equal(sample_of(fake), -source)
    np.testing.assert_array_equal(fake["source"], source)
