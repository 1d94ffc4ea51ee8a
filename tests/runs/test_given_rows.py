"""Given rows are put into the shape that a generator takes."""

import numpy as np
import pytest

from tfgan_zoo.runs.given_rows import shaped_rows


def test_rows_are_taken_in_turn():
    np.testing.assert_array_equal(shaped_rows("labels", [3, 7], (), 5), [3, 7, 3, 7, 3])


@pytest.mark.parametrize("rows", [np.zeros(0), np.zeros((0, 3))])
def test_a_file_without_rows_is_refused(tmp_path, rows):
    np.save(tmp_path / "rows.npy", rows)
    with pytest.raises(ValueError, match="received no rows as attributes; expected at least one"):
        shaped_rows("attributes", [str(tmp_path / "rows.npy")], (3,), 2)
