"""Rows of a table by name."""

from tfgan_zoo.data.breast_cancer import breast_cancer
from tfgan_zoo.data.mixed_columns import mixed_columns
from tfgan_zoo.data.table import table
from tfgan_zoo.dataset_names import is_table

TABLES = {"breast_cancer": breast_cancer, "mixed_columns": mixed_columns}


def load_table(name, split="train", categories=(), exclude=()):
    """Rows of a table by name: "breast_cancer", "mixed_columns", or a csv file.

    Args:
        name: Name, or path of a csv file.
        split: "train" or "test".
        categories, exclude: As for `table`; of a csv file.

    Returns:
        `Examples` whose modality is `Table`.

    Raises:
        ValueError, FileNotFoundError: As `table`.

    Example:
        >>> load_table("mixed_columns").shape
        (6,)
    """
    if name in TABLES:
        return TABLES[name](split)
    if not is_table(str(name)):
        raise ValueError(f"{name} is no table; give one of {', '.join(TABLES)}, or a csv file.")
    return table(name, split, categories, exclude)
