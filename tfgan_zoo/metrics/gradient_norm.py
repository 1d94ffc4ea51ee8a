"""The norm of a critic's gradient at chosen points."""

import numpy as np
import tensorflow as tf

from tfgan_zoo.conditions import sample_of, with_sample
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.penalties.gradients import squared_gradients


class GradientNorm:
    """Mean norm of the critic's gradient at each of the chosen points.

    Args:
        game: the game that the critic belongs to, a `models.GAN`; the critic runs in inference mode.
        points: function of (real, fake, seed) to the points, such as `penalties.interpolate` for WGAN-GP, or
            `lambda real, fake, seed: penalties.perturb(real, seed)` for DRAGAN. The seed differs between batches, and
            is the same in every evaluation.
        split: name of the real samples' split.
        best_value: the norm that the paper wants, such as 1 for WGAN-GP; None where neither more nor less is better.

    Example:
        >>> norm = GradientNorm(wgan_gp, tfgan_zoo.penalties.interpolate, best_value=1.0)
        >>> wgan_gp.compile("adam", "adam", metrics=[norm])

    Reference:
        Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028, section 4.
    """

    name = "gradient_norm"
    higher_is_better = None

    def __init__(self, game, points, split="test", best_value=None):
        self.game = game
        self.points = points
        self.split = split
        self.best_value = best_value
        self._sums = tf.Variable(tf.zeros(2, tf.float64), trainable=False)  # of the norms, of their squares
        self._count = tf.Variable(tf.zeros((), tf.int64), trainable=False)
        self._batches = tf.Variable(tf.zeros((), tf.int64), trainable=False)

    def reset(self):
        """Discard all points."""
        for variable in (self._sums, self._count, self._batches):
            variable.assign(tf.zeros_like(variable))

    def update(self, real, fake):
        """Add the norms at the points of a batch of real and one of generated samples."""
        seed = tf.stack([tf.zeros((), tf.int64), self._batches])
        points = self.points(sample_of(real), sample_of(fake), seed)
        squares = tf.cast(squared_gradients(lambda points: self._scores(real, points), points), tf.float64)
        self._sums.assign_add(tf.stack([tf.reduce_sum(tf.sqrt(squares)), tf.reduce_sum(squares)]))
        self._count.assign_add(tf.shape(squares, tf.int64)[0])
        self._batches.assign_add(1)

    def result(self):
        """The mean norm as a `Result`; its network is the game's discriminator.

        Raises:
            ValueError: if there are no points yet.
        """
        count = int(self._count.numpy())
        if not count:
            raise ValueError("there are no gradients of the critic yet: update with real and fake samples first.")
        mean, mean_square = self._sums.numpy() / count
        value = self._value(float(mean), float(mean_square))
        return Result(self.name, value, self.game.discriminator.name, count, count, self.split)

    def _scores(self, real, points):
        return self.game.score(with_sample(real, points), training=False)

    def _value(self, mean, mean_square):
        return mean


class GradientNormDeviation(GradientNorm):
    """Standard deviation over the points of the norm whose mean is `GradientNorm`, with the same arguments."""

    name = "gradient_norm_deviation"

    def _value(self, mean, mean_square):
        return float(np.sqrt(max(mean_square - mean**2, 0.0)))
