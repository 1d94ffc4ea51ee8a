"""Latents that are mixtures of Gaussians."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo.checks import check_at_least_one, check_positive
from tfgan_zoo.latents.distributions import normal


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
