import numpy as np
import tensorflow as tf

from tfgan_zoo import layers


def test_samples_are_clipped_in_inference_alone():
    clip, samples = layers.ClipInInference(), tf.constant([-1.5, -1.0, 0.25, 3.0])
    np.testing.assert_array_equal(clip(samples), [-1.0, -1.0, 0.25, 1.0])
    np.testing.assert_array_equal(clip(samples, training=True), samples)


def test_in_training_there_is_a_gradient_out_of_range():
    samples = tf.constant([3.0])
    with tf.GradientTape() as tape:
        tape.watch(samples)
        outputs = layers.ClipInInference()(samples, training=True)
    assert float(tape.gradient(outputs, samples)[0]) == 1.0
