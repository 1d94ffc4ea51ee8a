"""Latent distributions, their truncated versions, and interpolation between latents.

A distribution is a pure function of (shape, seed). The same function is used in training (a new seed for every draw)
and by an exported generator (one seed per example).
"""

import keras
import numpy as np
import tensorflow as tf
from scipy.special import ndtr

from tfgan_zoo.checks import check_at_least_one, check_positive

# The second number of the seeds that samples for users are drawn from. In training it is the game's own seed, which is
# far smaller, so no sample for a user is one that the game was trained on.
SAMPLING = 2**62

PARALLEL = 1e-6  # vectors are parallel if the orthogonal part of one is shorter than this, relative to its length


def sampling_seed(seed, stream=0):
    """The seed of a distribution for samples that users ask for, apart from all that training draws.

    Args:
        seed: an integer, or a scalar integer tensor.
        stream: 0, or another small integer for further, independent latents.

    Returns:
        int64 tensor of shape (2,).

    Example:
        >>> normal((4, 100), sampling_seed(3)).shape
        TensorShape([4, 100])
    """
    return tf.stack([tf.cast(seed, tf.int64), tf.constant(SAMPLING + stream, tf.int64)])


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
def categories(shape, seed):
    """One-hot categories, all equally likely.

    Args:
        shape: shape of the result, batch first; the last dimension is the number of categories.
        seed: integers of shape (2,); the same seed gives the same categories.

    Returns:
        float32 tensor of the given shape.

    Example:
        >>> tfgan_zoo.latents.categories((4, 10), (0, 1)).numpy().sum(axis=1).tolist()
        [1.0, 1.0, 1.0, 1.0]
    """
    return tf.one_hot(tf.argmax(uniform(shape, seed), axis=-1), shape[-1])


class Mixture:
    """A mixture of Gaussians of equal weight and shape; a subclass defines what of it the game needs.

    Codes of a known class can be drawn from the component of that number (`models.AAE`).
    """

    def num_components(self, size):
        """Number of components for latents of a size."""
        raise NotImplementedError(f"{type(self).__name__} must override `num_components`.")

    def of_components(self, components, noise):
        """Latents of the given components.

        Args:
            components: integers (batch,), from 0.
            noise: standard normal, float32 (batch, size).

        Returns:
            float32 tensor (batch, size).
        """
        raise NotImplementedError(f"{type(self).__name__} must override `of_components`.")

    def likeliest_components(self, latents):
        """The component that each latent most likely belongs to.

        Args:
            latents: float32 (batch, size).

        Returns:
            integers (batch,).
        """
        raise NotImplementedError(f"{type(self).__name__} must override `likeliest_components`.")

    def __call__(self, shape, seed):
        if len(shape) != 2:
            raise ValueError(f"received the shape {tuple(shape)}; expected (batch, components): latents are vectors.")
        component_seed, noise_seed = tf.unstack(tf.random.experimental.stateless_split(seed, 2, alg="philox"))
        count, most = shape[0], self.num_components(shape[1])
        components = tf.random.stateless_uniform((count,), component_seed, maxval=most, dtype=tf.int32, alg="philox")
        return self.of_components(components, normal(shape, noise_seed))

    @classmethod
    def from_config(cls, config):
        return cls(**config)


