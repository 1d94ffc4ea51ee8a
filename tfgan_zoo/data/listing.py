"""Which files of a folder are examples, of which class, and what is left out."""

import collections
import dataclasses
import os
import pathlib

import numpy as np


@dataclasses.dataclass(frozen=True)
class Listing:
    """The examples of a folder, in a fixed order.

    Args:
        paths: Their files.
        labels: int32 (files,), or None.
        class_names: Name of each class of the data set, of which this folder may hold a part; or None.
        left_out: dict from what else lies there, such as ".txt", to how many.
    """

    paths: list
    labels: np.ndarray | None
    class_names: tuple | None
    left_out: dict


def listing(root, suffixes, kind, class_names):
    """Files labeled by the sub-folders of `root` in which they lie.

    Args:
        root: The folder.
        suffixes: Extensions of the files.
        kind: What they are called, for messages.
        class_names: Names of the data set's classes, which count its labels; None for no labels.

    Returns:
        `Listing`.

    Raises:
        FileNotFoundError: If there is no such file.
        ValueError: For files both outside and inside subfolders.
    """
    left_out = collections.Counter()
    beside = files_of(root, suffixes, left_out, deep=False)
    inside = {folder.name: files_of(folder, suffixes, left_out) for folder in folders_of(root)}
    inside = {name: paths for name, paths in inside.items() if paths}
    if beside and inside:
        raise ValueError(
            f"{root} holds {len(beside)} {kind} beside the sub-folders {', '.join(inside)}; put all {kind} into "
            "sub-folders (their classes), or none."
        )
    paths = beside or [path for name in inside for path in inside[name]]
    if not paths:
        raise FileNotFoundError(f"{root} holds no {kind}; expected files ending in {', '.join(suffixes)}.")
    if class_names is None or beside:
        return Listing(paths, None, None, left_out)
    numbers = np.array([class_names.index(name) for name in inside], np.int32)
    return Listing(paths, np.repeat(numbers, [len(inside[name]) for name in inside]), class_names, left_out)


def labeled_by_prefix(root, suffixes, kind, class_names):
    """Files labeled by what their names hold before the first underscore; the arguments are those of `listing`."""
    unlabeled = listing(root, suffixes, kind, None)
    labels = np.array([class_names.index(prefix_of(path)) for path in unlabeled.paths], np.int32)
    return dataclasses.replace(unlabeled, labels=labels, class_names=class_names)


def prefix_of(path):
    """The label in a file's name: what stands before the first underscore, as in `7_jackson_32.wav`.

    Raises:
        ValueError: For a name without an underscore.
    """
    prefix, underscore, _ = path.stem.partition("_")
    if not underscore:
        raise ValueError(
            f"{path} has no underscore, so its label cannot be what stands before it; rename it as "
            f"<label>_{path.name}, or sort the files into a sub-folder for each class (labels_from='folder')."
        )
    return prefix


def files_of(folder, suffixes, left_out=None, deep=True):
    """The files with one of the endings, in a fixed order.

    Args:
        folder: Where to look.
        suffixes: Endings, in lower case.
        left_out: Counter to which everything else that lies there is added.
        deep: Whether to look into sub-folders as well.
    """
    return sorted(walk(folder, suffixes, collections.Counter() if left_out is None else left_out, deep))


def walk(folder, suffixes, left_out, deep=True):
    """The same as a generator, in any order. Hidden folders, and links to folders inside it, are not entered."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = pathlib.Path(entry.path)
            if entry.is_dir():
                if hidden(path):
                    left_out[f"hidden folder {path.name}"] += 1
                elif deep and entry.is_symlink():
                    left_out["link to a folder"] += 1
                elif deep:
                    yield from walk(path, suffixes, left_out)
            elif path.suffix.lower() in suffixes and not hidden(path):
                yield path
            elif path.suffix.lower() in suffixes:
                left_out[f"hidden {path.suffix.lower()}"] += 1
            elif not hidden(path):
                left_out[path.suffix.lower() or "without an ending"] += 1


def folders_of(folder):
    """The sub-folders that are not hidden, in alphabetical order."""
    return sorted(entry for entry in folder.iterdir() if entry.is_dir() and not hidden(entry))


def hidden(path):
    """Whether a file or folder is of some program's own: of Jupyter, a file manager, or a macOS archive."""
    return path.name.startswith((".", "__MACOSX"))
