"""A made table of which all is known: a rare category, several modes, a long tail, a label that needs two columns."""

import numpy as np

from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities import Column, Table

NAME = "mixed_columns"
SIZES = {"train": 7000, "test": 3000}
SHARES = (0.7, 0.25, 0.05)  # of the categories of a
SHARES_OF_B = ((0.4, 0.3, 0.2, 0.1), (0.1, 0.2, 0.3, 0.4), (0.25, 0.25, 0.25, 0.25))  # where a is each of them
MODES = (-4.0, 0.0, 5.0)  # of x1
DECIMALS = 3
TARGET = "y"


def mixed_columns(split="train"):
    """Rows of six columns: categories a, b and y, numbers x1, x2 and x3.

    a has a category of 5 %, and b depends on it; x1 has three modes, of which b's parity or chance picks one; x2 is
    lognormal, by a; x3 follows x1; y is whether b is of its upper two categories or x1 of its highest mode, but not
    both, and wrong in 5 % of the rows. Each column alone says next to nothing of y.

    Args:
        split: "train" (7 000 rows) or "test" (3 000 others).

    Returns:
        `Examples` of float64 rows (6,), always the same.

    Raises:
        ValueError: For another split.

    Example:
        >>> mixed_columns().modality.names
        ['a', 'b', 'x1', 'x2', 'x3', 'y']
    """
    check_split(NAME, split, tuple(SIZES))
    rows, trained = (rows_of(name) for name in (split, "train"))
    categories = {"a": ("most", "some", "rare"), "b": ("north", "east", "south", "west"), "y": ("no", "yes")}
    numbers = {
        name: Column(name, float(trained[name].min()), float(trained[name].max()), DECIMALS)
        for name in ("x1", "x2", "x3")
    }
    kinds = {name: Column(name, 0, len(texts) - 1, categories=texts) for name, texts in categories.items()}
    modality = Table([(kinds | numbers)[name] for name in rows])
    return Examples(NAME, split, np.stack(list(rows.values()), axis=1).astype(np.float64), modality=modality)


def rows_of(split):
    """The columns of a split, arrays by name."""
    draws, count = np.random.default_rng(list(SIZES).index(split)), SIZES[split]
    a = draws.choice(3, count, p=SHARES)
    b = (draws.random((count, 1)) >= np.cumsum(SHARES_OF_B, axis=1)[a][:, :-1]).sum(axis=1)
    mode = np.where(draws.random(count) < 0.5, 2 * (b % 2), draws.integers(3, size=count))
    x1 = np.array(MODES)[mode] + 0.6 * draws.standard_normal(count)
    x2 = np.exp(0.5 * a + 0.6 * draws.standard_normal(count))
    x3 = 0.8 * x1 + 0.5 * draws.standard_normal(count)
    y = ((b >= 2) ^ (x1 > 2)) ^ (draws.random(count) < 0.05)
    rounded = {name: np.round(values, DECIMALS) for name, values in (("x1", x1), ("x2", x2), ("x3", x3))}
    return {"a": a, "b": b, **rounded, TARGET: y.astype(int)}
