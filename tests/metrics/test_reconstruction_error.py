"""The squared error of reconstructions."""

import pytest
import tensorflow as tf

from tfgan_zoo import metrics


def test_the_error_is_averaged_over_all_values_of_all_samples():
    metric = metrics.ReconstructionError(lambda samples: 0.5 * samples, split="train")
    metric.update(tf.constant([[1.0, 0.0], [0.5, -1.0]]), None)
    metric.update(tf.constant([[0.0, 1.0]]), None)
    result = metric.result()
    assert result.value == pytest.approx(0.25 * (1 + 0.25 + 1 + 1) / 6)
    assert (result.metric, result.n_real, result.n_fake, result.split) == ("reconstruction_error", 3, 3, "train")


def test_conditions_are_passed_to_the_reconstruction():
    metric = metrics.ReconstructionError(lambda samples: samples["sample"] + samples["offset"])
    metric.update({"sample": tf.zeros((2, 3)), "offset": tf.fill((2, 1), 2.0)}, None)
    assert metric.result().value == pytest.approx(4)


def test_a_result_without_samples_is_refused():
    with pytest.raises(ValueError, match="no samples to average"):
        metrics.ReconstructionError(lambda samples: samples).result()
