import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import penalties


def test_historical_averaging_is_the_squared_distance_over_all_parameters():
    parameters = [tf.Variable([[1.0, 2.0]]), tf.Variable(3.0)]
    with tf.GradientTape() as tape:
        term = penalties.historical_averaging(parameters, [tf.constant([[0.0, 4.0]]), tf.constant(3.5)])
    assert float(term) == pytest.approx(1 + 4 + 0.25)
    for gradient, expected in zip(tape.gradient(term, parameters), ([[2.0, -4.0]], -1.0), strict=True):
        np.testing.assert_allclose(gradient, expected)


@pytest.mark.parametrize("averages", [[], [np.zeros(2)], [np.zeros((2, 1)), np.zeros(3)]])
def test_averages_that_do_not_match_the_parameters_are_refused(averages):
    with pytest.raises(ValueError, match="one average each"):
        penalties.historical_averaging([tf.Variable(tf.zeros(2)), tf.Variable(tf.zeros(3))], averages)
    with pytest.raises(ValueError, match="one average each"):
        penalties.historical_averaging([], [])


def test_weights_are_clipped_to_the_limit_and_small_ones_stay_unchanged():
    variables = [tf.Variable([0.5, -0.005, -3.0]), tf.Variable(0.01)]
    penalties.clip_weights(variables, limit=0.01)
    np.testing.assert_array_equal(variables[0], np.float32([0.01, -0.005, -0.01]))
    assert float(variables[1]) == np.float32(0.01)


@pytest.mark.parametrize("limit", [0.0, -0.01, float("nan")])
def test_a_limit_that_is_not_positive_is_refused(limit):
    with pytest.raises(ValueError, match="positive"):
        penalties.clip_weights([tf.Variable(1.0)], limit)
