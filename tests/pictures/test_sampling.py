"""Rows and columns of inputs become rows and columns of samples, a batch at a time."""

import numpy as np

from tfgan_zoo.pictures import sampling


def test_single_rows_and_columns_are_broadcast():
    sizes = []

    def apply(inputs):
        sizes.append(len(inputs["a"]))
        return inputs["a"] + inputs["b"]

    rows, columns = np.arange(30)[:, None] * 100.0, np.arange(5)[None] * 1.0
    found = sampling.samples_of(apply, {"a": rows, "b": columns})
    np.testing.assert_array_equal(found, rows + columns)
    assert max(sizes) <= sampling.BATCH_SIZE
