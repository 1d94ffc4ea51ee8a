"""A table on disk that is never half written, and can be cut back to a step."""

import csv
import os
import pathlib


class Table:
    """Rows in a CSV file, each of which names its training step in the column `steps`.

    Args:
        path: the file; made with the first rows.

    Example:
        >>> table = Table("losses.csv")
        >>> table.append([{"epoch": 1, "steps": 100, "generator": 0.7}])
        >>> table.rows()
        [{'epoch': '1', 'steps': '100', 'generator': '0.7'}]
    """

    def __init__(self, path):
        self.path = pathlib.Path(path)

    def rows(self):
        """All rows, as dicts of strings."""
        if not self.path.exists():
            return []
        with self.path.open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def append(self, rows):
        """Add rows (dicts)."""
        self.write([*self.rows(), *rows])

    def cut(self, steps):
        """Forget the rows of later steps."""
        if self.path.exists():
            self.write([row for row in self.rows() if int(row["steps"]) <= steps])

    def write(self, rows):
        """Replace the file in one step."""
        columns = list(dict.fromkeys(name for row in rows for name in row))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        aside = self.path.with_name(f".{self.path.name}.writing")
        with aside.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
        os.replace(aside, self.path)
