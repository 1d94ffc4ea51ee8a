"""A mean over samples that come in batches."""

import tensorflow as tf


class RunningMean:
    """The mean of a number that each sample has, exact over batches of any size, inside a `tf.function` or outside.

    Example:
        >>> mean = RunningMean()
        >>> mean.add(tf.constant([1.0, 2.0]))
        >>> mean.add(tf.constant([6.0]))
        >>> mean.value(), mean.count()
        (3.0, 3)
    """

    def __init__(self):
        self._sum = tf.Variable(tf.zeros((), tf.float64), trainable=False)
        self._count = tf.Variable(tf.zeros((), tf.int64), trainable=False)

    def reset(self):
        """Forget all samples."""
        self._sum.assign(0.0)
        self._count.assign(0)

    def add(self, values):
        """Add a batch's numbers: a tensor of any shape, of truths too, whose mean is the share that holds."""
        self._sum.assign_add(tf.reduce_sum(tf.cast(values, tf.float64)))
        self._count.assign_add(tf.size(values, tf.int64))

    def count(self):
        """How many numbers there were."""
        return int(self._count.numpy())

    def value(self):
        """The mean so far, a float.

        Raises:
            ValueError: if there was no number.
        """
        if not self.count():
            raise ValueError("there is no sample to take a mean of yet: update with real and generated samples first.")
        return float(self._sum.numpy()) / self.count()
