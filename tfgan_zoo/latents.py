"""The distributions a generator's latents are drawn from, truncated ones, and ways between two latents.

Draws are pure functions of (shape, seed). The same function serves training (a seed that moves on with every draw) and
a served generator (one seed per example).
"""

import keras
import numpy as np
import tensorflow as tf
from scipy.special import ndtr

from tfgan_zoo.checks import check_positive

PARALLEL = 1e-6  # of the length: what is left of a vector beside another that counts as its direction


@keras.saving.register_keras_serializable("tfgan_zoo")
def normal(shape, seed):
    """Standard normal latents, the usual choice.

    Args:
        shape: shape of the result, batch first.
        seed: integers of shape (2,); the same seed gives the same latents.

    Returns:
        float32 tensor of the given shape.

    Example:
        >>> tfgan_zoo.latents.normal((4, 100), (0, 1)).shape
        TensorShape([4, 100])
    """
    return tf.random.stateless_normal(shape, seed, alg="philox")


@keras.saving.register_keras_serializable("tfgan_zoo")
def uniform(shape, seed):
    """Latents uniform on [-1, 1), as in DCGAN and in "Are GANs Created Equal?" (arXiv:1711.10337).

    Args:
        shape: shape of the result, batch first.
        seed: integers of shape (2,); the same seed gives the same latents.

    Returns:
        float32 tensor of the given shape.

    Example:
        >>> tfgan_zoo.latents.uniform((4, 64), (0, 1)).shape
        TensorShape([4, 64])
    """
    return tf.random.stateless_uniform(shape, seed, minval=-1.0, maxval=1.0, alg="philox")


@keras.saving.register_keras_serializable("tfgan_zoo")
class GaussianMixture:
    """Latents from as many narrow Gaussians as z has numbers, for data whose modes lie apart.

    A continuous generator maps connected latents to connected samples: between two separate modes it must make some
    that belong to neither. Where z falls into components apart, each may go to one mode, with nothing between. Every
    component has the same weight; its mean is a unit vector of its own (a one at its number, zeros beside it), so each
    is as far from every other. The number of components, the size of z, wants to be a few times that of the modes.

    Args:
        deviation: of each component in every direction, positive; the means lie sqrt(2) apart. The noise has a norm of
            deviation * sqrt(size), which wants to be well below 1.

    Raises:
        ValueError: if the deviation is not positive, or, when called, if latents are no vectors.

    Example:
        >>> mixture = tfgan_zoo.latents.GaussianMixture(0.02)
        >>> mixture((4, 100), (0, 1)).numpy().round().sum(axis=1).tolist()
        [1.0, 1.0, 1.0, 1.0]

    Reference:
        Ben-Yosef & Weinshall 2018 (GM-GAN), https://arxiv.org/abs/1808.10356, whose means are random instead; why
        connected latents fall short: Tanielian et al. 2020, https://arxiv.org/abs/2006.04596.
    """

    def __init__(self, deviation=0.02):
        check_positive(self, deviation=deviation)
        self.deviation = deviation

    def __call__(self, shape, seed):
        if len(shape) != 2:
            raise ValueError(f"received the shape {tuple(shape)}; expected that of vectors, (batch, components).")
        component_seed, noise_seed = tf.unstack(tf.random.experimental.stateless_split(seed, 2, alg="philox"))
        count, size = shape
        components = tf.random.stateless_uniform((count,), component_seed, maxval=size, dtype=tf.int32, alg="philox")
        return tf.one_hot(components, size) + self.deviation * normal(shape, noise_seed)

    def get_config(self):
        return {"deviation": self.deviation}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


