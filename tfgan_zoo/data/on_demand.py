"""Samples that are decoded when they are asked for, so that a set may be larger than memory and begins at once."""

import contextlib
import contextvars
import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from tfgan_zoo.data import storage

_wanted = contextvars.ContextVar("wanted", default=False)


@contextlib.contextmanager
def decoding_on_demand(wanted=True):
    """While entered, folders of pictures of which more than 2 GiB would be decoded are decoded on demand.

    So none of several workers decodes and holds what the others do, if at the price of decoding anew in every epoch.

    Args:
        wanted: Whether they are.

    Example:
        >>> with decoding_on_demand():
        ...     examples = data.load("flowers")
    """
    token = _wanted.set(wanted)
    try:
        yield
    finally:
        _wanted.reset(token)


def is_on_demand(num_examples, shape):
    """Whether bytes of this shape are to be decoded on demand."""
    return _wanted.get() and num_examples * np.prod(shape, dtype=np.int64) > storage.MEMORY_LIMIT


class OnDemand:
    """Stands where an array of all examples would: it has its shape and type, and rows are taken of it.

    What is taken is read by as many threads as there are cores, and is an array. Nothing is kept.

    Args:
        read: Function from the number of an example to its array (or number), the same at every call; called from
            several threads.
        num_examples: How many there are.
        shape: Of one example: (), or such as (height, width, channels).
        dtype: Of its values.
        rows: Numbers of the examples, where they are not all in order.

    Example:
        >>> OnDemand(lambda row: row**2, 100, (), "int32")[[3, 5]].tolist()
        [9, 25]
    """

    def __init__(self, read, num_examples, shape, dtype, rows=None):
        self.read = read
        self.rows = np.arange(num_examples) if rows is None else rows
        self.shape = (len(self.rows), *shape)
        self.dtype = np.dtype(dtype)
        self.pool = ThreadPoolExecutor(os.cpu_count())

    @property
    def nbytes(self):
        """Bytes of all of them, as an array."""
        return int(np.prod(self.shape, dtype=np.int64)) * self.dtype.itemsize

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, rows):
        """The examples of a slice or an array of row numbers, as an array."""
        chosen = self.rows[rows]
        if np.isscalar(chosen):
            return self.read(int(chosen))
        found = storage.allocate(len(chosen), self.shape[1:], self.dtype)
        for place, example in enumerate(self.pool.map(self.read, map(int, chosen))):
            found[place] = example
        return found

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self[:], dtype)

    def view(self, rows):
        """Some of the examples, none of which is read by this."""
        return OnDemand(self.read, len(rows), self.shape[1:], self.dtype, self.rows[rows])
