"""The error of hidden values alone."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import metrics

REAL = tf.constant([[0.5, 0.5, 0.0], [1.0, -1.0, 0.0]])
FAKE = tf.constant([[9.0, 0.1, 9.0], [0.0, -0.8, 9.0]])
MASK = tf.constant([[1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
KNOWN = tf.constant([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0]])


def test_it_is_of_what_is_known_and_was_hidden_of_columns_in_0_to_1():
    metric = metrics.ImputationError("train")
    for row in range(2):
        rows = slice(row, row + 1)
        metric.update({"sample": REAL[rows], "mask": MASK[rows], "known": KNOWN[rows]}, {"sample": FAKE[rows]})
    result = metric.result()
    assert result.value == pytest.approx(np.sqrt(np.square([0.2, 0.5, 0.1]).mean()))
    assert (result.metric, result.n_real, result.split) == ("imputation_rmse", 2, "train")
    metric.reset()
    with pytest.raises(ValueError, match="no samples to average"):
        metric.result()
