"""Evaluation frequency and early stopping of runs."""

import json
import pathlib
import sys

import pytest

from tests.helpers.announcing_metric import MeanOffset
from tests.helpers.run_bits import differences, weights
from tfgan_zoo import callbacks, runs, training
from tfgan_zoo.callbacks import Checkpoints, Table
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of
from tfgan_zoo.training.epochs import evaluation_epochs

TINY = str(pathlib.Path(__file__).parents[1] / "helpers" / "tiny_gan.py")


def train(out, *argv):
    source = recipe_source.find(TINY)
    flags = flags_of(source, ["--steps", "10", "--epochs", "5", *argv, "--out", str(out)])
    return training.train(source, flags, flags.pop("out")).path


def measured_at(folder):
    return [int(row["steps"]) for row in Table(folder / "metrics.csv").rows()]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A run measured after every epoch."""
    return train(tmp_path_factory.mktemp("whole") / "run")


@pytest.fixture
def scripted(monkeypatch):
    """The results of a run, one after the other, whatever was generated."""

    def give(*values):
        left = list(values)
        whole_result = MeanOffset.result

        def result(self):
            result = whole_result(self)
            return type(result)(**{**vars(result), "value": left.pop(0)})

        monkeypatch.setattr(MeanOffset, "result", result)

    return give


@pytest.mark.parametrize(
    ("portions", "every", "measured"),
    [
        ([(0, 5, 2)], 1, [1, 2, 3, 4, 5]),
        ([(0, 5, 2)], 2, [2, 4, 5]),
        ([(0, 5, 2)], 9, [5]),
        ([(2, 1, 7), (3, 1, 10), (4, 1, 5)], 4, [4, 5]),
        ([(1, 1, 0)], 5, [2]),
        ([], 2, []),
    ],
)
def test_every_nth_epoch_and_always_the_last_is_evaluated(portions, every, measured):
    assert evaluation_epochs(portions, every) == measured


@pytest.mark.slow
def test_a_run_evaluated_less_often_is_the_same_run_with_fewer_results(whole, tmp_path):
    rare = train(tmp_path / "run", "--evaluate-every", "2")
    assert measured_at(rare) == [4, 8, 10]
    values = {row["steps"]: row["value"] for row in Table(whole / "metrics.csv").rows()}
    assert all(row["value"] == values[row["steps"]] for row in Table(rare / "metrics.csv").rows())
    last = "checkpoints/last.keras"
    assert weights(rare / last) == weights(whole / last)
    assert len(Table(rare / "losses.csv").rows()) == 5
    assert "| last | 10 |" in (rare / "report.md").read_text()


@pytest.mark.slow
def test_an_epoch_without_a_result_is_never_the_best(tmp_path, scripted):
    scripted(3.0, 1.0, 2.0)
    rare = train(tmp_path / "run", "--evaluate-every", "2")
    assert runs.setup.load_game(rare / "checkpoints" / "best.keras").steps.numpy() == 8


@pytest.mark.slow
def test_a_run_evaluated_less_often_resumes_bitwise(tmp_path, monkeypatch):
    often = train(tmp_path / "whole", "--evaluate-every", "3")
    after = Checkpoints.on_epoch_end

    def stop(self, epoch, logs=None):
        after(self, epoch, logs)
        if epoch == 1:
            raise InterruptedError

    with monkeypatch.context() as patch:
        patch.setattr(Checkpoints, "on_epoch_end", stop)
        with pytest.raises(InterruptedError):
            train(tmp_path / "run", "--evaluate-every", "3")
    assert measured_at(train(tmp_path / "run", "--evaluate-every", "3")) == [6, 10]
    assert differences(tmp_path / "run", often) == []


@pytest.mark.slow
def test_a_run_ends_when_its_metric_no_longer_improves_and_reports_it(tmp_path, scripted, capsys):
    scripted(3.0, 1.0, 2.0, 1.0, 0.5)
    folder = train(tmp_path / "run", "--patience", "2")
    assert measured_at(folder) == [2, 4, 6, 8]
    assert json.loads((folder / "settings.json").read_text())["finished_steps"] == 8
    report = (folder / "report.md").read_text()
    assert "Finished: 8 of 10 training steps" in report
    assert "The metric that chooses had not improved for 2 evaluations (`--patience`)." in report
    assert (folder / "saved_model" / "1").is_dir()
    train(folder, "--patience", "2")
    assert "is finished, at 8 steps" in capsys.readouterr().out
    train(folder, "--patience", "3")  # goes on
    assert measured_at(folder) == [2, 4, 6, 8, 10]
    assert "Finished: 10 of 10 training steps, " in (folder / "report.md").read_text()


@pytest.mark.slow
def test_a_run_stopped_before_its_export_does_not_train_on(tmp_path, scripted, monkeypatch):
    def cut(*arguments):
        raise InterruptedError

    scripted(1.0, 2.0, 3.0)
    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["tfgan_zoo.training.train"], "finish", cut)
        with pytest.raises(InterruptedError):
            train(tmp_path / "run", "--patience", "2")
    folder = train(tmp_path / "run", "--patience", "2")
    assert measured_at(folder) == [2, 4, 6]
    assert (folder / "saved_model" / "1").is_dir()


@pytest.mark.slow
def test_a_run_from_before_these_flags_is_resumed(whole, tmp_path):
    settings = json.loads((whole / "settings.json").read_text())
    for name in ("evaluate_every", "patience"):
        del settings["flags"][name]
    (whole / "settings.json").write_text(json.dumps(settings))
    assert measured_at(train(whole, "--steps", "12")) == [2, 4, 6, 8, 10, 12]


@pytest.mark.parametrize(
    ("values", "better", "since"),
    [
        ([], "lower", 0),
        ([2.0], "lower", 0),
        ([2.0, 1.0], "lower", 0),
        ([2.0, 1.0], "higher", 1),
        ([1.0, 1.0], "lower", 1),
        ([float("nan"), 2.0, float("nan")], "lower", 1),
        ([float("nan"), float("inf")], "lower", 2),
        ([float("inf")], "higher", 0),
        ([0.2, 0.9, 1.3], 1.0, 1),
        ([3.0, 1.0], None, 2),
    ],
)
def test_the_best_is_the_first_of_equal_results_and_never_nan(values, better, since):
    assert callbacks.since_best(values, better) == since


def rows(*results):
    """Rows of a table from (metric, value, better), one a step."""
    return [
        {"steps": str(step), "metric": metric, "value": str(value), "better": better}
        for step, (metric, value, better) in enumerate(results)
    ]


def test_the_first_metric_of_a_table_that_says_what_is_better_chooses():
    norms = [("norm", value, "1.0") for value in (0.4, 1.1, 0.2)]
    table = rows(("energy", 0.1, ""), norms[0], ("energy", 0.0, ""), *norms[1:])
    assert callbacks.best_row(table)["steps"] == "3"
    assert callbacks.best_row(rows(("energy", 0.1, ""), ("energy", 0.0, ""))) is None
    assert callbacks.best_row(rows(("fid", float("nan"), "lower"), ("fid", 3.0, "lower")))["steps"] == "1"


def test_a_metric_without_a_preference_never_ends_a_run(tmp_path):
    table = Table(tmp_path / "metrics.csv")
    table.write([{**row, "epoch": "1"} for row in rows(*[("energy", 1.0, "")] * 9)])
    assert not callbacks.exhausted(2, table)
    table.write([{**row, "epoch": "1"} for row in rows(*[("energy", 1.0, "lower")] * 9)])
    assert callbacks.exhausted(2, table)


def test_zero_patience_is_refused(tmp_path):
    with pytest.raises(ValueError, match="Patience takes patience as an integer of at least 1, not 0"):
        callbacks.Patience(0, tmp_path / "metrics.csv")
