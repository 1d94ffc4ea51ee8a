"""Weights of published networks from the user's files: verifying, reading, and setting them layer by layer."""

import hashlib
import pathlib

import numpy as np


def existing_file(path, network, expected):
    """A path at which there is a file.

    Args:
        path: of the file.
        network: name of the network whose weights it should have, for the message.
        expected: the kinds of files that are read, for the message.

    Returns:
        `pathlib.Path`.

    Raises:
        FileNotFoundError: if there is no such file.
    """
    path = pathlib.Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"No {network} weights at {path}. Pass {expected}.")
    return path


def check_sha256(path, expected):
    """Refuse a file that is not the published one.

    Args:
        path: the file.
        expected: its SHA-256, hexadecimal.

    Raises:
        ValueError: if it has another one.

    Example:
        >>> import hashlib, pathlib
        >>> path = pathlib.Path("empty")
        >>> _ = path.write_bytes(b"")
        >>> check_sha256(path, hashlib.sha256(b"").hexdigest())
    """
    found = hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
    if found != expected:
        raise ValueError(
            f"{path} has the SHA-256 {found}. Expected {expected}, that of the published file: download it again."
        )


def set_weights(network, arrays, path, hint=""):
    """Set every weight of a network.

    Args:
        network: `keras.Model` whose layers have the names of the arrays.
        arrays: dict from `<layer>/<weight>`, such as "conv1/kernel", to arrays.
        path: the file that they are from, for messages.
        hint: what to do where one is missing.

    Returns:
        the same network.

    Raises:
        ValueError: if an array is missing, has another shape or nonfinite values.
    """
    for layer in network.layers:
        layer.set_weights([array_of(arrays, layer, variable, path, hint) for variable in layer.weights])
    return network


def array_of(arrays, layer, variable, path, hint):
    """The array of one weight."""
    name = f"{layer.name}/{variable.name}"
    if name not in arrays:
        raise ValueError(f"{path} has no {name!r}. It has {len(arrays)} arrays{hint}.")
    array = arrays[name]
    if array.shape != tuple(variable.shape):
        raise ValueError(f"{name!r} in {path} has the shape {array.shape}. Expected {tuple(variable.shape)}.")
    if not np.isfinite(array).all():
        raise ValueError(f"{name!r} in {path} has nonfinite values. The file is damaged: download it again.")
    return array
