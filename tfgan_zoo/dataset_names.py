"""What the text of `--dataset` names, known without TensorFlow."""

import pathlib

BUILT_IN = ("ring", "grid", "swiss_roll", "gaussian", "digits", "colored_digits", "outlined_digits", "scenes", "tones")


def is_folder(name):
    """Whether a name is that of a folder: one that can only be a path is, even if nothing is there.

    Example:
        >>> is_folder("./missing"), is_folder("digits")
        (True, False)
    """
    looks_like_path = name.startswith((".", "/", "~")) or "\\" in name
    return bool(name) and (looks_like_path or pathlib.Path(name).is_dir())


def check_dataset(name):
    """Refuse the name of a dataset that is empty, or a path where nothing is.

    Raises:
        ValueError: if it is empty.
        FileNotFoundError: if nothing is there.
    """
    if not name.strip():
        raise ValueError(
            f"the name of the dataset is empty: give one of {', '.join(BUILT_IN)}, a folder, or a TFDS name"
        )
    if is_folder(name) and not pathlib.Path(name).expanduser().exists():
        raise FileNotFoundError(f"there is no folder {name}")
