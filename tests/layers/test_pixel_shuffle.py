import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import layers


def test_four_channels_become_a_square():
    inputs = tf.reshape(tf.range(8, dtype=tf.float32), (1, 1, 2, 4))
    outputs = layers.PixelShuffle(2)(inputs)
    np.testing.assert_array_equal(outputs[0, :, :, 0], [[0, 1, 4, 5], [2, 3, 6, 7]])


@pytest.mark.parametrize("factor", [1, 2, 3])
def test_it_computes_the_papers_periodic_shuffling(factor):
    maps = np.random.default_rng(0).normal(size=(2, 4, 5, 2 * factor**2)).astype("float32")
    outputs = layers.PixelShuffle(factor)(maps)
    squares = maps.reshape(2, 4, 5, factor, factor, 2)  # position, row and column in the square, channel
    expected = squares.transpose(0, 1, 3, 2, 4, 5).reshape(2, 4 * factor, 5 * factor, 2)
    np.testing.assert_array_equal(outputs, expected)
    if factor > 1:
        np.testing.assert_array_equal(outputs, tf.nn.depth_to_space(maps, factor))


def test_feature_maps_of_unknown_size_are_accepted():
    layer = layers.PixelShuffle(2)
    network = keras.Sequential([keras.Input((None, 7, 12)), layer])
    assert network.output_shape == (None, None, 14, 3)
    assert network(np.ones((1, 4, 7, 12), "float32")).shape == (1, 8, 14, 3)


def test_channels_that_do_not_fill_a_square_are_refused():
    with pytest.raises(ValueError, match="multiple of 9"):
        layers.PixelShuffle(3)(np.ones((1, 2, 2, 12), "float32"))


def test_inputs_of_another_rank_are_refused():
    with pytest.raises(ValueError, match="4 axes"):
        layers.PixelShuffle(2)(np.ones((2, 12), "float32"))
