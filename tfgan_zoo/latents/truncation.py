"""Truncated latents: fewer extreme values, for samples that are more typical and less diverse."""

import keras
import numpy as np
import tensorflow as tf
from scipy.special import ndtr

from tfgan_zoo.latents.distributions import uniform


def truncated_normal(shape, seed, threshold):
    """Standard normal latents truncated at a threshold: values beyond it are resampled, in closed form.

    The truncation trick: the lower the threshold, the more typical and the less diverse the samples. The latents of one
    seed move toward 0 as the threshold falls, so that samples at several thresholds can be compared one by one.

    Args:
        shape: shape of the result, batch first.
        seed: integers of shape (2,).
        threshold: largest magnitude of a value, positive; 2, 1, 0.5 and 0.04 in the paper's figure 2.

    Returns:
        float32 tensor of the given shape.

    Raises:
        ValueError: if the threshold is not positive.

    Example:
        >>> float(tf.reduce_max(tf.abs(truncated_normal((1000, 4), (0, 1), 0.5)))) <= 0.5
        True

    Reference:
        Brock et al. 2019, https://arxiv.org/abs/1809.11096, section 3.1.
    """
    check_threshold(threshold)
    low = ndtr(-float(threshold))
    quantiles = tf.random.stateless_uniform(shape, seed, dtype=tf.float64, alg="philox")
    values = tf.math.ndtri(low + quantiles * (1.0 - 2.0 * low))
    return tf.cast(tf.clip_by_value(values, -threshold, threshold), tf.float32)


@keras.saving.register_keras_serializable("tfgan_zoo")
class TruncatedNormal:
    """The distribution of `truncated_normal` with a fixed threshold, as the latents of a game.

    Args:
        threshold: largest magnitude of a value, positive.

    Raises:
        ValueError: if the threshold is not positive.

    Example:
        >>> TruncatedNormal(0.5)((4, 100), (0, 1)).shape
        TensorShape([4, 100])
    """

    def __init__(self, threshold):
        check_threshold(threshold)
        self.threshold = threshold

    def __call__(self, shape, seed):
        return truncated_normal(shape, seed, self.threshold)

    def __str__(self):
        return f"standard normal, with values beyond {self.threshold:g} resampled"

    def get_config(self):
        return {"threshold": self.threshold}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


def truncated_uniform(shape, seed, threshold):
    """Latents uniform on [-threshold, threshold): those of `uniform`, with values beyond resampled.

    Args:
        shape: shape of the result, batch first.
        seed: integers of shape (2,).
        threshold: largest magnitude of a value, positive; from 1 up nothing is truncated.

    Returns:
        float32 tensor of the given shape.

    Raises:
        ValueError: if the threshold is not positive.

    Example:
        >>> float(tf.reduce_max(tf.abs(truncated_uniform((1000, 4), (0, 1), 0.5)))) <= 0.5
        True
    """
    check_threshold(threshold)
    return uniform(shape, seed) * min(float(threshold), 1.0)


def move_normal(values, thresholds):
    """Standard normal latents moved inwards, each to the same quantile of the distribution truncated at a threshold.

    Other than `truncated_normal` it begins with latents that are drawn: from a large threshold, which leaves them as
    they are, they move toward 0 as it falls.

    Args:
        values: tensor of latents.
        thresholds: tensor of largest magnitudes, above 0, whose shape can be broadcast to that of the values.

    Returns:
        float32 tensor of the same shape.

    Example:
        >>> move_normal(tf.constant([-1.0, 0.0, 9.0]), tf.constant(0.5)).numpy().round(3)
        array([-0.334, -0.   ,  0.5  ], dtype=float32)
    """
    values, thresholds = tf.cast(values, tf.float64), tf.cast(thresholds, tf.float64)
    low = normal_cdf(-thresholds)
    below = low + normal_cdf(-tf.abs(values)) * (1.0 - 2.0 * low)  # in the lower half, where quantiles are exact
    moved = -tf.sign(values) * tf.math.ndtri(below)
    return tf.cast(tf.clip_by_value(moved, -thresholds, thresholds), tf.float32)


def normal_cdf(values):
    """The standard normal distribution function, in float64."""
    return 0.5 * tf.math.erfc(-values / np.sqrt(2.0))


def move_uniform(values, thresholds):
    """Latents uniform on [-1, 1) moved inwards to [-threshold, threshold); from 1 up they stay as they are.

    Arguments and result are those of `move_normal`.

    Example:
        >>> move_uniform(tf.constant([-1.0, 0.5]), tf.constant(0.5)).numpy().tolist()
        [-0.5, 0.25]
    """
    return tf.cast(values, tf.float32) * tf.minimum(tf.cast(thresholds, tf.float32), 1.0)


def check_threshold(threshold):
    """Refuse a threshold that is not positive."""
    if not threshold > 0:
        raise ValueError(f"the threshold is the largest magnitude of a latent value, above 0, not {threshold}.")
