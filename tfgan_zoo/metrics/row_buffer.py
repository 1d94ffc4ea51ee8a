"""The first so many rows that come, kept in a memory of fixed size."""

import tensorflow as tf


class KeptRows:
    """The first rows that come, in a memory of fixed size, so that they can be added inside a compiled graph.

    Args:
        capacity: how many rows are kept; later ones are not looked at.
        size: numbers in a row.
        dtype: type of the numbers kept.

    Example:
        >>> kept = KeptRows(2, 1)
        >>> kept.add(np.array([[1.0], [2.0], [3.0]]))
        >>> kept.rows().tolist()
        [[1.0], [2.0]]
    """

    def __init__(self, capacity, size, dtype=tf.float32):
        self.capacity = capacity
        # One row more than are kept: the place of all that come too late.
        self._kept = tf.Variable(tf.zeros((capacity + 1, size), dtype), trainable=False)
        self._count = tf.Variable(tf.zeros((), tf.int32), trainable=False)

    def reset(self):
        """Forget all rows."""
        self._count.assign(0)

    def add(self, rows):
        """Keep rows (batch, size), as many as there is room for."""
        count = tf.shape(rows)[0]
        places = tf.minimum(self._count + tf.range(count), self.capacity)
        self._kept.scatter_nd_update(places[:, None], tf.cast(rows, self._kept.dtype))
        self._count.assign(tf.minimum(self._count + count, self.capacity))

    def rows(self):
        """The rows kept, as a NumPy array (count, size)."""
        return self._kept[: int(self._count.numpy())].numpy()
