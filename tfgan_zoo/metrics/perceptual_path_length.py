"""Perceptual path length (PPL): how much images change along a path between latents."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo import latents
from tfgan_zoo.metrics.frechet_metric import identity_of
from tfgan_zoo.metrics.result import Result

EPSILON = 1e-4  # as a fraction of the path
TRIMMED = (1, 99)  # percentiles; lengths outside are discarded
BATCH_SIZE = 50


def perceptual_path_length(
    generate, draw, distance, interpolate=latents.slerp, epsilon=EPSILON, num_samples=1000, seed=0
):
    """The mean perceptual distance between images a small step apart, divided by the square of the step.

    If features that are in neither endpoint appear in between, the path is longer than necessary: the latents are
    entangled. Steps are at random positions of random paths; lengths below the first and above the 99th percentile are
    discarded, as in the authors' code.

    Args:
        generate: function from latents to images in [-1, 1], such as a generator.
        draw: function (n, seed of shape (2,)) that draws latents (n, size), such as `gan.draw_latents`.
        distance: function (images, images) that returns the distance of each pair (n,), such as
            `FeatureDistance(network)`. It is assumed to be quadratic in the step.
        interpolate: `latents.slerp` for normal latents, `latents.lerp` for uniform ones; or any such function (first,
            second, weights).
        epsilon: the step, as a fraction of the path.
        num_samples: number of steps; 100,000 in the paper.
        seed: seed of the latents and positions.

    Returns:
        `Result` named `perceptual_path_length`, lower is smoother. Compare only results of one distance.

    Raises:
        ValueError: with fewer than two samples, a step that is not in (0, 1), or distances that are not finite.

    Example:
        >>> distance = FeatureDistance(metrics.features_of(classifier))
        >>> result = perceptual_path_length(gan.sampler, gan.draw_latents, distance)

    Reference:
        Karras et al. 2019 (StyleGAN), https://arxiv.org/abs/1812.04948, section 4.1.
    """
    if num_samples < 2 or not 0 < epsilon < 1:
        raise ValueError(
            f"Received num_samples={num_samples} and epsilon={epsilon}. Expected at least 2 samples, and a step in "
            "(0, 1)."
        )
    endpoints = [np.asarray(draw(num_samples, latents.sampling_seed(seed, number))) for number in (0, 1)]
    positions = np.random.default_rng(seed).uniform(size=num_samples)
    steps = [
        interpolate(first[None], second[None], np.array([position, position + epsilon]))[0]
        for first, second, position in zip(*endpoints, positions, strict=True)
    ]
    starts, ends = np.stack(steps, axis=1)
    lengths = []
    for start in range(0, num_samples, BATCH_SIZE):
        batch = slice(start, start + BATCH_SIZE)
        lengths.append(np.asarray(distance(generate(starts[batch]), generate(ends[batch])), np.float64))
    value = trimmed_mean(np.concatenate(lengths) / epsilon**2)
    network = f"{getattr(distance, 'identity', getattr(distance, '__name__', 'a distance'))}, {interpolate.__name__}"
    return Result("perceptual_path_length", value, network, 0, num_samples, "none")


def trimmed_mean(values):
    """The mean of the values from the first to the 99th percentile.

    Args:
        values: (n,).

    Raises:
        ValueError: if some are not finite.

    Example:
        >>> bool(trimmed_mean(np.arange(1001.0) ** 2) < np.mean(np.arange(1001.0) ** 2))
        True
    """
    values = np.asarray(values, np.float64)
    if not np.isfinite(values).all():
        raise ValueError(
            "Some distances are not finite. The generator has diverged, or the distance does not support its images."
        )
    low = np.percentile(values, TRIMMED[0], method="lower")
    high = np.percentile(values, TRIMMED[1], method="higher")
    return float(values[(low <= values) & (values <= high)].mean())


class FeatureDistance:
    """The squared distance between two images in the features of a network.

    Feature maps are averaged over all positions, several layers are summed, so that LPIPS without its weights is this
    distance on the normalized feature maps of a VGG.

    Args:
        network: `keras.Model` from images in [-1, 1] to features (n, features), to feature maps (n, height, width,
            features), or to a list of these.

    Example:
        >>> images = keras.Input((2, 2, 1))
        >>> network = keras.Model(images, keras.layers.Flatten()(images), name="pixels")
        >>> FeatureDistance(network)(tf.zeros((1, 2, 2, 1)), tf.ones((1, 2, 2, 1))).numpy().tolist()
        [4.0]

    Reference:
        Zhang et al. 2018 (LPIPS), https://arxiv.org/abs/1801.03924, section 3.
    """

    def __init__(self, network):
        self.network = network
        self.identity = identity_of(network)

    def __call__(self, first, second):
        """The distance of each pair, a tensor (n,)."""
        layers = [keras.tree.flatten(self.network(images, training=False)) for images in (first, second)]
        return sum(squared_difference(*features) for features in zip(*layers, strict=True))


def squared_difference(first, second):
    """Summed over the features, averaged over the positions, (n,)."""
    summed = tf.reduce_sum(tf.math.squared_difference(first, second), axis=-1)
    return tf.reduce_mean(tf.reshape(summed, (tf.shape(summed)[0], -1)), axis=1)
