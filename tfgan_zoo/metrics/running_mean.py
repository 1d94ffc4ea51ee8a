"""A mean over batches."""

import tensorflow as tf


class RunningMean:
    """The mean of one value per sample, exact for batches of any size, inside or outside a `tf.function`.

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
        """Discard all samples."""
        self._sum.assign(0.0)
        self._count.assign(0)

    def add(self, values):
        """Add a batch's numbers: a tensor of any shape, of truths too, whose mean is the fraction that holds."""
        self._sum.assign_add(tf.reduce_sum(tf.cast(values, tf.float64)))
        self._count.assign_add(tf.size(values, tf.int64))

    def count(self):
        """The number of values."""
        return int(self._count.numpy())

    def value(self):
        """The mean so far, a float.

        Raises:
            ValueError: if there are no values yet.
        """
        if not self.count():
            raise ValueError("there are no samples to average yet: update with real and generated samples first.")
        return float(self._sum.numpy()) / self.count()