@keras.saving.register_keras_serializable("tfgan_zoo")
class GaussianMixture(Mixture):
    """A mixture of as many narrow Gaussians as z has dimensions, for data with separate modes.

    A continuous generator maps connected latents to connected samples: between two separate modes it must generate some
    that belong to neither. With separate components each can map to one mode, with nothing in between. All components
    have the same weight; the mean of each is a one-hot vector, so all are equally far apart. The number of components,
    the size of z, should be a few times the number of modes.

    Args:
        stddev: standard deviation of each component in every direction, positive; the means are sqrt(2) apart. The
            noise has a norm of stddev * sqrt(size), which should be well below 1.

    Raises:
        ValueError: if the standard deviation is not positive, or, when called, if latents are not vectors.

    Example:
        >>> mixture = tfgan_zoo.latents.GaussianMixture(0.02)
        >>> mixture((4, 100), (0, 1)).numpy().round().sum(axis=1).tolist()
        [1.0, 1.0, 1.0, 1.0]

    Reference:
        Ben-Yosef & Weinshall 2018 (GM-GAN), https://arxiv.org/abs/1808.10356, where the means are random; on the
        limits of connected latents: Tanielian et al. 2020, https://arxiv.org/abs/2006.04596.
    """

    def __init__(self, stddev=0.02):
        check_positive(self, stddev=stddev)
        self.stddev = stddev

    def num_components(self, size):
        return size

    def of_components(self, components, noise):
        return tf.one_hot(components, noise.shape[-1]) + self.stddev * noise

    def likeliest_components(self, latents):
        return tf.argmax(latents, axis=-1)

    def __str__(self):
        return f"a mixture of Gaussians of standard deviation {self.stddev:g} around the one-hot vectors"

    def get_config(self):
        return {"stddev": self.stddev}


@keras.saving.register_keras_serializable("tfgan_zoo")
class GaussianRing(Mixture):
    """Gaussians in the plane on a ring around 0, long toward the center and narrow across, as petals of a flower.

    Args:
        components: number of Gaussians, at least one; component k lies at the angle 2 pi k / components.
        radius: distance of their means from 0.
        radial_stddev, tangential_stddev: standard deviations toward the center and across it.

    Raises:
        ValueError: if a number is out of range, or, when called, if latents are not points (batch, 2).

    Example:
        >>> GaussianRing(4, 3.0).of_components([0, 1], np.zeros((2, 2), "float32")).numpy().round(4).tolist()
        [[3.0, 0.0], [-0.0, 3.0]]

    Reference:
        Makhzani et al. 2016, https://arxiv.org/abs/1511.05644, figure 4. The radius and the deviations are not in the
        paper; those here are of a public implementation, https://github.com/musyoku/adversarial-autoencoder.
    """

    def __init__(self, components=10, radius=1.4, radial_stddev=0.5, tangential_stddev=0.05):
        check_at_least_one(self, components=components)
        check_positive(self, radius=radius, radial_stddev=radial_stddev, tangential_stddev=tangential_stddev)
        self.components = components
        self.radius = radius
        self.radial_stddev = radial_stddev
        self.tangential_stddev = tangential_stddev

    def num_components(self, size):
        if size != 2:
            raise ValueError(f"received latents of size {size}; expected 2: the ring lies in a plane.")
        return self.components

    def of_components(self, components, noise):
        angles = 2 * np.pi * tf.cast(components, tf.float32) / self.components
        radial = self.radius + self.radial_stddev * noise[:, 0]
        tangential = self.tangential_stddev * noise[:, 1]
        cosines, sines = tf.cos(angles), tf.sin(angles)
        return tf.stack([radial * cosines - tangential * sines, radial * sines + tangential * cosines], axis=-1)

    def likeliest_components(self, latents):
        angles = 2 * np.pi * np.arange(self.components, dtype="float32") / self.components
        x, y = latents[:, :1], latents[:, 1:]
        radial = (x * np.cos(angles) + y * np.sin(angles) - self.radius) / self.radial_stddev  # (batch, components)
        tangential = (y * np.cos(angles) - x * np.sin(angles)) / self.tangential_stddev
        return tf.argmin(radial**2 + tangential**2, axis=-1)

    def __str__(self):
        return (
            f"a ring of {self.components} Gaussians of radius {self.radius:g}, with standard deviations "
            f"{self.radial_stddev:g} toward the center and {self.tangential_stddev:g} across it"
        )

    def get_config(self):
        names = ("components", "radius", "radial_stddev", "tangential_stddev")
        return {name: getattr(self, name) for name in names}


