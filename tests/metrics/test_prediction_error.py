"""Errors of a learned environment whose predictions are known."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import data, metrics
from tfgan_zoo.modalities import Observations

SCALES = [2.0, 0.5]


class Drift:
    """An environment that adds the same at every step, whatever is done."""

    scales = SCALES

    def __init__(self, change):
        self.change = tf.constant(change, tf.float32)

    def draw(self, num_samples, seed):
        return {"latents": tf.zeros((num_samples, 1))}

    def sampler(self, inputs, training):
        return inputs["observations"] + self.change


@pytest.fixture
def walk():
    """Two episodes of 7 steps, in each of which 1 is added to both numbers."""
    observed = np.concatenate([start + np.arange(7.0)[:, None] * np.ones(2) for start in (0.0, 50.0)])
    examples = data.from_arrays((observed + 1).astype("float32"), modality=Observations())
    return examples.with_conditions(observations=observed.astype("float32"), actions=np.ones((14, 1), "float32"))


def test_errors_are_in_units_of_typical_changes_and_add_up_over_the_horizon(walk):
    metric = metrics.PredictionError(Drift([1.2, 1.0]), walk, horizon=3)
    given = walk.conditions["observations"]
    metric.update({"sample": walk.samples}, {"sample": given + [1.2, 1.0]})
    one_step, after = metric.result()
    assert one_step.value == pytest.approx(np.sqrt((0.2 / 2) ** 2 / 2), rel=1e-4)
    assert after.value == pytest.approx(np.sqrt((0.6 / 2) ** 2 / 2), rel=1e-4)
    assert (one_step.n_real, after.n_real, after.metric) == (14, 4, "prediction_error_3")


def test_a_rollout_is_on_its_own_predictions():
    found = metrics.rollout(Drift([1.0, -1.0]), np.zeros((2, 2), "float32"), np.zeros((2, 4, 3), "float32"))
    np.testing.assert_array_equal(found[0], [[1, -1], [2, -2], [3, -3], [4, -4]])


def test_a_new_evaluation_forgets_the_last(walk):
    metric = metrics.PredictionError(Drift([1.0, 1.0]), walk, horizon=3)
    metric.update({"sample": tf.ones((3, 2))}, {"sample": tf.zeros((3, 2))})
    metric.reset()
    metric.update({"sample": tf.ones((3, 2))}, {"sample": tf.ones((3, 2))})
    assert metric.result()[0].value == 0
