"""The last and the best checkpoint are what they are called, whatever happens."""

import pytest

from tests.callbacks.fake_game import FakeGame, end_epochs
from tfgan_zoo.callbacks import Checkpoints, MeasureTable


def saved(tmp_path, scores, **options):
    callbacks = [MeasureTable(tmp_path / "m.csv"), Checkpoints(tmp_path / "checkpoints", tmp_path / "m.csv")]
    end_epochs(callbacks, FakeGame(**options), scores)
    return {path.name: path.read_text() for path in (tmp_path / "checkpoints").iterdir()}


@pytest.mark.parametrize(
    ("higher_is_better", "scores", "best"),
    [(False, [3.0, 1.0, 2.0], "20 steps"), (True, [3.0, 1.0, 2.0], "10 steps"), (False, [2.0, 2.0], "10 steps")],
)
def test_the_best_is_the_lowest_or_where_the_measure_says_so_the_highest(tmp_path, higher_is_better, scores, best):
    files = saved(tmp_path, scores, higher_is_better=higher_is_better)
    assert files == {"best.keras": best, "last.keras": f"{10 * len(scores)} steps"}


def test_a_figure_that_is_no_number_is_never_the_best(tmp_path):
    assert saved(tmp_path, [float("nan"), 5.0, float("nan"), 6.0])["best.keras"] == "20 steps"


def test_a_resumed_run_knows_the_best_before_it(tmp_path):
    saved(tmp_path, [1.0])
    assert saved(tmp_path, [2.0, 3.0])["best.keras"] == "10 steps"
    assert saved(tmp_path, [0.5, 3.0])["best.keras"] == "10 steps"


def test_without_measures_there_is_only_the_last(tmp_path):
    game = FakeGame()
    game.measures = []
    end_epochs([Checkpoints(tmp_path / "checkpoints", tmp_path / "m.csv")], game, [1.0])
    assert [path.name for path in (tmp_path / "checkpoints").iterdir()] == ["last.keras"]


def test_a_kill_while_saving_leaves_the_checkpoint_before_it(tmp_path):
    class Dying(FakeGame):
        def save(self, path):
            path.write_text("half")
            raise InterruptedError

    saved(tmp_path, [1.0])
    with pytest.raises(InterruptedError):
        end_epochs([Checkpoints(tmp_path / "checkpoints", tmp_path / "m.csv")], Dying(), [0.5])
    assert (tmp_path / "checkpoints" / "last.keras").read_text() == "10 steps"
    assert (tmp_path / "checkpoints" / "best.keras").read_text() == "10 steps"