def described(distribution):
    """A distribution in words, for people who are to draw from it.

    Example:
        >>> described(uniform)
        'uniform on [-1, 1)'
    """
    known = {normal: "standard normal", uniform: "uniform on [-1, 1)"}
    return known.get(distribution) or getattr(distribution, "__name__", str(distribution))


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


def lerp(first, second, weights):
    """Linear interpolation between latents: for uniform latents, whose cube it never leaves.

    Args:
        first, second: latents (n, size).
        weights: (k,), 0 gives the first, 1 the second.

    Returns:
        float32 NumPy array (n, k, size).

    Raises:
        ValueError: if the latents are not two arrays of the same shape (n, size).

    Example:
        >>> lerp([[0.0, 2.0]], [[1.0, 0.0]], [0.0, 0.5, 1.0])[0].tolist()
        [[0.0, 2.0], [0.5, 1.0], [1.0, 0.0]]
    """
    first, second = checked_endpoints(first, second)
    weights = np.asarray(weights, np.float64)[:, None]
    return ((1 - weights) * first[:, None] + weights * second[:, None]).astype(np.float32)


def slerp(first, second, weights):
    """Spherical interpolation between latents: for normal latents, whose norms hardly vary.

    The midpoint of a straight line between two normal latents has a norm that the generator has never seen. Here the
    angle and the norm change at a constant rate; between vectors of equal norm this is Shoemake's formula. From a
    vector to its opposite all great circles are equally short, and one of them is chosen.

    Args:
        first, second: latents (n, size).
        weights: (k,), 0 gives the first, 1 the second.

    Returns:
        float32 NumPy array (n, k, size).

    Raises:
        ValueError: if the latents are not two arrays of the same shape (n, size), one of them is zero, or opposite
            latents have a single dimension.

    Example:
        >>> slerp([[1.0, 0.0]], [[0.0, 1.0]], [0.5]).round(4).tolist()
        [[[0.7071, 0.7071]]]

    Reference:
        White 2016, "Sampling Generative Networks", https://arxiv.org/abs/1609.04468.
    """
    first, second = checked_endpoints(first, second)
    norms = [np.linalg.norm(endpoints, axis=1) for endpoints in (first, second)]
    if not min(endpoints.min() for endpoints in norms) > 0:
        raise ValueError("a latent of zeros has no direction to rotate from or to: interpolate with `lerp`.")
    start, end = first / norms[0][:, None], second / norms[1][:, None]
    cosine = np.sum(start * end, axis=1)
    rejection = end - cosine[:, None] * start
    sine = np.linalg.norm(rejection, axis=1)
    orthogonal = np.stack([orthogonal_direction(*pair) for pair in zip(start, rejection, strict=True)])
    weights = np.asarray(weights, np.float64)
    angles = np.arctan2(sine, cosine)[:, None] * weights  # (n, k)
    rotated = np.cos(angles)[..., None] * start[:, None] + np.sin(angles)[..., None] * orthogonal[:, None]
    lengths = norms[0][:, None] * (1 - weights) + norms[1][:, None] * weights
    return (lengths[..., None] * rotated).astype(np.float32)


def orthogonal_direction(start, rejection):
    """The unit vector along `rejection`; where that vanishes, one orthogonal to the unit vector `start`."""
    length = np.linalg.norm(rejection)
    if length > PARALLEL:
        return rejection / length
    if start.size < 2:
        raise ValueError("opposite latents of size 1 have no path around zero: interpolate with `lerp`.")
    axis = np.eye(start.size)[np.argmin(np.abs(start))]
    orthogonal = axis - (axis @ start) * start
    return orthogonal / np.linalg.norm(orthogonal)


def checked_endpoints(first, second):
    """Both endpoints as float64 (n, size)."""
    first, second = np.asarray(first, np.float64), np.asarray(second, np.float64)
    if first.ndim != 2 or first.shape != second.shape or not first.size:
        raise ValueError(
            f"received latents of shapes {first.shape} and {second.shape}; expected (n, size), the same for both."
        )
    return first, second
