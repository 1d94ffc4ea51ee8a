"""Rows of numbers as inputs of a generator."""

import math

import numpy as np


def given_rows(source, given, num):
    """Given inputs in the shapes that a source takes, a row per sample, in turn.

    Args:
        source: a source of `runs.sources` that generates.
        given: dict from an input's name to rows: numbers, vectors or strings, or paths of `.npy` files of rows.
        num: number of samples.

    Returns:
        dict of arrays (num, ...); inputs that the source does not take are left as they are, for it to refuse.

    Raises:
        ValueError: if a row has another number of values than the source takes, or a file cannot be read.
    """
    shapes = source.given_shapes
    return {
        name: shaped_rows(name, rows, shapes[name], num) if name in shapes else rows for name, rows in given.items()
    }


def shaped_rows(name, rows, shape, num):
    """Rows of one input, each of this shape, repeated in turn."""
    rows = [row for given in rows for row in (read_rows(given) if is_file(given) else [given])]
    if not rows:
        raise ValueError(f"received no rows as {name}; expected at least one.")
    size = None if None in shape else math.prod(shape)
    for row in rows:
        if size is not None and np.size(row) != size:
            raise ValueError(f"received {np.size(row)} numbers as {name}; expected {size} a sample, shape {shape}.")
    rows = [np.asarray(row) if size is None else np.reshape(row, shape) for row in rows]
    return np.stack([rows[sample % len(rows)] for sample in range(num)])


def is_file(row):
    """Whether a row is the path of a file of rows; other strings are rows themselves."""
    return isinstance(row, str) and row.endswith(".npy")


def read_rows(path):
    """The rows of an `.npy` file."""
    try:
        return np.atleast_1d(np.load(path, allow_pickle=False))
    except (OSError, ValueError) as error:
        raise ValueError(f"{path} cannot be read as an .npy file of numbers ({error}): use numpy.save.") from None
