"""Arrays of a NumPy file, read without trust."""

import pathlib

import numpy as np


def read_npz(file):
    """The arrays of an .npz file by name, in its order; nothing of the file is run.

    Args:
        file: path of the file.

    Returns:
        dict from name to array.

    Raises:
        ValueError: if the file is damaged, or holds something else than arrays of numbers.
        FileNotFoundError: if there is no such file.

    Example:
        >>> np.savez("factors.npz", users=np.zeros((3, 2)))
        >>> read_npz("factors.npz")["users"].shape
        (3, 2)
    """
    file = pathlib.Path(file).expanduser()
    if not file.is_file():
        raise FileNotFoundError(f"there is no file {file}; expected an .npz file of arrays.")
    try:
        with np.load(file, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except Exception as error:  # damage causes many kinds of errors, and a single array is another type
        raise ValueError(
            f"{file} is damaged or not an .npz file of arrays of numbers ({error}): get it or write it again."
        ) from None


def read_arrays(file, shapes, advice):
    """The arrays of an .npz file, after a check of their shapes.

    Args:
        file: path of the file.
        shapes: list of the shapes that are expected, in the file's order.
        advice: what these arrays are, and what to do, for the message.

    Returns:
        list of arrays.

    Raises:
        ValueError: if there are others, or as `read_npz`.
        FileNotFoundError: if there is no such file.

    Example:
        >>> np.savez("factors.npz", users=np.zeros((3, 2)))
        >>> len(read_arrays("factors.npz", [(3, 2)], "the factors of users"))
        1
    """
    arrays = list(read_npz(file).values())
    found = [array.shape for array in arrays]
    if found != shapes:
        raise ValueError(f"{file} has arrays of the shapes {found}; expected {shapes}, {advice}.")
    return arrays
