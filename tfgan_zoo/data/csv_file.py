"""Reading of a csv file as columns of texts."""

import csv
import pathlib

LARGEST = 2.0**126  # the difference of two such numbers is finite in float32, in which networks compute


def read_csv(file):
    """The columns of a UTF-8 csv file whose first line names them.

    Args:
        file: path of the file.

    Returns:
        dict from the name of each column to its texts, a list; and the line of each row, a list.

    Raises:
        ValueError: if it has no column, two of the same name, no row, a row of another number of cells, or bytes that
            are not UTF-8.
        FileNotFoundError: if there is no such file.
    """
    path = pathlib.Path(file).expanduser()
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path}; expected a csv file whose first line names the columns.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            lines = [(reader.line_num, cells) for cells in reader if cells]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"{path} cannot be read as a csv file in UTF-8 ({error}): convert it.") from error
    if not lines or not any(name.strip() for name in lines[0][1]):
        raise ValueError(f"{path} has no column; expected their names in the first line, separated by commas.")
    (_, names), rows = lines[0], lines[1:]
    names = [name.strip() for name in names]
    check_names(names, path)
    for number, cells in rows:
        if len(cells) != len(names):
            raise ValueError(
                f"line {number} of {path} has {len(cells)} cells; expected {len(names)}, one for each column: quote "
                "cells that contain a comma."
            )
    columns = zip(*(cells for _, cells in rows), strict=True) if rows else [() for _ in names]
    return dict(zip(names, map(list, columns), strict=True)), [number for number, _ in rows]


def is_usable(number):
    """Whether a number is finite, and so are float32 differences of such numbers."""
    return abs(number) <= LARGEST


def check_names(names, where):
    """Refuse columns without a name, or two of the same."""
    if "" in names:
        raise ValueError(f"column {names.index('') + 1} of {where} has no name; expected one in the first line.")
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise ValueError(f"{where} has {names.count(twice[0])} columns named {twice[0]!r}; expected each name once.")
