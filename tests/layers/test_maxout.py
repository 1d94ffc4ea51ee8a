import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import layers


def test_the_maximum_is_over_neighboring_channels():
    inputs = tf.constant([[1.0, 5.0, -2.0, -7.0, -3.0, -4.0], [0.0, 0.0, 9.0, 1.0, 2.0, 3.0]])
    np.testing.assert_array_equal(layers.Maxout(3)(inputs), [[5, -3], [9, 3]])
    np.testing.assert_array_equal(layers.Maxout(2)(inputs), [[5, -2, -3], [0, 9, 3]])


def test_feature_maps_keep_their_height_and_width():
    inputs = np.random.default_rng(0).normal(size=(2, 3, 4, 6)).astype("float32")
    np.testing.assert_array_equal(layers.Maxout(2)(inputs), inputs.reshape(2, 3, 4, 3, 2).max(axis=-1))


def test_only_the_largest_piece_gets_a_gradient():
    inputs = tf.constant([[1.0, 5.0, -2.0, -7.0]])
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        outputs = layers.Maxout(2)(inputs)
    np.testing.assert_array_equal(tape.gradient(outputs, inputs), [[0, 1, 1, 0]])


def test_channels_that_cannot_be_divided_are_refused():
    with pytest.raises(ValueError, match="multiple of 4"):
        layers.Maxout(4)(np.ones((2, 6), "float32"))
