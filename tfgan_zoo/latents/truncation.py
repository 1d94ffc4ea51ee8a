"""Truncated latents: fewer extreme values, for samples that are more typical and less diverse."""

import keras
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


def check_threshold(threshold):
    """Refuse a threshold that is not positive."""
    if not threshold > 0:
        raise ValueError(f"the threshold is the largest magnitude of a latent value, above 0, not {threshold}.")
