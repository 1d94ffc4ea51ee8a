"""The splits of a folder, and the classes that they share."""

import pathlib
import re
import warnings
from collections import Counter

from tfgan_zoo.data.listing import files_of, folders_of, prefix_of, walk

SPLIT = re.compile(r"(train|training|test|testing|val|valid|validation)[AB]?", re.IGNORECASE)  # names of splits


def split_folder(path, split, suffixes, kind):
    """The folder that holds a split: `path/<split>` where it exists; else the whole folder is the split "train".

    Args:
        path: The folder.
        split: Such as "train".
        suffixes: Endings of the files, for the message.
        kind: What the files are called, such as "images".

    Raises:
        FileNotFoundError: When the folder, or the split, does not exist.
        ValueError: When the whole folder would be the split "train", but holds others.
    """
    path = pathlib.Path(path).expanduser()
    if not path.is_dir():
        raise FileNotFoundError(f"There is no folder {path}; give one that holds {', '.join(suffixes)} {kind}.")
    if (path / split).is_dir():
        if beside := files_of(path, suffixes, deep=False):
            warnings.warn(f"Left out: {len(beside)} {kind} in {path}, beside its split {split!r}.", stacklevel=4)
        return path / split
    there = [folder.name for folder in folders_of(path)]
    if split != "train":
        raise FileNotFoundError(
            f"{path} has no sub-folder {split!r}; put the {kind} of that split there, or use split='train' "
            f"for the whole folder. Its sub-folders: {', '.join(there) or 'none'}."
        )
    if others := [name for name in there if SPLIT.fullmatch(name)]:
        raise ValueError(
            f"{path} has no sub-folder 'train', but {', '.join(map(repr, others))}, which is the name of a split and "
            f"not of a class; put the {kind} to train on into {path / 'train'}, or name the split that is to be read."
        )
    return path


def class_names(path, split, names_in, kind):
    """Names of the classes of a data set, which are those of all its splits together, so that each has one number.

    Args:
        path: The folder.
        split: The split that is read.
        names_in: Function from a split's folder to the set of names in it.
        kind: What the files are called.

    Returns:
        The names in alphabetical order; None where no split has two classes or more.

    Raises:
        ValueError: For a split of another name than usual, in which classes are that the usual ones do not have.
    """
    found = {name: names_in(folder) for name, folder in _splits(path, split).items()}
    usual = {name for key, names in found.items() if SPLIT.fullmatch(key) for name in names}
    if not SPLIT.fullmatch(split) and usual and (unknown := found[split] - usual):
        raise ValueError(
            f"The split {split!r} of {path} has the classes {', '.join(sorted(unknown))}, but "
            f"{', '.join(sorted(found.keys() - {split}))} only {', '.join(sorted(usual))}; name the sub-folders of one "
            "class alike in all splits, or load a folder of other classes by itself."
        )
    trained = found.get(_training(split), found[split])
    if max(map(len, found.values())) < 2:
        return None
    if untrained := found[split] - trained:
        warnings.warn(
            f"No {kind} of {path} to train on are of the classes {', '.join(sorted(untrained))}, which the split "
            f"{split!r} has: whatever learns from {_training(split)!r} cannot know them.",
            stacklevel=3,
        )
    return tuple(sorted(usual | found[split]))


def folder_names(suffixes):
    """Function to the names of a split's sub-folders that hold files with these endings."""

    def names_in(root):
        return {folder.name for folder in folders_of(root) if any(walk(folder, suffixes, Counter()))}

    return names_in


def prefixes(suffixes):
    """Function to the labels in the names of a split's files."""
    return lambda root: {prefix_of(path) for path in files_of(root, suffixes)}


def _training(split):
    """The split to train on that belongs to a split: 'trainB' to 'testB'."""
    domain = split[-1] if SPLIT.fullmatch(split) and split[-1] in "AB" else ""
    return f"train{domain}"


def _splits(path, split):
    """Folder of every split beside the one that is read."""
    path = pathlib.Path(path).expanduser()
    if not (path / split).is_dir():
        return {split: path}
    return {folder.name: folder for folder in folders_of(path) if SPLIT.fullmatch(folder.name) or folder.name == split}
