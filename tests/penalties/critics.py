"""Critics whose gradient is known."""

import tensorflow as tf


def linear_critic(weights):
    weights = tf.constant(weights, tf.float32)
    return lambda samples: tf.tensordot(samples, weights, axes=len(weights.shape))
