"""Tables: rows of numbers and categories, some of which may be missing."""

import collections.abc
import warnings

import numpy as np

from tfgan_zoo.data import cells as cells_of
from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.csv_file import check_names, read_csv
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities import Table

TEST_EVERY = 5  # the last of so many rows is of the split "test"


def table(source, split="train", categories=(), exclude=(), name=None):
    """Rows of a csv file, or of columns in memory, such as a pandas DataFrame.

    A column of numbers has the range and the decimals that it has in the rows to train on; other columns are
    categories, those of the rows to train on. What is empty, or "NA", "nan", "null", "none" or "?", is missing.

    Args:
        source: path of a UTF-8 file whose first line names the columns; or a mapping from the name of each column to
            its cells.
        split: "train", or "test" for the last of every five rows.
        categories: names of columns whose numbers are categories, such as codes.
        exclude: names of columns to leave out, such as names and numbers of the rows.
        name: a name for messages and results; None takes that of the file.

    Returns:
        `Examples` of float64 rows, NaN where a value is missing, whose modality is `Table`.

    Raises:
        ValueError: for no column, two of one name, one without values; fewer rows than are needed for both splits;
            cells that are not numbers in a column where most are, infinite numbers; texts of which no two are alike.
        FileNotFoundError: if there is no such file.

    Example:
        >>> people = table({"age": [20, 80, None, 35, 41], "color": ["red", "red", "blue", "red", "blue"]})
        >>> people.modality.lines(people.modality.to_model(people.samples))[:2]
        ['20,red', '80,red']
    """
    check_split(name or source, split, ("train", "test"))
    found, place_of, where = columns_of(source, name)
    for asked in (*categories, *exclude):
        if asked not in found:
            raise ValueError(f"there is no column {asked!r} in {where}; its columns are {', '.join(found)}.")
    found = {title: cells for title, cells in found.items() if title not in exclude}
    if not found:
        raise ValueError(f"every column of {where} is excluded; expected at least one to be left.")
    is_test = np.arange(len(next(iter(found.values()), ()))) % TEST_EVERY == TEST_EVERY - 1
    if not is_test.any():
        raise ValueError(f"{where} has {len(is_test)} rows; expected {TEST_EVERY} or more, to take test rows from.")
    modality = Table([fitted(title, cells, is_test, categories, (where, place_of)) for title, cells in found.items()])
    rows = stored_rows(modality, found)
    rows = rows[is_test if split == "test" else ~is_test]
    return Examples(str(where), split, without_unknown(rows, modality, f"{where} ({split})"), modality=modality)


def read_rows(file, modality):
    """Rows of a csv file by the columns of a table that is known already, as those of new rows.

    Args:
        file: path of the file. Its columns may be in another order; others are left out, with a warning.
        modality: `Table`.

    Returns:
        float64 array (rows, columns), NaN where a value is missing.

    Raises:
        ValueError: for a file without rows or without one of the columns, a text where a number is expected, an
            infinite number, or an unknown category.
        FileNotFoundError: if there is no such file.
    """
    found, place_of, where = columns_of(file, None)
    if missing := [title for title in modality.names if title not in found]:
        raise ValueError(f"{where} has no column {missing[0]!r}; expected {', '.join(modality.names)}.")
    if others := [title for title in found if title not in modality.names]:
        warnings.warn(f"left out the columns {', '.join(others)} of {where}, which are not known.", stacklevel=2)
    if not next(iter(found.values())):
        raise ValueError(f"{where} has no rows; expected at least one below the columns' names.")
    for column in modality.columns:
        cells_of.check_cells(column, found[column.name], where, place_of)
    return stored_rows(modality, found)


def columns_of(source, name):
    """The cells of each column, the words for the place of a row, and where they are from."""
    if isinstance(source, collections.abc.Mapping) or hasattr(source, "items"):
        found, where = {str(title): list(cells) for title, cells in source.items()}, name or "the table"
        check_names(list(found), where)
        sizes = {title: len(cells) for title, cells in found.items()}
        if not found or len(set(sizes.values())) > 1:
            raise ValueError(f"{where} has columns of {sizes} cells; expected at least one column, all of one length.")
        return found, lambda row: f"row {row}", where
    found, lines = read_csv(source)
    return found, lambda row: f"line {lines[row]}", name or str(source)


def fitted(name, cells, is_test, categories, whence):
    """The `Column` of cells, by those to train on."""
    where, place_of = whence
    is_number = cells_of.holds_numbers(name, cells, where, place_of) if name not in categories else False
    trained = [cell for cell, held in zip(cells, is_test, strict=True) if not held]
    if all(map(cells_of.is_missing, trained)):
        raise ValueError(f"column {name!r} of {where} has no values in the rows to train on: leave it out.")
    return cells_of.number_column(name, trained) if is_number else cells_of.category_column(name, trained, where)


def stored_rows(modality, found):
    """Rows (n, columns) as they are stored, from the cells of each column by name."""
    return np.stack([cells_of.stored(column, found[column.name]) for column in modality.columns], axis=1)


def without_unknown(rows, modality, where):
    """Rows without those whose category no row to train on has, of which a warning says how many there are."""
    unknown = np.isinf(rows)
    if unknown.any():
        column = modality.names[int(np.argmax(unknown.any(axis=0)))]
        warnings.warn(
            f"left out {unknown.any(axis=1).sum()} of {len(rows)} rows of {where}, which have categories that no row "
            f"to train on has, as in column {column!r}.",
            stacklevel=3,
        )
    return rows[~unknown.any(axis=1)]
