"""Mean and covariance of features, accumulated over batches in float64 and constant memory."""

import dataclasses
import pathlib

import numpy as np
import tensorflow as tf

from tfgan_zoo.saving.arrays import read_npz
from tfgan_zoo.saving.atomic import atomic_write


@dataclasses.dataclass(frozen=True)
class FeatureStatistics:
    """The statistics of a set of images that a Fréchet distance needs, and their origin.

    Args:
        mean: shape (features,), float64.
        covariance: shape (features, features), float64, normalized by n - 1.
        count: number of images.
        network: name of the feature network, with a checksum of its weights.
        split: name of the images' split, for example `"test"`.
    """

    mean: np.ndarray
    covariance: np.ndarray
    count: int
    network: str
    split: str

    def save(self, path):
        """Write to an .npz file, so that the real images of a benchmark pass through the network only once."""
        with atomic_write(path) as temporary, temporary.open("wb") as file:  # savez would append ".npz" to a name
            np.savez(file, **dataclasses.asdict(self))

    @classmethod
    def load(cls, path):
        """Read a file that `save` wrote.

        Raises:
            FileNotFoundError: if there is no such file.
            ValueError: if the file does not hold feature statistics.
        """
        if not pathlib.Path(path).is_file():
            raise FileNotFoundError(f"No feature statistics at {path}. Write them with FeatureStatistics.save(path).")
        try:
            stored = read_npz(path)
            mean, covariance = stored["mean"], stored["covariance"]
            return cls(mean, covariance, int(stored["count"]), str(stored["network"]), str(stored["split"]))
        except (KeyError, ValueError) as error:
            raise ValueError(
                f"{path} does not hold feature statistics ({error}). Expected a file written by FeatureStatistics.save."
            ) from error


class StreamingStatistics:
    """Accumulates count, mean and covariance of features, inside or outside a `tf.function`.

    Each batch is centered at its own mean and merged with the previous ones (Chan's update), so that features with a
    large mean lose no precision, as they would with a sum of squares minus the square of a sum.

    Args:
        num_features: length of a feature vector.

    Example:
        >>> statistics = StreamingStatistics(2)
        >>> statistics.update(np.array([[0.0, 1.0], [2.0, 1.0]], "float32"))
        >>> statistics.result("any", "test").mean.tolist()
        [1.0, 1.0]

    Reference:
        Chan, Golub and LeVeque 1983, "Algorithms for computing the sample variance", eq. 2.1.
    """

    def __init__(self, num_features):
        self.num_features = num_features
        self._count = tf.Variable(0, dtype=tf.int64, trainable=False, name="count")
        self._mean = tf.Variable(tf.zeros(num_features, tf.float64), trainable=False, name="mean")
        self._scatter = tf.Variable(tf.zeros([num_features] * 2, tf.float64), trainable=False, name="scatter")

    @property
    def count(self):
        """Number of feature vectors seen since the last reset."""
        return int(self._count)

    def reset(self):
        """Discard everything."""
        for variable in (self._count, self._mean, self._scatter):
            variable.assign(tf.zeros_like(variable))

    def update(self, features):
        """Add a batch of shape (batch, num_features).

        Raises:
            ValueError: if the features have a different shape.
        """
        features = tf.cast(features, tf.float64)
        if not features.shape.is_compatible_with([None, self.num_features]):
            raise ValueError(
                f"Received features of shape {features.shape}. Expected (batch, {self.num_features}), "
                "one vector for each image, from a network that ends in a pooling or a dense layer."
            )
        batch_count = tf.shape(features, tf.int64)[0]
        new, old = tf.cast(batch_count, tf.float64), tf.cast(self._count, tf.float64)
        batch_mean = tf.math.divide_no_nan(tf.reduce_sum(features, axis=0), new)
        centered = features - batch_mean
        shift = batch_mean - self._mean
        fraction = tf.math.divide_no_nan(new, old + new)
        self._scatter.assign_add(tf.matmul(centered, centered, transpose_a=True))
        self._scatter.assign_add(shift[:, None] * shift[None, :] * old * fraction)
        self._mean.assign_add(shift * fraction)
        self._count.assign_add(batch_count)

    def result(self, network, split):
        """The `FeatureStatistics` so far, with the network's name and the split.

        Raises:
            ValueError: with fewer than 2 samples, whose covariance is not defined.
        """
        if self.count < 2:
            raise ValueError(
                f"The statistics have seen {self.count} samples, and a covariance needs at least 2. "
                "Call update with batches of images first."
            )
        return FeatureStatistics(
            mean=self._mean.numpy(),
            covariance=self._scatter.numpy() / (self.count - 1),
            count=self.count,
            network=network,
            split=split,
        )
