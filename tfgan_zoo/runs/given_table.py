"""Rows of a csv file as inputs of a generator that fills their gaps."""

import numpy as np

from tfgan_zoo import data
from tfgan_zoo.modalities.table import MASK, SOURCE


def given_table(source, file):
    """The rows of a csv file with the columns of a source's data, as the inputs that its gaps are filled from.

    Args:
        source: a source of `runs.sources` that generates.
        file: path of the csv file; its columns may be in another order, and what is missing is empty.

    Returns:
        dict of float32 arrays (rows, columns): "source", 0 where a value is missing, and "mask".

    Raises:
        ValueError: if the source fills no tables, or the file's columns or values do not fit.
        FileNotFoundError: if there is no such file.
    """
    if not {SOURCE, MASK} <= set(source.given_shapes) or source.modality.name != "table":
        raise ValueError(
            f"{source.name} does not fill the gaps of tables: omit --inputs, or give a folder of pictures."
        )
    rows = data.read_rows(file, source.modality)
    return {SOURCE: np.asarray(source.modality.to_model(rows)), MASK: (~np.isnan(rows)).astype(np.float32)}