def truncated_normal(shape, seed, threshold):
    """Standard normal latents within a threshold: those beyond are drawn again, in closed form.

    The truncation trick: the lower the threshold, the more typical and the less diverse the samples. One seed's latents
    move toward 0 as the threshold falls, so that those of several thresholds can be compared one by one.

    Args:
        shape: shape of the result, batch first.
        seed: integers of shape (2,).
        threshold: largest magnitude of a number, positive; 2, 1, 0.5 and 0.04 in the paper's figure 2.

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
    shares = tf.random.stateless_uniform(shape, seed, dtype=tf.float64, alg="philox")
    values = tf.math.ndtri(low + shares * (1.0 - 2.0 * low))
    return tf.cast(tf.clip_by_value(values, -threshold, threshold), tf.float32)


def truncated_uniform(shape, seed, threshold):
    """Latents uniform on [-threshold, threshold): what `uniform` draws, but what lies beyond is drawn again.

    Args:
        shape: shape of the result, batch first.
        seed: integers of shape (2,).
        threshold: largest magnitude of a number, positive; from 1 on nothing is truncated.

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
    """Refuse a threshold that nothing could lie within."""
    if not threshold > 0:
        raise ValueError(f"the threshold is the largest magnitude of a latent number, above 0, not {threshold}.")


def lerp(first, second, weights):
    """The straight way from each latent to another: for uniform latents, whose cube it never leaves.

    Args:
        first, second: latents (n, size).
        weights: (k,), 0 for the first, 1 for the second.

    Returns:
        float32 NumPy array (n, k, size).

    Raises:
        ValueError: if the latents are not two equal arrays (n, size).

    Example:
        >>> lerp([[0.0, 2.0]], [[1.0, 0.0]], [0.0, 0.5, 1.0])[0].tolist()
        [[0.0, 2.0], [0.5, 1.0], [1.0, 0.0]]
    """
    first, second = checked_ends(first, second)
    weights = np.asarray(weights, np.float64)[:, None]
    return ((1 - weights) * first[:, None] + weights * second[:, None]).astype(np.float32)


def slerp(first, second, weights):
    """The way from each latent to another along a great circle: for normal latents, whose norms hardly vary.

    Halfway along the straight line between two normal latents lies a norm that the generator has never seen. Here the
    angle and the norm change evenly; between vectors of one norm this is Shoemake's formula. From a vector to its
    opposite all great circles are as short, and one of them is taken.

    Args:
        first, second: latents (n, size).
        weights: (k,), 0 for the first, 1 for the second.

    Returns:
        float32 NumPy array (n, k, size).

    Raises:
        ValueError: if the latents are not two equal arrays (n, size), one is zero, or there is no way round.

    Example:
        >>> slerp([[1.0, 0.0]], [[0.0, 1.0]], [0.5]).round(4).tolist()
        [[[0.7071, 0.7071]]]

    Reference:
        White 2016, "Sampling Generative Networks", https://arxiv.org/abs/1609.04468.
    """
    first, second = checked_ends(first, second)
    norms = [np.linalg.norm(ends, axis=1) for ends in (first, second)]
    if not min(ends.min() for ends in norms) > 0:
        raise ValueError("a latent of zeros has no direction to turn from or to: interpolate with `lerp`.")
    begin, end = first / norms[0][:, None], second / norms[1][:, None]
    cosine = np.sum(begin * end, axis=1)
    beside = end - cosine[:, None] * begin
    sine = np.linalg.norm(beside, axis=1)
    across = np.stack([direction(*pair) for pair in zip(begin, beside, strict=True)])
    weights = np.asarray(weights, np.float64)
    angles = np.arctan2(sine, cosine)[:, None] * weights  # (n, k)
    turned = np.cos(angles)[..., None] * begin[:, None] + np.sin(angles)[..., None] * across[:, None]
    lengths = norms[0][:, None] * (1 - weights) + norms[1][:, None] * weights
    return (lengths[..., None] * turned).astype(np.float32)


def direction(begin, beside):
    """The unit vector along `beside`; where that is nothing, one at right angles to the unit vector `begin`."""
    length = np.linalg.norm(beside)
    if length > PARALLEL:
        return beside / length
    if begin.size < 2:
        raise ValueError("latents of one number have no way round from one to the other: interpolate with `lerp`.")
    axis = np.eye(begin.size)[np.argmin(np.abs(begin))]
    across = axis - (axis @ begin) * begin
    return across / np.linalg.norm(across)


def checked_ends(first, second):
    """Both ends as float64 (n, size)."""
    first, second = np.asarray(first, np.float64), np.asarray(second, np.float64)
    if first.ndim != 2 or first.shape != second.shape or not first.size:
        raise ValueError(
            f"received latents of shape {first.shape} and {second.shape}; expected the same (n, size) twice."
        )
    return first, second
