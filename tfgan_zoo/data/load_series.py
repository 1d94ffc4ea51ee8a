"""Series by name."""

from tfgan_zoo.data.series import LENGTH, series
from tfgan_zoo.data.sines import labeled_sines, sines
from tfgan_zoo.dataset_names import BUILT_IN

SERIES = {"sines": sines, "labeled_sines": labeled_sines}


def load_series(name, split="train", length=None, **options):
    """Series by name: "sines", "labeled_sines", or a csv.

    Args:
        name: One of these sets, or the path of a csv.
        split: "train" or "test".
        length: Rows of a window of a csv; None takes 24. The made sets have their own.
        **options: As for `series`; the made sets need none.

    Returns:
        `Examples` of float32 (length, variables).

    Raises:
        ValueError, FileNotFoundError: As `series`.

    Example:
        >>> load_series("labeled_sines").shape
        (30, 1)
    """
    if str(name) in SERIES:
        return SERIES[name](split)
    if str(name) in BUILT_IN:
        raise ValueError(f"{name} holds no series; give {', '.join(map(repr, SERIES))}, or a csv file.")
    return series(name, split, length or LENGTH, **options)
