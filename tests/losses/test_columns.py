"""The gradient of the loss by which a category is asked for."""

import numpy as np
import tensorflow as tf

from tfgan_zoo import losses


def test_a_column_that_is_not_asked_for_has_no_gradient():
    logits = tf.constant([[1.0, -1.0, 0.5, 2.0, 0.0], [0.0, 3.0, 1.0, -2.0, 1.0]])
    condition = tf.constant([[1.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0, 0.0]])  # of the first, of the second
    with tf.GradientTape() as tape:
        tape.watch(logits)
        loss = losses.condition_cross_entropy(logits, condition, (2, 3))
    expected = np.zeros((2, 5))
    expected[0, :2] = (tf.nn.softmax(logits[0, :2]) - [1, 0]) / 2
    expected[1, 2:] = (tf.nn.softmax(logits[1, 2:]) - [0, 1, 0]) / 2
    np.testing.assert_allclose(tape.gradient(loss, logits), expected, atol=1e-6)
