"""Windows of the series in a csv."""

import pathlib
import warnings

import numpy as np

from tfgan_zoo.checks import COUNT, POSITIVE, PROBABILITY, check_range
from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.csv_table import read_table
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities import Series

LENGTH = 24
TEST_SHARE = 0.2
LARGE_GAP = 10  # times the usual step, from which on a gap is worth a warning
DAY = np.timedelta64(1, "D") / np.timedelta64(1, "us")


def series(
    file,
    split="train",
    length=LENGTH,
    date_column=None,
    columns=None,
    test_share=TEST_SHARE,
    num_blocks=1,
    max_gap=None,
):
    """All windows of consecutive rows of a csv, in the order of time.

    Rows are split before windows are taken of them, so no window of the test data shares a row with one to train on.
    Each variable is scaled by its range in the rows to train on; what comes later may lie outside of [-1, 1].

    Args:
        file: path of the csv: a line of names, then a row for each time.
        split: "train" or "test".
        length: rows of each window.
        date_column: name of the column of dates, by which order and gaps are checked; None takes one named date, time,
            datetime or timestamp. Without one the rows are taken to be in order.
        columns: names of the variables; None takes all columns but the dates.
        test_share: share of the rows that is for the test, the last ones of each block.
        num_blocks: into how many blocks the rows are cut, one after the other. With 1 the test lies after all that
            is learned; with more, it is of all times, which suits a series whose level changes.
        max_gap: days between two rows from which on no window goes from one to the other; None for none.

    Returns:
        `Examples` of float32 (length, variables) in the csv's units, whose modality is `Series`.

    Raises:
        FileNotFoundError: if there is no such file.
        ValueError: as `read_table`; for a variable that does not change, for another split, a number out of range, or
            if no piece of the rows is as long as a window.

    Example:
        >>> import pathlib
        >>> lines = ["date,price"] + [f"2024-01-{day:02d},{day * day}" for day in range(1, 31)]
        >>> _ = pathlib.Path("prices.csv").write_text("\\n".join(lines))
        >>> series("prices.csv", length=5).shape
        (5, 1)
    """
    check_split(file, split, ("train", "test"))
    check_range("series", COUNT, length=length, num_blocks=num_blocks)
    check_range("series", PROBABILITY, test_share=test_share)
    table = read_table(file, date_column, columns)
    is_test = in_test(len(table.values), num_blocks, test_share)
    starts = np.flatnonzero(np.diff(is_test)) + 1
    gaps = gaps_of(table, max_gap, file)
    pieces = np.split(np.arange(len(table.values)), np.union1d(starts, gaps).astype(int))
    is_chosen = is_test == (split == "test")
    windows = windows_of(table.values, pieces, is_chosen, length)
    train = table.values[~is_test]
    if not len(windows) or not len(train):
        raise ValueError(
            f"{file} has {len(table.values)} rows, {int(is_chosen.sum())} of them in the split {split!r}, where no "
            f"{length} follow each other; expected at least {length}: use a smaller length, fewer blocks, or more rows."
        )
    modality = Series(table.variables, train.min(axis=0), train.max(axis=0))
    return Examples(pathlib.Path(file).name, split, windows, modality=modality)


def in_test(num_rows, num_blocks, test_share):
    """Whether each row lies at the end of its block: (num_rows,)."""
    place = np.arange(num_rows) * num_blocks % max(1, num_rows)  # in its block, which has num_rows of these units
    return place >= np.round((1 - test_share) * num_rows, 6)


def gaps_of(table, max_gap, file):
    """Rows that come too long after the one before; a warning where they may be and nothing was said of them."""
    if max_gap is not None:
        check_range("series", POSITIVE, max_gap=max_gap)
        if table.dates is None:
            raise ValueError(f"max_gap={max_gap}, but {file} has no dates: name their column with date_column=.")
    if table.dates is None or len(table.dates) < 2:
        return np.array([], int)
    days = np.diff(table.dates).astype(np.int64) / DAY
    if max_gap is not None:
        return np.flatnonzero(days > max_gap) + 1
    if days.max() > LARGE_GAP * np.median(days):
        row = int(days.argmax())
        warnings.warn(
            f"{file} has no rows from {table.dates[row]} to {table.dates[row + 1]}, {days.max():.3g} days where "
            f"{np.median(days):.3g} are usual; windows go on over it as if nothing were missing: pass max_gap=<days> "
            "to leave such windows out.",
            stacklevel=3,
        )
    return np.array([], int)


def windows_of(values, pieces, chosen, length):
    """All windows within those pieces of rows that are chosen: float32 (n, length, variables)."""
    kept = [values[rows] for rows in pieces if len(rows) >= length and chosen[rows[0]]]
    views = [np.lib.stride_tricks.sliding_window_view(piece, length, axis=0) for piece in kept]
    empty = np.empty((0, length, values.shape[1]), np.float32)
    return np.concatenate([empty, *(np.moveaxis(view, -1, 1) for view in views)], dtype=np.float32)
