"""Numbers and dates of a csv, each checked: what is wrong is said with its line and column."""

import dataclasses
import datetime
import warnings

import numpy as np

from tfgan_zoo.data.csv_file import is_usable, read_csv

DATE_NAMES = ("date", "time", "datetime", "timestamp")  # of a column that is taken for dates where none is named


@dataclasses.dataclass(frozen=True)
class Table:
    """Rows in the order of time.

    Args:
        variables: name of each column of values.
        values: float64 (rows, variables).
        dates: datetime64 in microseconds (rows,), ascending; None where the file has none.
    """

    variables: list[str]
    values: np.ndarray
    dates: np.ndarray | None


def read_table(file, date_column=None, columns=None):
    """The columns of a csv with a line of names.

    Args:
        file: path of the csv, UTF-8, its values separated by commas.
        date_column: name of the column of dates; None takes one named date, time, datetime or timestamp, and where
            there is none takes the rows to be in order.
        columns: names of the columns to read; None reads all but that of the dates.

    Returns:
        `Table`. Rows from the newest to the oldest are turned around, with a warning.

    Raises:
        FileNotFoundError: if there is no such file.
        ValueError: as `read_csv`, and for unknown names, missing values, values that are not finite numbers, or dates
            that are not ISO dates, repeated, or out of order.
    """
    cells, lines = read_csv(file)
    names = list(cells)
    if all(map(is_number, names)):
        raise ValueError(f"line 1 of {file} has only numbers; expected the names of the columns: add such a line.")
    if date_column is None:
        date_column = next((name for name in names if name.lower() in DATE_NAMES), None)
    chosen = [name for name in names if name != date_column] if columns is None else list(columns)
    if unknown := [name for name in [*chosen, date_column] if name is not None and name not in names]:
        raise ValueError(f"{file} has no column {unknown[0]!r}; its columns are {', '.join(names)}.")
    if not chosen:
        raise ValueError(f"{file} has no column of numbers, only {', '.join(names)}; expected at least one.")

    def read(reader, name):
        return [reader(text, name, line, file) for line, text in zip(lines, cells[name], strict=True)]

    values = np.array([read(number, name) for name in chosen], np.float64).T
    if date_column is None:
        return Table(chosen, values, None)
    return in_order(Table(chosen, values, np.array(read(date, date_column), "datetime64[us]")), lines, file)


def number(text, name, line, file):
    """A finite number."""
    where = f"line {line} of {file} has {text.strip()!r} as {name!r}"
    if text.strip().lower() in ("", "nan", "na", "null", "none"):
        raise ValueError(f"{where}, a gap; expected a number in every place: fill gaps, or leave such rows out.")
    if not is_number(text) or not is_usable(float(text)):
        raise ValueError(
            f"{where}; expected a finite number below 8e37: leave the column out with columns=, or mend the file."
        )
    return float(text)


def is_number(text):
    """Whether Python reads a text as a number."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def date(text, name, line, file):
    """An ISO date as a datetime of UTC, or of no zone."""
    try:
        moment = datetime.datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(
            f"line {line} of {file} has {text.strip()!r} as {name!r}; expected an ISO date such as 2024-01-31 or "
            "2024-01-31T12:00: convert the column, or name another with date_column=."
        ) from None
    return moment if moment.tzinfo is None else moment.astimezone(datetime.UTC).replace(tzinfo=None)


def in_order(table, lines, file):
    """The table from the oldest row to the newest."""
    steps = np.diff(table.dates).astype(np.int64)
    if len(steps) and (steps < 0).all():
        warnings.warn(
            f"{file} goes from {table.dates[0]} back to {table.dates[-1]}; its rows are taken in reverse, so that time "
            "runs forward.",
            stacklevel=4,
        )
        return Table(table.variables, table.values[::-1], table.dates[::-1])
    if len(wrong := np.flatnonzero(steps <= 0)):
        row = int(wrong[0]) + 1
        raise ValueError(
            f"line {lines[row]} of {file} has the date {table.dates[row]}, after {table.dates[row - 1]} in the "
            "line before; expected every date later than the one before: sort the file, and keep one row for each date."
        )
    return table
