"""TSTR: how well a classifier that was trained on generated series classifies real ones."""

import functools

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo.conditions import conditions_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.row_buffer import RowBuffer
from tfgan_zoo.metrics.series_metric import SeriesMetric, recurrent_network, train

WIDTH = 32


class TSTRAccuracy(SeriesMetric):
    """Train on synthetic, test on real: the accuracy on real series of a classifier trained on labeled generated ones.

    The reference is a classifier of the same size and number of steps that was trained on real series.

    Args:
        examples: labeled `Examples` of real series to train the reference on.
        **kwargs: those of `SeriesMetric`, but for the shape.

    Raises:
        ValueError: if the examples have no labels.

    Example:
        >>> metric = TSTRAccuracy(data.load("labeled_sines"), steps=100)
        >>> sines = {"sample": np.zeros((8, 30, 1), "float32"), "labels": np.arange(8) % 2}
        >>> metric.update(sines, sines)  # what was generated has the labels that were asked for

    Reference:
        Esteban et al. 2017 (RCGAN), https://arxiv.org/abs/1706.02633, section 4.2.
    """

    name = "tstr_accuracy"
    higher_is_better = True

    def __init__(self, examples, split="test", max_samples=5000, **kwargs):
        if examples.labels is None:
            raise ValueError(f"{examples.name} has no labels; expected labeled series to train a classifier on.")
        super().__init__(examples.shape, split, max_samples=max_samples, **kwargs)
        self.examples = examples
        self.num_classes = examples.num_classes
        self._labels = [RowBuffer(max_samples, 1, tf.int32) for _ in range(2)]

    def reset(self):
        super().reset()
        for kept in self._labels:
            kept.reset()

    def update(self, real, fake):
        super().update(real, fake)
        for kept, samples in zip(self._labels, (real, fake), strict=True):
            labels = conditions_of(samples).get("labels")
            if labels is None:
                raise ValueError("the series have no labels: evaluate a game that takes labels, on labeled data.")
            kept.add(labels[:, None])

    def result(self):
        """The accuracy of the classifier trained on generated series, and that of one trained on real ones."""
        real, fake = self.series(1)
        real_labels, fake_labels = (kept.rows()[:, 0] for kept in self._labels)
        judge = f"GRU {WIDTH}, {self.steps} steps"
        values = {
            self.name: self.accuracy(self.classifier(fake, fake_labels), real, real_labels),
            f"{self.name}_of_real": self.accuracy(self.classifier_of_real, real, real_labels),
        }
        return tuple(Result(name, value, judge, len(real), len(fake), self.split) for name, value in values.items())

    @functools.cached_property
    def classifier_of_real(self):
        """The classifier trained on the examples."""
        samples = np.asarray(self.examples.modality.to_model(self.examples.samples))
        return self.classifier((samples + 1) / 2, self.examples.labels)

    def classifier(self, series, labels):
        """A classifier trained on labeled series."""
        network = recurrent_network(self.shape, WIDTH, self.num_classes, False, self.seed)
        train(network, series, labels, keras.losses.SparseCategoricalCrossentropy(True), self.steps, self.seed)
        return network

    @staticmethod
    def accuracy(network, series, labels):
        """Share of the series that a classifier assigns to their labels."""
        return float(np.mean(network.predict(series, batch_size=512, verbose=0).argmax(axis=-1) == labels))
