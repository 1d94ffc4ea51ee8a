"""Tables survive a kill and can be truncated."""

import pytest

from tfgan_zoo.callbacks import Table


def test_rows_are_read_as_they_were_appended(tmp_path):
    table = Table(tmp_path / "deep" / "table.csv")
    assert table.rows() == []
    table.append([{"steps": 1, "value": 0.5}])
    table.append([{"steps": 2, "value": 0.25, "network": "a, b"}])
    assert [list(row.values()) for row in table.rows()] == [["1", "0.5", ""], ["2", "0.25", "a, b"]]


def test_truncation_removes_only_later_steps(tmp_path):
    table = Table(tmp_path / "table.csv")
    table.truncate(3)  # nothing there yet
    table.append([{"steps": steps} for steps in (9, 10, 11)])
    table.truncate(10)
    assert [row["steps"] for row in table.rows()] == ["9", "10"]


def test_a_failure_while_writing_leaves_the_old_table(tmp_path):
    class Unprintable:
        def __str__(self):
            raise OSError("disk full")

    table = Table(tmp_path / "table.csv")
    table.append([{"steps": 1}])
    with pytest.raises(OSError, match="disk full"):
        table.append([{"steps": Unprintable()}])
    assert table.rows() == [{"steps": "1"}]
