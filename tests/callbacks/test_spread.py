"""A result's spread goes into the table and comes back, beside results and tables that have none."""

import pytest

from tests.callbacks.fake_game import FakeGame, end_epochs
from tfgan_zoo.callbacks import MetricTable
from tfgan_zoo.metrics import Result
from tfgan_zoo.training.report import result_of

PLAIN = Result("score", 1.5, "none", 10, 10, "test")
SPREAD = Result("score", 2.5, "none", 10, 10, "test", 0.25)


class TwoFigures(FakeGame):
    """Measured twice: a result with its spread, and one without."""

    def at(self, steps, score=0.0):
        super().at(steps, score)
        self.results = [SPREAD, PLAIN]
        return self


def test_results_with_and_without_a_spread_are_read_from_one_table(tmp_path):
    table = MetricTable(tmp_path / "metrics.csv")
    end_epochs([table], TwoFigures(), [0.0])
    assert [result_of(row) for row in table.table.rows()] == [SPREAD, PLAIN]


def test_an_old_table_without_spreads_is_read_and_extended(tmp_path):
    path = tmp_path / "metrics.csv"
    path.write_text("epoch,steps,metric,value,network,n_real,n_fake,split\n1,10,score,1.5,none,10,10,test\n")
    table = MetricTable(path)
    assert [result_of(row) for row in table.table.rows()] == [PLAIN]
    end_epochs([table], TwoFigures(), [0.0])
    assert [result_of(row) for row in table.table.rows()] == [PLAIN, SPREAD, PLAIN]


def test_tables_without_spreads_have_no_column_for_them(tmp_path):
    table = MetricTable(tmp_path / "metrics.csv")
    end_epochs([table], FakeGame(), [1.5])
    assert "spread" not in table.table.rows()[0]


def test_a_spread_that_is_not_a_number_is_refused(tmp_path):
    path = tmp_path / "metrics.csv"
    path.write_text("steps,metric,value,network,n_real,n_fake,split,spread\n10,score,1.5,none,10,10,test,much\n")
    with pytest.raises(ValueError, match="cannot be read"):
        MetricTable(path).table.rows()
