"""Losses and metrics become rows and curves."""

from tests.callbacks.fake_game import FakeGame, end_epochs
from tfgan_zoo.callbacks import LossTable, MetricTable


def test_the_loss_table_has_rows_of_terms_without_metrics(tmp_path):
    table = LossTable(tmp_path / "losses.csv")
    end_epochs([table], FakeGame(), [1.0, 2.0])
    rows = [{name: row[name] for name in row if name != "seconds"} for row in table.table.rows()]
    assert rows == [
        {"epoch": "1", "steps": "10", "generator": "0.5"},
        {"epoch": "2", "steps": "20", "generator": "1.5"},
    ]
    assert (tmp_path / "losses.png").stat().st_size > 0


def test_the_metric_table_has_rows_of_complete_results(tmp_path):
    table = MetricTable(tmp_path / "metrics.csv")
    end_epochs([table], FakeGame(), [1.5])
    (row,) = table.table.rows()
    assert row == {
        "epoch": "1",
        "steps": "10",
        "metric": "score",
        "value": "1.5",
        "network": "none",
        "n_real": "10",
        "n_fake": "10",
        "split": "test",
        "better": "lower",
    }
    assert (tmp_path / "metrics.png").stat().st_size > 0


def test_without_metrics_no_table_is_written(tmp_path):
    game = FakeGame()
    game.evaluation_metrics = []
    end_epochs([MetricTable(tmp_path / "metrics.csv")], game, [1.0])
    assert list(tmp_path.iterdir()) == []
