"""Rows of a table."""

import dataclasses
import pathlib

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo import plots
from tfgan_zoo.modalities.columns import Column, quoted
from tfgan_zoo.modalities.modality import Modality
from tfgan_zoo.saving.atomic import atomic_write

SOURCE = "source"  # a row of which some values are not known, which are 0 in it
MASK = "mask"  # 1 where the value of a row is known, else 0


@keras.saving.register_keras_serializable("tfgan_zoo")
class Table(Modality):
    """Rows of a table: stored as float64 (columns,), categories as their numbers, NaN where a value is missing.

    In a game each column lies in [-1, 1], by the range of its `Column`, and a missing value is 0. All rows are written
    into one csv file.

    Args:
        columns: list of `Column`, or of dicts of their arguments.

    Raises:
        ValueError: if there is no column, or two have the same name.

    Example:
        >>> columns = [modalities.Column("age", 0, 80), modalities.Column("color", 0, 1, categories=("blue", "red"))]
        >>> rows = Table(columns)
        >>> rows.to_model(np.array([[20, 1], [80, np.nan]])).numpy().tolist()
        [[-0.5, 1.0], [1.0, 0.0]]
        >>> rows.lines(np.array([[-0.5, 1.0]]))
        ['20,red']
    """

    name = "table"
    output_name = "rows"
    suffix = ".csv"
    num_shown = 1000
    num_files = 1000  # rows, in one file
    is_bounded = True
    draws_real = True
    in_one_file = True

    def __init__(self, columns):
        made = [column if isinstance(column, Column) else Column(**column) for column in columns]
        names = [column.name for column in made]
        if not names or len(set(names)) < len(names):
            raise ValueError(f"received the columns {names}; expected at least one, and no name twice.")
        self.columns = made

    @property
    def names(self):
        """The columns' names."""
        return [column.name for column in self.columns]

    def number_of(self, name):
        """The number of the column of a name.

        Raises:
            ValueError: if there is none.
        """
        if name not in self.names:
            raise ValueError(f"there is no column {name!r}; the columns are {', '.join(self.names)}.")
        return self.names.index(name)

    @property
    def ranges(self):
        """The least and the greatest number of each column, float64 arrays."""
        lows, highs = zip(*((column.low, column.high) for column in self.columns), strict=True)
        return np.array(lows, np.float64), np.array(highs, np.float64)

    def to_model(self, stored):
        lows, highs = self.ranges
        spans = np.where(highs > lows, highs - lows, 1)  # of a column of one number it does not matter
        scaled = 2 * (tf.cast(stored, tf.float64) - lows) / spans - 1
        return tf.cast(tf.where(tf.math.is_nan(scaled), tf.zeros_like(scaled), scaled), tf.float32)

    def to_stored(self, samples):
        return self.to_table(samples)

    def to_table(self, samples):
        """Rows of a game as they stand in the table: `values` as a NumPy array."""
        return np.asarray(self.values(np.asarray(samples)))

    def values(self, samples):
        """Rows of a game as they stand in the table, float64, numbers with their decimals; in graphs too."""
        lows, highs = self.ranges
        return self.rounded(lows + (highs - lows) * (tf.cast(samples, tf.float64) + 1) / 2)

    def rounded(self, values):
        """Values (n, columns) with their columns' decimals, and no negative zero."""
        factors = 10.0 ** np.array([column.decimals for column in self.columns])
        values = tf.round(values * factors) / factors
        return tf.where(values == 0, tf.zeros_like(values), values)

    def checked(self, samples, name):
        if not np.issubdtype(samples.dtype, np.number) or samples.shape[1:] != (len(self.columns),):
            raise ValueError(
                f"{name} has type {samples.dtype} and shape {samples.shape}; expected numbers (rows, "
                f"{len(self.columns)}), one for each column: read a csv file, or a dict of columns, with data.table."
            )
        if np.isinf(samples).any():
            column = self.names[int(np.argmax(np.isinf(samples).any(axis=0)))]
            raise ValueError(f"column {column!r} of {name} has infinite numbers: remove or replace them.")
        for column, values in zip(self.columns, samples.T, strict=True):
            known = values[~np.isnan(values)]
            if column.categories is not None and not np.isin(known, range(len(column.categories))).all():
                raise ValueError(
                    f"column {column.name!r} of {name} has values other than the numbers of its "
                    f"{len(column.categories)} categories, from 0: {', '.join(map(repr, column.categories[:5]))}."
                )
        return samples.astype(np.float64)

    def draw(self, path, samples, real=None, given=None, title=""):
        """A panel for each column; of rows with gaps that were filled, what was filled in."""
        known = (given or {}).get(MASK)
        values = self.to_table(samples)
        if known is not None:
            values = np.where(np.asarray(known) > 0.5, np.nan, values)
        real = None if real is None else self.to_table(real)
        kinds = {column.name: column.categories for column in self.columns}
        plots.column_histograms(path, kinds, values, real, title)

    def write(self, folder, samples, first=0):
        """Write one csv file of all rows, below the columns' names.

        Args:
            folder: the folder to write to, or a path that ends in .csv.
            samples: array (n, columns), as a game generates them.
            first: number of the file in a folder.

        Returns:
            list of its path.
        """
        path = pathlib.Path(folder)
        if path.suffix.lower() != self.suffix:
            path = path / f"{first:04d}{self.suffix}"
        with atomic_write(path) as temporary:
            header = ",".join(map(quoted, self.names))
            temporary.write_text("\n".join([header, *self.lines(samples)]) + "\n", encoding="utf-8")
        return [path]

    def lines(self, samples):
        """Each row as a line of a csv file."""
        rows = self.to_table(samples)
        return [
            ",".join(quoted(column.text_of(value)) for column, value in zip(self.columns, row, strict=True))
            for row in rows
        ]

    def encoders(self, sample_shape):
        return {"csv": ("csv", self.encode), "values": ("values", lambda rows: tf.cast(self.values(rows), tf.float32))}

    def encode(self, samples):
        """Rows (batch, columns) -> lines of a csv file, strings of shape (batch,), in a graph."""
        values = self.values(samples)
        texts = [text_in_graph(column, values[:, at]) for at, column in enumerate(self.columns)]
        return tf.strings.join(texts, ",")

    def get_config(self):
        columns = [dataclasses.asdict(column) for column in self.columns]
        return {"columns": [{**of, "categories": of["categories"] and list(of["categories"])} for of in columns]}


def text_in_graph(column, values):
    """`Column.text_of` of values (batch,), quoted where it is needed."""
    if column.categories is not None:
        return tf.gather(tf.constant([quoted(text) for text in column.categories]), tf.cast(tf.round(values), tf.int32))
    texts = tf.strings.as_string(values, precision=column.decimals)
    if not column.decimals:
        return texts
    return tf.strings.regex_replace(tf.strings.regex_replace(texts, r"(\.[0-9]*?)0+$", r"\1"), r"\.$", "")
