"""Flags that are paths, made absolute, so that a run can be used from any directory."""

import os
import pathlib

from tfgan_zoo.dataset_names import BUILT_IN, is_folder

PATHS = ("data_dir", "inception", "classifier", "lpips", "perceptual")  # flags that are nothing but paths
NAMES = (*BUILT_IN, "oracle")  # data sets, whatever files of these names there are


def absolute_paths(flags):
    """The flags, with absolute paths in place of relative ones.

    A data set that is a folder, and the flags in `PATHS`, always are paths; any other text is one if it looks like a
    path, by a separator or an ending, and leads to something.

    Args:
        flags: dict from a flag's name to its value.

    Example:
        >>> absolute_paths({"dataset": "digits", "data_dir": "/data/../tfds"})
        {'dataset': 'digits', 'data_dir': '/tfds'}
    """
    return {name: absolute(value) if is_path(name, value) else value for name, value in flags.items()}


def is_path(name, value):
    """Whether a flag's value is a path."""
    if not isinstance(value, str) or not value or "://" in value:
        return False
    if name == "dataset":
        return value not in NAMES and (is_folder(value) or pathlib.Path(value).expanduser().exists())
    path = pathlib.Path(value)
    return name in PATHS or ((os.sep in value or bool(path.suffix)) and path.expanduser().exists())


def absolute(path):
    """The absolute path, without links."""
    return str(pathlib.Path(path).expanduser().resolve())
