"""What the text of `--dataset` names, known without TensorFlow."""

import pathlib

TABLES = ("breast_cancer", "mixed_columns")
BUILT_IN = (
    *("ring", "grid", "swiss_roll", "gaussian"),
    *("digits", "colored_digits", "outlined_digits", "isoluminant_digits", "scenes"),
    *("tones", "sines", "labeled_sines"),
    *TABLES,
    *("tastes", "leaning_cartpole", "gusty_cartpole"),
)


def is_folder(name):
    """Whether a name is that of a folder: one that can only be a path is, even if nothing is there.

    Example:
        >>> is_folder("./missing"), is_folder("digits")
        (True, False)
    """
    looks_like_path = name.startswith((".", "/", "~")) or "\\" in name
    return bool(name) and (looks_like_path or pathlib.Path(name).is_dir())


def is_table(name):
    """Whether a name is that of a csv file, whether it is there or not.

    Example:
        >>> is_table("rows.csv"), is_table("digits")
        (True, False)
    """
    return name.lower().endswith(".csv")


def check_dataset(name):
    """Refuse the name of a dataset that is empty, or a path where nothing is.

    Raises:
        ValueError: if it is empty.
        FileNotFoundError: if nothing is there.
    """
    if not name.strip():
        raise ValueError(
            f"the name of the dataset is empty: give one of {', '.join(BUILT_IN)}, a folder, a csv file, or a TFDS name"
        )
    if is_table(name) and not pathlib.Path(name).expanduser().is_file():
        raise FileNotFoundError(f"there is no file {name}")
    if is_folder(name) and not pathlib.Path(name).expanduser().exists():
        raise FileNotFoundError(f"there is no folder {name}")
