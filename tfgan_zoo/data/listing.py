"""Which files of a folder are examples, and of which class."""

import pathlib

import numpy as np


def split_folder(path, split, suffixes, kind):
    """The folder that holds a split: `path/<split>` where it exists; else the whole folder is the split "train".

    Args:
        path: The folder.
        split: Such as "train".
        suffixes: Endings of the files, for the message.
        kind: What the files are called, such as "images".

    Raises:
        FileNotFoundError: When the folder, or the split, does not exist.
    """
    path = pathlib.Path(path).expanduser()
    if not path.is_dir():
        raise FileNotFoundError(f"There is no folder {path}; give one that holds {', '.join(suffixes)} {kind}.")
    if (path / split).is_dir():
        return path / split
    if split != "train":
        there = sorted(entry.name for entry in path.iterdir() if entry.is_dir())
        raise FileNotFoundError(
            f"{path} has no sub-folder {split!r}; put the {kind} of that split there, or use split='train' "
            f"for the whole folder. Its sub-folders: {', '.join(there) or 'none'}."
        )
    return path


def listing(root, suffixes, kind):
    """Files in a fixed order, labeled by the two or more sub-folders of `root` in which they lie.

    Args:
        root: The folder.
        suffixes: Endings of the files.
        kind: What they are called, for messages.

    Returns:
        paths, int32 labels (files,) and the names of the classes; None and None without classes.

    Raises:
        FileNotFoundError: When there is no such file.
        ValueError: For files both beside and inside sub-folders.
    """
    beside = files_of(root.iterdir(), suffixes)
    classes = {}
    for entry in sorted(entry for entry in root.iterdir() if entry.is_dir() and not _hidden(entry)):
        inside = files_of(entry.rglob("*"), suffixes)
        if inside:
            classes[entry.name] = inside
    if beside and classes:
        raise ValueError(
            f"{root} holds {len(beside)} {kind} beside the sub-folders {', '.join(classes)}; put all {kind} into "
            "sub-folders (their classes), or none."
        )
    paths = beside or [path for inside in classes.values() for path in inside]
    if not paths:
        raise FileNotFoundError(f"{root} holds no {kind}; expected files ending in {', '.join(suffixes)}.")
    if len(classes) < 2:
        return paths, None, None
    labels = np.repeat(np.arange(len(classes), dtype=np.int32), [len(inside) for inside in classes.values()])
    return paths, labels, tuple(classes)


def prefix_labels(paths):
    """Labels of files by what their names hold before the first underscore, as in `7_jackson_32.wav`.

    Args:
        paths: The files.

    Returns:
        int32 labels (files,) and the names of the classes in alphabetical order.

    Raises:
        ValueError: For a name without an underscore, or a single class.
    """
    if plain := [path for path in paths if "_" not in path.stem]:
        raise ValueError(
            f"{plain[0]} has no underscore, so its label cannot be what stands before it; rename it as "
            f"<label>_{plain[0].name}, or sort the files into a sub-folder for each class (labels_from='folder')."
        )
    prefixes = [path.stem.partition("_")[0] for path in paths]
    names, labels = np.unique(prefixes, return_inverse=True)
    if len(names) < 2:
        raise ValueError(
            f"All {len(paths)} file names begin with {names[0]}_, which makes one class; expected two or more labels "
            "before the underscores: use labels_from='folder' where there are none."
        )
    return labels.astype(np.int32), tuple(map(str, names))


def files_of(entries, suffixes):
    """The paths that have one of the endings, in a fixed order."""
    return sorted(entry for entry in entries if entry.suffix.lower() in suffixes and not _hidden(entry))


def _hidden(entry):
    return entry.name.startswith((".", "__MACOSX"))  # macOS archives are full of "._photo.jpg" that are no images
