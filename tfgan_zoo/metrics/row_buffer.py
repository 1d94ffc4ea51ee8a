"""A buffer of fixed size for the first rows that are added."""

import tensorflow as tf


class RowBuffer:
    """Stores the first rows that are added, in a variable of fixed size, so that it works inside a compiled graph.

    Args:
        capacity: the largest number of rows to store; later ones are ignored.
        size: length of a row.
        dtype: data type of the rows.

    Example:
        >>> buffer = RowBuffer(2, 1)
        >>> buffer.add(np.array([[1.0], [2.0], [3.0]]))
        >>> buffer.rows().tolist()
        [[1.0], [2.0]]
    """

    def __init__(self, capacity, size, dtype=tf.float32):
        self.capacity = capacity
        # One extra row, which all rows beyond the capacity are written to.
        self._rows = tf.Variable(tf.zeros((capacity + 1, size), dtype), trainable=False)
        self._count = tf.Variable(tf.zeros((), tf.int32), trainable=False)

    def reset(self):
        """Discard all rows."""
        self._count.assign(0)

    def add(self, rows):
        """Store rows (batch, size), up to the capacity."""
        count = tf.shape(rows)[0]
        indices = tf.minimum(self._count + tf.range(count), self.capacity)
        self._rows.scatter_nd_update(indices[:, None], tf.cast(rows, self._rows.dtype))
        self._count.assign(tf.minimum(self._count + count, self.capacity))

    def rows(self):
        """The stored rows, as a NumPy array (count, size)."""
        return self._rows[: int(self._count.numpy())].numpy()
