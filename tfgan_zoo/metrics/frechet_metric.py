"""Fréchet distance as a measure: images in, batch by batch, a figure out."""

import warnings
import zlib

import numpy as np
import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.frechet import frechet_distance
from tfgan_zoo.metrics.inception import INCEPTION_NAME
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.statistics import StreamingStatistics


class FrechetDistance:
    """Distance of real and generated images in the features of a network; called FID when that network is Inception.

    The measure's name says which kind it is, and kinds are never mixed: `fid` is the Inception of the literature at
    2048 features, `fid_768` the same network at 768, `frechet_<network>` anything else.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] of shape (batch, height, width, channels) to features of
            shape (batch, features), for example `inception(path)` or `features_of(classifier)`. Its name and a checksum
            of its weights are printed with every figure.
        split: which part of the data the real images are.
        real: `FeatureStatistics` of the real images, so that they pass through the network only once. With it the
            real images given to `update` are ignored.

    Raises:
        ValueError: if the network gives no feature vectors, or `real` was made with another network, another number of
            features or another split.

    Example:
        >>> images = keras.Input((4, 4, 1))
        >>> network = keras.Model(images, keras.layers.Flatten()(images), name="pixels")
        >>> measure = FrechetDistance(network)
        >>> batch = np.random.default_rng(0).uniform(-1, 1, (20, 4, 4, 1)).astype("float32")
        >>> measure.update(batch, batch)
        >>> print(measure.result())
        frechet_pixels 0 (network pixels, n_real 20, n_fake 20, split test)

    Reference:
        Heusel et al. 2017, https://arxiv.org/abs/1706.08500, eq. 6.
    """

    def __init__(self, network, split="test", real=None):
        num_features = num_features_of(network)
        self.network = network
        self.split = split
        self.name = literature_name(network.name, "fid", "frechet")
        self.identity = identity_of(network)
        self._given = _checked_statistics(real, self.identity, num_features, split)
        self._real = None if real is not None else StreamingStatistics(num_features)
        self._fake = StreamingStatistics(num_features)
        self._extract = tf.function(lambda images: network(images, training=False), reduce_retracing=True)

    def reset(self):
        """Forget all samples (but not statistics given at the start)."""
        for statistics in (self._real, self._fake):
            if statistics is not None:
                statistics.reset()

    def update(self, real, fake):
        """Add a batch of real and one of generated images, float32 in [-1, 1], inside or outside a `tf.function`.

        Args:
            real: shape (batch, height, width, channels), or a tuple that begins with such images, as labeled
                samples do; None where the real statistics were given.
            fake: the same, any batch size.
        """
        if self._real is not None:
            self._real.update(self._extract(tf.convert_to_tensor(sample_of(real))))
        self._fake.update(self._extract(tf.convert_to_tensor(sample_of(fake))))

    def result(self):
        """The distance so far as a `Result`.

        Warns:
            UserWarning: if there are fewer samples than features, since then the covariance is singular and the figure
                says more about the number of samples than about the images.

        Raises:
            ValueError: with fewer than 2 samples on either side, or features that are not finite.
        """
        real, fake = self.real_statistics(), self._fake.result(self.identity, self.split)
        if min(real.count, fake.count) <= self._fake.num_features:
            warnings.warn(
                f"{self.name}: {real.count} real and {fake.count} generated samples for {self._fake.num_features} "
                "features. A covariance is singular; compare only with figures of the same sample sizes.",
                stacklevel=2,
            )
        value = frechet_distance(real.mean, real.covariance, fake.mean, fake.covariance)
        return Result(self.name, value, self.identity, real.count, fake.count, self.split)

    def real_statistics(self):
        """The `FeatureStatistics` of the real images, to be saved and given to the next measure as `real=`."""
        return self._given if self._given is not None else self._real.result(self.identity, self.split)


def feature_statistics(network, images, split="test"):
    """Pass images through a network once and keep only their statistics.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] to features of shape (batch, features).
        images: iterable of batches of shape (batch, height, width, channels), for example a `tf.data.Dataset`.
        split: which part of the data the images are.

    Returns:
        `FeatureStatistics`.

    Raises:
        ValueError: if the network gives no feature vectors, or there are fewer than 2 images.
    """
    statistics = StreamingStatistics(num_features_of(network))
    extract = tf.function(lambda batch: network(batch, training=False), reduce_retracing=True)
    for batch in images:
        statistics.update(extract(tf.convert_to_tensor(batch)))
    return statistics.result(identity_of(network), split)


def num_features_of(network):
    shape = network.output_shape
    if not isinstance(shape, tuple) or len(shape) != 2 or not isinstance(shape[-1], int):
        raise ValueError(
            f"The network {network.name!r} has the output shape {shape}. Expected (batch, features): "
            "end it in a pooling or a dense layer."
        )
    return shape[-1]


def literature_name(network, known, other):
    """What a distance is called: `known` for the Inception of the literature, `other` and the network for any else."""
    root, _, features = network.rpartition("-")
    if root != INCEPTION_NAME:
        return f"{other}_{network}"
    return known if features == "2048" else f"{known}_{features}"


def identity_of(network):
    """The network's name and a checksum of its weights: two trainings of one classifier are two kinds of figure."""
    checksum = 0
    for weights in network.get_weights():
        checksum = zlib.crc32(np.ascontiguousarray(weights), checksum)
    return f"{network.name}@{checksum:08x}" if network.weights else network.name


def _checked_statistics(real, identity, num_features, split):
    if real is None:
        return None
    received = (real.network, real.mean.size, real.split)
    expected = (identity, num_features, split)
    if received != expected:
        raise ValueError(
            "The given real statistics are of another kind: (network, features, split) "
            f"{received} received, {expected} expected. Make them with feature_statistics and this same network."
        )
    return real
