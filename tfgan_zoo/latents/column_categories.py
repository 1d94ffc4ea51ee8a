"""Categories of a table's columns: which column a row is asked for, and which of its categories."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo.latents.distributions import uniform


@keras.saving.register_keras_serializable("tfgan_zoo")
class ColumnCategories:
    """One column, all equally likely, and one of its categories, by their counts or the logarithms of these.

    Args:
        counts: for each column, how often each of its categories occurs: a list of lists.
        logarithmic: whether a category is as likely as log(count + 1), so that rare ones are drawn more often.

    Raises:
        ValueError: if a column has no category, or a count is negative or all are 0.

    Example:
        >>> ColumnCategories([[9, 1], [2, 2, 4]])((3, 5), (0, 1)).numpy().sum(axis=1).tolist()
        [1.0, 1.0, 1.0]

    Reference:
        Xu et al. 2019, https://arxiv.org/abs/1907.00503, section 4.3.
    """

    def __init__(self, counts, logarithmic=False):
        counts = [list(map(int, column)) for column in counts]
        if not counts or any(not column or min(column) < 0 or not sum(column) for column in counts):
            raise ValueError(f"received counts {counts}; expected those of each column's categories, some above 0.")
        self.counts = counts
        self.logarithmic = logarithmic

    @property
    def sizes(self):
        """Number of categories of each column."""
        return [len(column) for column in self.counts]

    @property
    def offsets(self):
        """The number of each column's first category, where those of all columns are numbered one after another."""
        return np.cumsum([0, *self.sizes])[:-1]

    def numbers(self, num_samples, seed):
        """The column of each sample and the category in it, int32 tensors (num_samples,)."""
        draws = (uniform((num_samples, 2), seed) + 1) / 2
        columns = tf.minimum(tf.cast(draws[:, 0] * len(self.counts), tf.int32), len(self.counts) - 1)
        below = tf.gather(tf.constant(self.cumulative(), tf.float32), columns) <= draws[:, 1:]
        return columns, tf.reduce_sum(tf.cast(below, tf.int32), axis=1)

    def cumulative(self):
        """The probability of each column's category or one before it, without the last, which is 1."""
        table = np.ones((len(self.counts), max(self.sizes)))
        for row, counts in zip(table, self.counts, strict=True):
            weights = np.log1p(counts) if self.logarithmic else np.array(counts, float)
            row[: len(counts) - 1] = np.cumsum(weights / weights.sum())[:-1]
        return table[:, :-1] if max(self.sizes) > 1 else table[:, :0]

    def one_hot(self, columns, categories):
        """Vectors (batch, categories of all columns together), 1 at the category of a column."""
        return tf.one_hot(tf.gather(tf.constant(self.offsets, tf.int32), columns) + categories, sum(self.sizes))

    def __call__(self, shape, seed):
        num_samples, size = shape
        if size != sum(self.sizes):
            raise ValueError(f"received the size {size}; expected {sum(self.sizes)}, all categories of all columns.")
        return self.one_hot(*self.numbers(num_samples, seed))

    def __str__(self):
        return f"one-hot, a category by its count of one of {len(self.counts)} columns"

    def get_config(self):
        return {"counts": self.counts, "logarithmic": self.logarithmic}

    @classmethod
    def from_config(cls, config):
        return cls(**config)
