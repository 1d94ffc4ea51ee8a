"""Room for decoded images and sounds: in memory, or in a temporary file when they are too many."""

import errno
import os
import shutil
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

    Raises:
        OSError: When the temporary folder has less room than that.

    Example:
        >>> allocate(10, (8, 8, 1)).shape
        (10, 8, 8, 1)
    """
    shape = (num_examples, *shape)
    num_bytes = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
    if num_bytes <= MEMORY_LIMIT:
        return np.empty(shape, dtype)
    with tempfile.TemporaryFile(prefix="tfgan_zoo-") as file:
        _reserve(file, num_bytes)
        return np.memmap(file, dtype, mode="r+", shape=shape)


def _reserve(file, num_bytes):
    """Take the room of a file before it is used: a page that finds none when it is written ends the process."""
    place = tempfile.gettempdir()
    free = shutil.disk_usage(place).free
    full = f"decoded, the examples take {num_bytes:,} bytes, but the temporary folder {place} has {free:,} free"
    remedy = "set TMPDIR to a folder on a larger disk, or take fewer examples, or smaller ones"
    if num_bytes > free:
        raise OSError(errno.ENOSPC, f"{full}; {remedy}")
    try:
        os.posix_fallocate(file.fileno(), 0, num_bytes)
    except OSError as error:  # others write there too, or a quota holds
        raise OSError(error.errno, f"{full} ({error.strerror}); {remedy}") from error
    except AttributeError:  # macOS and Windows do not have it
        os.truncate(file.fileno(), num_bytes)


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
