import numpy as np
import tensorflow as tf

from tfgan_zoo import layers


def test_the_features_of_each_position_have_mean_square_one():
    maps = np.random.default_rng(0).normal(0, 5, (2, 3, 4, 6))
    expected = maps / np.sqrt((maps**2).mean(axis=-1, keepdims=True) + 1e-8)
    np.testing.assert_allclose(layers.PixelNormalization()(maps.astype("float32")), expected, rtol=1e-5)


def test_zeros_stay_zero_with_a_finite_gradient():
    maps = tf.zeros((1, 2, 2, 3))
    with tf.GradientTape() as tape:
        tape.watch(maps)
        outputs = layers.PixelNormalization()(maps)
    np.testing.assert_array_equal(outputs, np.zeros((1, 2, 2, 3)))
    np.testing.assert_allclose(tape.gradient(outputs, maps), 1e4 * np.ones((1, 2, 2, 3)), rtol=1e-5)


def test_large_values_do_not_overflow_in_half_precision():
    outputs = layers.PixelNormalization(dtype="float16")(tf.constant([[3000.0, -3000.0]], "float16"))
    np.testing.assert_array_equal(outputs, [[1.0, -1.0]])
