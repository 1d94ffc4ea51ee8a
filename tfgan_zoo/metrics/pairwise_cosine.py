"""Cosine similarity between the features of generated samples."""

import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.frechet_metric import identity_of, num_features_of
from tfgan_zoo.metrics.result import Result


class PairwiseCosine:
    """The mean squared cosine between the features of different generated samples: EBGAN's pull-away term as a metric.

    It is 1 if all samples are alike, and 1 / features if features are uniform over all directions. The reference is the
    value of real samples, not 0: pass them as the generated ones to compute it.

    The sum over all pairs is the squared norm of the second moment matrix, so memory does not grow with the samples.

    Args:
        network: `keras.Model` from float32 images in [-1, 1] to (batch, features), for example
            `features_of(discriminator)` for the codes, or `features_of(classifier)`.
        split: name of the split that the run is evaluated on.

    Raises:
        ValueError: if the network's output is not (batch, features).

    Example:
        >>> metric = PairwiseCosine(metrics.features_of(ebgan.discriminator))

    Reference:
        Zhao et al. 2017, https://arxiv.org/abs/1609.03126, section 2.4.
    """

    higher_is_better = None

    def __init__(self, network, split="test"):
        size = num_features_of(network)
        self.name = f"pairwise_cosine_{network.name}"
        self.network = network
        self.split = split
        self._moments = tf.Variable(tf.zeros((size, size), tf.float64), trainable=False)
        self._count = tf.Variable(tf.zeros((), tf.int64), trainable=False)

    def reset(self):
        """Discard all samples."""
        for variable in (self._moments, self._count):
            variable.assign(tf.zeros_like(variable))

    def update(self, real, fake):
        """Add a batch of generated samples; real ones are ignored."""
        features = tf.cast(self.network(sample_of(fake), training=False), tf.float64)
        directions = tf.math.l2_normalize(features, axis=1)
        self._moments.assign_add(tf.matmul(directions, directions, transpose_a=True))
        self._count.assign_add(tf.shape(features, tf.int64)[0])

    def result(self):
        """The mean over all pairs as a `Result`.

        Raises:
            ValueError: with fewer than two samples.
        """
        count = int(self._count.numpy())
        if count < 2:
            raise ValueError(f"received {count} samples, which is not a pair: update with at least two.")
        # The cosine of each sample with itself is 1, except for features of zeros, which have no direction.
        itself = float(tf.linalg.trace(self._moments))
        squares = float(tf.reduce_sum(tf.square(self._moments)))
        value = (squares - itself) / (count * (count - 1))
        return Result(self.name, value, identity_of(self.network), 0, count, self.split)
