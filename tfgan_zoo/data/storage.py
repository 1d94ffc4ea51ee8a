"""Room for decoded images and sounds: in memory, or in a temporary file when they are too many."""

import tempfile

import numpy as np

MEMORY_LIMIT = 2 * 2**30  # bytes; about 170 000 images of 64x64 in color


def allocate(num_examples, shape, dtype=np.uint8):
    """An uninitialized array for `num_examples` examples.

    Beyond `MEMORY_LIMIT` it lies in a nameless file of the temporary folder (TMPDIR), which the system reads ahead,
    caches, and removes when the process ends.

    Args:
        num_examples: How many examples.
        shape: Of one example, such as (height, width, channels).
        dtype: Of their values.

    Returns:
        An array (num_examples, *shape): a `numpy.memmap` beyond the limit.

    Example:
        >>> allocate(10, (8, 8, 1)).shape
        (10, 8, 8, 1)
    """
    shape = (num_examples, *shape)
    if np.prod(shape, dtype=np.int64) * np.dtype(dtype).itemsize <= MEMORY_LIMIT:
        return np.empty(shape, dtype)
    with tempfile.TemporaryFile(prefix="tfgan_zoo-") as file:
        return np.memmap(file, dtype, mode="w+", shape=shape)


def kept(samples, rows):
    """The given rows alone, moved together in place, so that nothing on disk comes into memory.

    Args:
        samples: An array from `allocate`; it is changed.
        rows: Which rows to keep, ascending.

    Returns:
        The array's first rows.

    Example:
        >>> kept(np.array([[1], [2], [3]]), [0, 2]).tolist()
        [[1], [3]]
    """
    for place, row in enumerate(rows):
        if place != row:
            samples[place] = samples[row]
    return samples[: len(rows)]
