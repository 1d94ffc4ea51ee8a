"""Codes and labels are matched by the best one-to-one assignment."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import metrics
from tfgan_zoo.metrics import assignment_accuracy


def test_permuted_labels_have_accuracy_one():
    labels = np.random.default_rng(0).integers(0, 10, 500)
    assert assignment_accuracy((labels + 3) % 10, labels) == 1.0


def test_an_example_by_hand():
    assert assignment_accuracy([0, 0, 0, 1, 1, 1], [5, 5, 6, 6, 6, 5]) == pytest.approx(4 / 6)


def test_a_code_cannot_match_two_labels():
    assert assignment_accuracy([0, 0, 0, 0], [1, 1, 2, 2]) == 0.5


def test_a_label_cannot_match_two_codes():
    assert assignment_accuracy([0, 1, 2, 3], [7, 7, 7, 7]) == 0.25


def test_the_assignment_is_optimal_and_not_greedy():
    codes = [0] * 10 + [0] * 9 + [1] * 9
    labels = [0] * 10 + [1] * 9 + [0] * 9  # greedy takes 10 and is left with 0
    assert assignment_accuracy(codes, labels) == pytest.approx(18 / 28)


def test_one_hot_codes_are_refused():
    with pytest.raises(ValueError, match="argmax"):
        assignment_accuracy(np.eye(3), [0, 1, 2])


def test_the_metric_counts_over_all_batches():
    metric = metrics.CodeAccuracy(lambda images: tf.cast(images[:, 0], tf.int32), 3, 3)
    metric.update({"sample": tf.constant([[2.0], [2.0]]), "labels": tf.constant([0, 0])}, None)
    metric.update({"sample": tf.constant([[0.0], [0.0]]), "labels": tf.constant([1, 0])}, None)
    result = metric.result()
    assert result.value == 0.75
    assert (result.n_real, result.n_fake) == (4, 0)
    metric.reset()
    with pytest.raises(ValueError, match="there are no images yet"):
        metric.result()
