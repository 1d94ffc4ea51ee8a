"""Who speaks in each sound file, from the files' names."""

import numpy as np

from tfgan_zoo.data.listing import files_of
from tfgan_zoo.data.splits import class_names


def speakers(path, split, paths, suffixes, kind):
    """The speaker of each file, one-hot.

    Args:
        path: The folder.
        split: The split that is read.
        paths: Files of it.
        suffixes: Endings of such files.
        kind: What they are called.

    Returns:
        float32 array (files, speakers), in the alphabetical order of the speakers of all splits.

    Raises:
        ValueError: For a name without a speaker, or if there is one alone.
    """
    names = class_names(path, split, lambda root: {speaker_of(found) for found in files_of(root, suffixes)}, kind)
    if names is None:
        raise ValueError(f"All {kind} of {path} are of one speaker, which is no condition: use labels_from='prefix'.")
    return np.eye(len(names), dtype=np.float32)[[names.index(speaker_of(found)) for found in paths]]


def speaker_of(path):
    """The second part of a file's name, as `jackson` in `7_jackson_32.wav`.

    Raises:
        ValueError: For a name of fewer than three parts.
    """
    parts = path.stem.split("_")
    if len(parts) < 3:
        raise ValueError(
            f"{path} names no speaker; labels_from='prefix_speaker' expects names such as 7_jackson_32.wav: label, "
            "speaker and number, joined by underscores."
        )
    return parts[1]
