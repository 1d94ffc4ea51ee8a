import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import penalties


def test_lecam_is_the_squared_distance_of_each_kind_from_the_other_kinds_average():
    real, fake = np.array([[2.0], [-1.0]]), np.array([[0.5], [3.0]])
    expected = ((real - 0.25) ** 2).mean() + ((fake - 1.5) ** 2).mean()
    penalty = penalties.lecam(tf.constant(real), tf.constant(fake), real_average=1.5, fake_average=0.25)
    assert float(penalty) == pytest.approx(expected, rel=1e-6)
    assert penalty.dtype == tf.float32


def test_lecam_gives_the_averages_no_gradient():
    averages = [tf.Variable(1.0), tf.Variable(-1.0)]
    with tf.GradientTape() as tape:
        penalty = penalties.lecam(tf.ones((2, 1)), tf.zeros((2, 1)), *averages)
    assert tape.gradient(penalty, averages) == [None, None]


def test_lecam_refuses_logits_that_do_not_match():
    with pytest.raises(ValueError, match="same shape"):
        penalties.lecam(tf.ones((2, 1)), tf.ones((2,)), 0.0, 0.0)
    with pytest.raises(ValueError, match="int32"):
        penalties.lecam(tf.ones((2, 1), tf.int32), tf.ones((2, 1)), 0.0, 0.0)


def test_drift_is_the_mean_square_of_the_scores():
    penalty = penalties.drift(tf.constant([[2.0], [-1.0], [0.5]]))
    assert float(penalty) == pytest.approx((4 + 1 + 0.25) / 3, rel=1e-6)
    assert penalty.dtype == tf.float32
    with pytest.raises(ValueError, match="int32"):
        penalties.drift(tf.ones((2, 1), tf.int32))
