"""Rows of a table, each column as a network learns it best."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo.modalities.table import Table

DEVIATIONS = 4  # standard deviations of a mode that a number's place in it is measured in


@keras.saving.register_keras_serializable("tfgan_zoo")
class EncodedTable(Table):
    """Rows of a table as vectors, stored as they are in a game: CTGAN's mode-specific normalization.

    A number becomes its mode, one-hot, and its place in it, (x - mean) / (4 deviations); a category becomes one-hot.
    Back in the table a number lies in its column's range and has its decimals.

    Args:
        columns: as for `Table`.
        encodings: for each column a dict: of numbers "means" and "stddevs" of its modes, of the column scaled to
            [-1, 1]; of categories "counts", how often each occurs.

    Raises:
        ValueError: if the encodings do not fit the columns.

    Example:
        >>> columns = [modalities.Column("age", 0, 80), modalities.Column("color", 0, 1, categories=("blue", "red"))]
        >>> rows = EncodedTable(columns, [{"means": [-0.5, 0.5], "stddevs": [0.1, 0.1]}, {"counts": [3, 1]}])
        >>> rows.lines(np.array([[0.25, 0, 1, 0.9, 0.1]]))
        ['64,blue']

    Reference:
        Xu et al. 2019, https://arxiv.org/abs/1907.00503, section 4.2.
    """

    is_bounded = False  # one-hot values lie in [0, 1]

    def __init__(self, columns, encodings):
        super().__init__(columns)
        self.encodings = [dict(encoding) for encoding in encodings]
        for column, encoding in zip(self.columns, self.encodings, strict=True):
            check_encoding(column, encoding)

    @property
    def blocks(self):
        """The parts of a vector in their order: ("place" or "one_hot", its size)."""
        pairs = zip(self.columns, self.encodings, strict=True)
        return [block for column, encoding in pairs for block in blocks_of(column, encoding)]

    @property
    def row_size(self):
        """Length of a vector."""
        return sum(size for _, size in self.blocks)

    @property
    def starts(self):
        """Where the first value of each column is in a vector."""
        sizes = [sum(size for _, size in blocks_of(*pair)) for pair in zip(self.columns, self.encodings, strict=True)]
        return np.cumsum([0, *sizes])[:-1]

    @property
    def category_columns(self):
        """Numbers of the columns of categories."""
        return [number for number, column in enumerate(self.columns) if column.categories is not None]

    @property
    def category_places(self):
        """Where in a vector all columns' categories are, one after another."""
        starts = self.starts
        places = [starts[at] + np.arange(len(self.columns[at].categories)) for at in self.category_columns]
        return np.concatenate([np.zeros(0, int), *places])

    @property
    def counts(self):
        """How often each category occurs, a list for each column of categories."""
        return [self.encodings[number]["counts"] for number in self.category_columns]

    def to_model(self, stored):
        return tf.cast(stored, tf.float32)

    def to_stored(self, samples):
        return np.asarray(samples, np.float32)

    def checked(self, samples, name):
        if not np.issubdtype(samples.dtype, np.floating) or samples.shape[1:] != (self.row_size,):
            raise ValueError(
                f"{name} has type {samples.dtype} and shape {samples.shape}; expected floats (rows, {self.row_size}): "
                "encode a table with data.encoded."
            )
        if not np.isfinite(samples).all():
            raise ValueError(f"{name} has values that are NaN or infinite; expected what data.encoded gives.")
        return samples.astype(np.float32)

    def values(self, samples):
        samples = tf.cast(samples, tf.float64)
        blocks = tf.split(samples, [size for _, size in self.blocks], axis=1)
        lows, highs = self.ranges
        decoded = []
        for number, (column, encoding) in enumerate(zip(self.columns, self.encodings, strict=True)):
            if column.categories is not None:
                decoded.append(tf.cast(tf.argmax(blocks.pop(0), axis=1), tf.float64))
                continue
            places, modes = blocks.pop(0)[:, 0], tf.argmax(blocks.pop(0), axis=1)
            tables = (tf.constant(encoding[part], tf.float64) for part in ("means", "stddevs"))
            means, stddevs = (tf.gather(table, modes) for table in tables)
            scaled = means + DEVIATIONS * stddevs * tf.clip_by_value(places, -1, 1)
            share = (tf.clip_by_value(scaled, -1, 1) + 1) / 2
            decoded.append(lows[number] + (highs - lows)[number] * share)
        return self.rounded(tf.stack(decoded, axis=1))

    def condition(self, name, texts):
        """One-hot vectors (n, categories of all columns together) that ask for categories of one column.

        Args:
            name: of a column of categories.
            texts: n of its categories.

        Raises:
            ValueError: if there is no such column or category.
        """
        number = self.number_of(name)
        if number not in self.category_columns:
            names = ", ".join(self.names[at] for at in self.category_columns)
            raise ValueError(f"column {name!r} has numbers; only categories can be asked for, of {names}.")
        categories = self.columns[number].categories
        if unknown := [text for text in texts if str(text) not in categories]:
            raise ValueError(
                f"column {name!r} has no category {unknown[0]!r}; expected one of {', '.join(map(repr, categories))}."
            )
        first = sum(len(self.columns[at].categories) for at in self.category_columns if at < number)
        places = [first + categories.index(str(text)) for text in texts]
        return np.eye(len(self.category_places), dtype=np.float32)[places]

    def get_config(self):
        return {**super().get_config(), "encodings": self.encodings}


def blocks_of(column, encoding):
    """The parts of a column's encoding."""
    if column.categories is not None:
        return [("one_hot", len(column.categories))]
    return [("place", 1), ("one_hot", len(encoding["means"]))]


def check_encoding(column, encoding):
    """Refuse an encoding that does not fit its column."""
    if column.categories is not None:
        fits = len(encoding.get("counts", ())) == len(column.categories)
    else:
        means, stddevs = encoding.get("means", ()), encoding.get("stddevs", ())
        fits = len(means) == len(stddevs) > 0 and min(stddevs) > 0
    if not fits:
        raise ValueError(
            f"column {column.name!r} is encoded by {encoding}; expected as many counts as categories, or as many "
            "standard deviations above 0 as means."
        )
