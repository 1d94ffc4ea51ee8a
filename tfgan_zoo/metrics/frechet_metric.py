"""Fréchet distance as a metric of batches of images."""

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
    """Fréchet distance between real and generated images in the features of a network; with Inception, FID.

    The metric's name tells which: `fid` is the Inception of the literature with 2048 features, `fid_768` the same
    network with 768, `frechet_<network>` anything else.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] of shape (batch, height, width, channels) to features of
            shape (batch, features), for example `inception(path)` or `features_of(classifier)`. Its name and a checksum
            of its weights are printed with every result.
        split: name of the real images' split.
        real: `FeatureStatistics` of the real images, so that they pass through the network only once. With it the
            real images passed to `update` are ignored.

    Raises:
        ValueError: if the network's output is not (batch, features), or `real` is from another network, number of
            features or split.

    Example:
        >>> images = keras.Input((4, 4, 1))
        >>> network = keras.Model(images, keras.layers.Flatten()(images), name="pixels")
        >>> metric = FrechetDistance(network)
        >>> batch = np.random.default_rng(0).uniform(-1, 1, (20, 4, 4, 1)).astype("float32")
        >>> metric.update(batch, batch)
        >>> print(metric.result())
        frechet_pixels ... (network pixels, n_real 20, n_fake 20, split test)

    Reference:
        Heusel et al. 2017, https://arxiv.org/abs/1706.08500, eq. 6.
    """

    higher_is_better = False

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
        """Discard all samples (but not statistics passed to the constructor)."""
        for statistics in (self._real, self._fake):
            if statistics is not None:
                statistics.reset()

    def update(self, real, fake):
        """Add a batch of real and one of generated images, float32 in [-1, 1], inside or outside a `tf.function`.

        Args:
            real: shape (batch, height, width, channels), or a dict of such images as "sample" and their conditions;
                None if the real statistics were passed to the constructor.
            fake: the same, any batch size.
        """
        if self._real is not None:
            self._real.update(self._extract(tf.convert_to_tensor(sample_of(real))))
        self._fake.update(self._extract(tf.convert_to_tensor(sample_of(fake))))

    def result(self):
        """The distance so far as a `Result`.

        Warns:
            UserWarning: if there are fewer samples than features, since then the covariance is singular and the result
                depends more on the number of samples than on the images.

        Raises:
            ValueError: with fewer than 2 samples on either side, or features that are not finite.
        """
        real, fake = self.real_statistics(), self._fake.result(self.identity, self.split)
        if min(real.count, fake.count) <= self._fake.num_features:
            warnings.warn(
                f"{self.name}: {real.count} real and {fake.count} generated samples for {self._fake.num_features} "
                "features. A covariance is singular; compare only with results of the same sample sizes.",
                stacklevel=2,
            )
        value = frechet_distance(real.mean, real.covariance, fake.mean, fake.covariance)
        return Result(self.name, value, self.identity, real.count, fake.count, self.split)

    def real_statistics(self):
        """The `FeatureStatistics` of the real images, to save and pass to the next metric as `real=`."""
        return self._given if self._given is not None else self._real.result(self.identity, self.split)


def feature_statistics(network, images, split="test"):
    """Pass images through a network once and return only their statistics.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] to features of shape (batch, features).
        images: iterable of batches of shape (batch, height, width, channels), for example a `tf.data.Dataset`.
        split: name of the images' split.

    Returns:
        `FeatureStatistics`.

    Raises:
        ValueError: if the network's output is not (batch, features), or there are fewer than 2 images.
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
    """A metric's name: `known` for the Inception of the literature, `other` and the network's name otherwise."""
    root, _, features = network.rpartition("-")
    if root != INCEPTION_NAME:
        return f"{other}_{network}"
    return known if features == "2048" else f"{known}_{features}"


def identity_of(network):
    """The network's name and a checksum of its weights, so that two trainings of a classifier are distinguished."""
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
            "The given real statistics do not match: (network, features, split) "
            f"{received} received, {expected} expected. Compute them by feature_statistics with the same network."
        )
    return real
