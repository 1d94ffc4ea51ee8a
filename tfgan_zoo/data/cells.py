"""The cells of a table's column: texts or numbers as what is stored of them."""

import decimal
import math

import numpy as np

from tfgan_zoo.data.csv_file import is_usable
from tfgan_zoo.modalities import Column

MISSING = ("", "na", "n/a", "nan", "null", "none", "?")  # texts of a missing value, in small letters
MOST_DECIMALS = 10
SHOWN = 10  # categories that a message names
FEW = 0.5  # share of the known cells of a column that may not be numbers, if it is one of numbers


def is_missing(cell):
    """Whether a cell, a text or a number, holds no value."""
    if cell is None or (isinstance(cell, str) and cell.strip().lower() in MISSING):
        return True
    return isinstance(cell, (float, np.floating)) and math.isnan(cell)


def number_of(cell):
    """A cell as a float; None where it is not a number."""
    try:
        return float(cell)
    except (TypeError, ValueError):
        return None


def holds_numbers(name, cells, where, place_of):
    """Whether a column is one of numbers: most of its known cells are, and then all must be.

    Args:
        name: the column's name.
        cells: texts or numbers.
        where: where they are from, for messages.
        place_of: function from the number of a row to the words for its place.

    Raises:
        ValueError: if it has no value, some cells of many numbers are other texts, or a number is infinite.
    """
    known = [(row, cell, number_of(cell)) for row, cell in enumerate(cells) if not is_missing(cell)]
    if not known:
        raise ValueError(f"column {name!r} of {where} has no values: leave it out (exclude=[{name!r}]).")
    others = [(row, cell) for row, cell, number in known if number is None]
    if len(others) > FEW * len(known):
        return False
    if others:
        row, cell = others[0]
        raise ValueError(
            f"column {name!r} of {where} has numbers in {len(known) - len(others)} rows, but {cell!r} in "
            f"{place_of(row)}: correct it, leave the cell empty if the value is missing, or name the column as one of "
            f"categories (categories=[{name!r}])."
        )
    for row, cell, number in known:
        if not is_usable(number):
            raise ValueError(
                f"column {name!r} of {where} has the number {cell} in {place_of(row)}; expected finite numbers below "
                "8e37: correct it, or leave the cell empty if the value is missing."
            )
    return True


def number_column(name, cells):
    """The `Column` of cells that are numbers, or missing."""
    known = [cell for cell in cells if not is_missing(cell)]
    numbers = [number_of(cell) for cell in known]
    return Column(name, min(numbers), max(numbers), max(map(decimals_of, known)))


def decimals_of(cell):
    """How many digits after the point a number is written with."""
    exponent = decimal.Decimal(str(cell).strip().replace("_", "")).normalize().as_tuple().exponent
    return min(max(0, -exponent), MOST_DECIMALS)


def category_column(name, cells, where):
    """The `Column` of cells that are categories, or missing.

    Raises:
        ValueError: if no two are alike, as in a column of names.
    """
    known = [text_of(cell) for cell in cells if not is_missing(cell)]
    found = sorted(set(known))
    if len(found) == len(known) > 2:
        raise ValueError(
            f"column {name!r} of {where} has {len(found)} different texts in {len(known)} rows; expected categories "
            f"that occur again: leave it out (exclude=[{name!r}])."
        )
    return Column(name, 0, len(found) - 1, categories=tuple(found))


def text_of(cell):
    """A cell as the text of its category."""
    return str(cell).strip()


def check_cells(column, cells, where, place_of):
    """Refuse cells that are neither missing nor what a column holds: a finite number, or one of its categories."""
    for row, cell in enumerate(cells):
        if is_missing(cell):
            continue
        number = number_of(cell)
        if column.categories is None and (number is None or not is_usable(number)):
            raise ValueError(
                f"column {column.name!r} of {where} has {cell!r} in {place_of(row)}; expected a finite number, or "
                "nothing where it is missing."
            )
        if column.categories is not None and text_of(cell) not in column.categories:
            raise ValueError(
                f"column {column.name!r} of {where} has {cell!r} in {place_of(row)}; expected one of "
                f"{', '.join(map(repr, column.categories[:SHOWN]))}{', ...' * (len(column.categories) > SHOWN)}."
            )


def stored(column, cells):
    """Cells as they are stored: float64, NaN where a value is missing, infinite where a category is unknown."""
    if column.categories is None:
        return np.array([np.nan if is_missing(cell) else number_of(cell) for cell in cells], np.float64)
    numbers = {text: number for number, text in enumerate(column.categories)}
    return np.array([np.nan if is_missing(cell) else numbers.get(text_of(cell), np.inf) for cell in cells], np.float64)
