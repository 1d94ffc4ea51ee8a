"""Paths among the flags, checked before anything is imported that takes long."""

import argparse
import os
import pathlib

from tfgan_zoo.dataset_names import is_table
from tfgan_zoo.runs.places import check_generator

SPLITS = ":"  # between a path and the split of it


def output_file(suffix):
    """The function that reads the path of a file to write from a flag's text, for `type=` of `argparse`.

    Args:
        suffix: the only ending that is written, such as ".png".
    """

    def path(text):
        try:
            check_output(text, suffix)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None
        return text

    return path


def check_output(text, suffix):
    """Refuse the path of a file to write that is a folder, or has another ending than what is written.

    Raises:
        ValueError: if it is.
    """
    if pathlib.Path(text).suffix.lower() != suffix or os.path.isdir(text):
        raise ValueError(f"{text} is not the name of a {suffix} file, which is what is written")


def picture_table_or_folder(text):
    """The file of a picture or a table, or a folder for one file a sample: one that there is, or without an ending."""
    suffix = pathlib.Path(text).suffix
    is_folder = os.path.isdir(text) or text.endswith(os.sep) or not suffix
    if not text or (os.path.exists(text) and not os.path.isdir(text) and not suffix):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a .png file nor a folder")
    if not is_folder and suffix.lower() not in (".png", ".csv"):
        raise argparse.ArgumentTypeError(
            f"{text} ends in {suffix}; give FILE.png for one picture of all, FILE.csv for the rows of a table, or a "
            "folder, a name without an ending, for one file each"
        )
    return text


def folder_or_table(text):
    """A folder, or a csv file, that there is."""
    if not (os.path.isfile(text) if is_table(text) else os.path.isdir(text)):
        raise argparse.ArgumentTypeError(f"there is no {'file' if is_table(text) else 'folder'} {text}")
    return text


def check_source(text, checkpoint):
    """Refuse a path, of a generator or of data, where nothing is; a plain name is that of a data set.

    Raises:
        FileNotFoundError, ValueError: as `check_generator`, or if there is no such folder.
    """
    if not text.strip():
        raise ValueError("the name of a source is empty: give a run's folder, a folder of images, or a dataset's name.")
    path = pathlib.Path(text)
    if path.suffix == ".keras" or (path / "settings.json").is_file():
        check_generator(path, checkpoint)
    folder = pathlib.Path(text.rpartition(SPLITS)[0] or text)
    if text.startswith((os.sep, f".{os.sep}", f"..{os.sep}")) and not (path.exists() or folder.exists()):
        raise FileNotFoundError(f"there is no {text}: give a run's folder, a folder of images, or a data set's name.")
