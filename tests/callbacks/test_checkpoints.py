"""The last, the previous and the best checkpoint are what they are called, whatever happens."""

import errno
import os
import types

import keras
import pytest

from tests.callbacks.fake_game import FakeGame, end_epochs, read
from tests.helpers.full_disk import files_end_after
from tfgan_zoo.callbacks import Checkpoints, MetricTable


def saved(tmp_path, scores, game=None):
    callbacks = [MetricTable(tmp_path / "m.csv"), Checkpoints(tmp_path / "checkpoints", tmp_path / "m.csv")]
    end_epochs(callbacks, game or FakeGame(), scores)
    return there(tmp_path)


def there(tmp_path):
    return {path.name: read(path) for path in (tmp_path / "checkpoints").iterdir()}


@pytest.mark.parametrize(
    ("higher_is_better", "scores", "best"),
    [(False, [3.0, 1.0, 2.0], "20 steps"), (True, [3.0, 1.0, 2.0], "10 steps"), (False, [2.0, 2.0], "10 steps")],
)
def test_the_best_result_is_the_lowest_or_the_highest_if_the_metric_says_so(tmp_path, higher_is_better, scores, best):
    files = saved(tmp_path, scores, FakeGame(higher_is_better))
    last = len(scores)
    assert files == {
        "best.keras": best,
        "last.keras": f"{10 * last} steps",
        "previous.keras": f"{10 * (last - 1)} steps",
    }


def test_the_best_is_the_nearest_to_the_value_that_the_metric_names(tmp_path):
    files = saved(tmp_path, [0.1, 1.2, 0.7, 3.0], FakeGame(None, best_value=1.0))
    assert files["best.keras"] == "20 steps"


def test_where_no_metric_says_what_is_better_the_best_is_the_last(tmp_path):
    assert saved(tmp_path, [1.0, 9.0, 5.0], FakeGame(None))["best.keras"] == "30 steps"


def test_a_metric_that_says_nothing_leaves_the_choice_to_the_next(tmp_path):
    game = FakeGame()
    game.evaluation_metrics = [types.SimpleNamespace(name="energy"), game.judge]
    assert saved(tmp_path, [3.0, 1.0, 2.0], game)["best.keras"] == "20 steps"


def test_a_nan_result_is_never_the_best(tmp_path):
    assert saved(tmp_path, [float("nan"), 5.0, float("nan"), 6.0])["best.keras"] == "20 steps"


def test_a_resumed_run_knows_the_earlier_best(tmp_path):
    saved(tmp_path, [1.0])
    assert saved(tmp_path, [2.0, 3.0])["best.keras"] == "10 steps"
    assert saved(tmp_path, [0.5, 3.0])["best.keras"] == "10 steps"


def test_without_metrics_only_the_last_checkpoint_is_saved(tmp_path):
    game = FakeGame()
    game.evaluation_metrics = []
    end_epochs([Checkpoints(tmp_path / "checkpoints", tmp_path / "m.csv")], game, [1.0])
    assert there(tmp_path) == {"last.keras": "10 steps"}


class PowerCut(BaseException):
    """Nothing in the program handles it."""


def test_a_kill_at_any_file_operation_leaves_a_complete_checkpoint(tmp_path, monkeypatch):
    saved(tmp_path, [1.0, 0.9])
    moments = []

    def look(operation):
        def looking(*arguments):
            moments.append(there(tmp_path))
            operation(*arguments)

        return looking

    monkeypatch.setattr(os, "fsync", look(os.fsync))
    monkeypatch.setattr(os, "replace", look(os.replace))
    end_epochs([Checkpoints(tmp_path / "checkpoints", tmp_path / "m.csv")], FakeGame(), [0.5])
    assert len(moments) == 5  # two files forced to disk, three renamed
    for files in moments:
        assert files.get("last.keras", files["previous.keras"]) == "20 steps"


def test_a_kill_while_saving_leaves_the_earlier_checkpoints(tmp_path):
    class Dying(FakeGame):
        def save(self, path):
            path.write_text("half")
            raise PowerCut

    saved(tmp_path, [1.0])
    with pytest.raises(PowerCut):
        saved(tmp_path, [0.5], Dying())
    (tmp_path / "checkpoints" / ".writing.keras").unlink()
    assert there(tmp_path) == {"last.keras": "10 steps", "best.keras": "10 steps"}
    assert saved(tmp_path, [0.4, 0.3])["last.keras"] == "20 steps"


def test_a_full_disk_leaves_the_earlier_checkpoints_and_no_partial_ones(tmp_path):
    class Large(FakeGame):
        def save(self, path):
            path.write_bytes(bytes(100_000))

    saved(tmp_path, [1.0])
    game = Large().at(20)
    checkpoints = Checkpoints(tmp_path / "checkpoints", tmp_path / "m.csv")
    checkpoints.set_model(game)
    expected = "checkpoint of step 20 cannot be written .*File too large.* Free disk space"
    with files_end_after(10_000), pytest.raises(OSError, match=expected) as full:
        checkpoints.save()
    assert full.value.errno == errno.EFBIG
    assert there(tmp_path) == {"last.keras": "10 steps", "best.keras": "10 steps"}


def test_a_file_that_fails_verification_replaces_no_checkpoint(tmp_path):
    class Flipping(FakeGame):
        def save(self, path):
            super().save(path)
            content = bytearray(path.read_bytes())
            content[content.index(b"20 steps")] ^= 1
            path.write_bytes(content)

    saved(tmp_path, [1.0])
    checkpoints = Checkpoints(tmp_path / "checkpoints", tmp_path / "m.csv")
    checkpoints.set_model(Flipping().at(20))
    with pytest.raises(OSError, match="does not contain"):
        checkpoints.save()
    assert there(tmp_path) == {"last.keras": "10 steps", "best.keras": "10 steps"}


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_game_with_nonfinite_weights_is_not_saved(tmp_path, value):
    saved(tmp_path, [1.0])
    game = FakeGame()
    game.weights[0].assign([0.0, value])
    with pytest.raises(ValueError, match="after step 10, 1 variables are not finite, kernel among them"):
        saved(tmp_path, [0.5], game)
    assert there(tmp_path)["last.keras"] == "10 steps"


def test_nor_is_one_whose_optimizer_is_not_finite(tmp_path):
    saved(tmp_path, [1.0])
    game = FakeGame()
    game.optimizers["generator"].variables.append(keras.Variable([1.0, float("nan")], name="momentum"))
    with pytest.raises(ValueError, match="after step 10, 1 variables are not finite, momentum among them"):
        saved(tmp_path, [0.5], game)
    assert there(tmp_path)["last.keras"] == "10 steps"
