"""A table on disk that is written atomically and can be truncated to a step."""

import csv
import io
import pathlib

from tfgan_zoo.preferences import read_preference
from tfgan_zoo.saving.atomic import atomic_write

WHOLE = ("epoch", "steps", "n_real", "n_fake")
WORDS = ("metric", "network", "split", "phase", "better")


class Table:
    """Rows in a CSV file, each with its training step in the column `steps`.

    Only the columns `metric`, `network`, `split`, `phase` and `better` contain text; all others contain numbers.

    Args:
        path: the file; created with the first rows.

    Example:
        >>> table = Table("losses.csv")
        >>> table.append([{"epoch": 1, "steps": 100, "generator": 0.7}])
        >>> table.rows()
        [{'epoch': '1', 'steps': '100', 'generator': '0.7'}]
    """

    def __init__(self, path):
        self.path = pathlib.Path(path)

    def rows(self):
        """All rows, as dicts of strings.

        Raises:
            ValueError: if the file is damaged.
        """
        if not self.path.exists():
            return []
        try:
            with self.path.open(newline="", encoding="utf-8") as file:
                return parsed(file)
        except (ValueError, csv.Error) as error:
            raise ValueError(f"{self.path} cannot be read ({str(error)[:200]}): repair it, or remove it.") from error

    def append(self, rows):
        """Append rows (dicts)."""
        self.write([*self.rows(), *rows])

    def truncate(self, steps):
        """Remove the rows of later steps."""
        if self.path.exists():
            self.write([row for row in self.rows() if int(row["steps"]) <= steps])

    def write(self, rows):
        """Replace the file in one step.

        Raises:
            ValueError: if `rows` could not read the file again; the old one stays.
        """
        columns, file = list(dict.fromkeys(name for row in rows for name in row)), io.StringIO(newline="")
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
        try:
            parsed(io.StringIO(file.getvalue(), newline=""))
        except (ValueError, csv.Error) as error:
            raise ValueError(f"{self.path} is not written, for it could not be read again: {error}.") from error
        with atomic_write(self.path) as temporary:
            temporary.write_text(file.getvalue(), encoding="utf-8", newline="")


def parsed(file):
    """The rows of a table in an open file.

    Raises:
        ValueError, csv.Error: if it is no table as `Table.write` writes it.
    """
    reader = csv.DictReader(file, strict=True)
    if reader.fieldnames and "steps" not in reader.fieldnames:
        raise ValueError("it has no column steps")
    return [checked(row) for row in reader]


def checked(row):
    """A row, checked to be one that `write` has written.

    Raises:
        ValueError: if it is too short or too long, or has text instead of a number.
    """
    if None in row or None in row.values():
        raise ValueError(f"a row does not match the columns: {str(row)[:120]}")
    for name, value in row.items():
        if name in WHOLE and not value.isdecimal():
            raise ValueError(f"{name} is {value[:40]!r}, expected a whole number")
        if name not in WORDS and value:
            float(value)
    read_preference(row.get("better"))
    return row
