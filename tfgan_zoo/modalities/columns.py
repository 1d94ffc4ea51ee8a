"""The columns of a table."""

import csv
import dataclasses
import io

import numpy as np


@dataclasses.dataclass(frozen=True)
class Column:
    """One column of a table: numbers, or categories, which are numbered from 0.

    Args:
        name: its name.
        low, high: least and greatest number in the rows that a game learns from; of categories 0 and the last number.
        decimals: digits after the point with which a number is written; 0 for integers and categories.
        categories: texts in the order of their numbers; None for a column of numbers.

    Raises:
        ValueError: if the range is not one, or does not fit the categories.

    Example:
        >>> Column("color", 0, 1, categories=("blue", "red")).text_of(1.0)
        'red'
    """

    name: str
    low: float
    high: float
    decimals: int = 0
    categories: tuple[str, ...] | None = None

    def __post_init__(self):
        if not (np.isfinite([self.low, self.high]).all() and self.low <= self.high):
            raise ValueError(
                f"column {self.name!r} is said to lie between {self.low} and {self.high}; expected finite numbers, the "
                "least first."
            )
        if self.categories is None:
            return
        object.__setattr__(self, "categories", tuple(self.categories))
        if (self.low, self.high) != (0, len(self.categories) - 1):
            raise ValueError(
                f"column {self.name!r} has {len(self.categories)} categories numbered from {self.low} to {self.high}; "
                "expected 0 to the last of them."
            )

    def text_of(self, value):
        """A stored value as in a csv file: nothing where it is missing."""
        if np.isnan(value):
            return ""
        if self.categories is not None:
            return self.categories[round(value)]
        text = f"{value:.{self.decimals}f}"
        return text.rstrip("0").removesuffix(".") if self.decimals else text


def quoted(text):
    """A text as it stands in a line of a csv file, quoted where it is needed.

    Example:
        >>> quoted("red"), quoted("red, dark")
        ('red', '"red, dark"')
    """
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([text, ""])
    return line.getvalue().removesuffix(",")
