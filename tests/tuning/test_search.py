"""A search tries the same settings every time, resumes where it was stopped, and reports what it found."""

import csv
import dataclasses
import math

import pytest

optuna = pytest.importorskip("optuna")

from tfgan_zoo import callbacks  # noqa: E402
from tfgan_zoo.recipe import source as recipe_source  # noqa: E402
from tfgan_zoo.recipe.flags import flags_of  # noqa: E402
from tfgan_zoo.saving.lock import locked  # noqa: E402
from tfgan_zoo.tuning import process, pruners, report, samplers, study  # noqa: E402
from tfgan_zoo.tuning.plan import Plan  # noqa: E402
from tfgan_zoo.tuning.search import tune  # noqa: E402
from tfgan_zoo.tuning.space import Choices, Range  # noqa: E402

SOURCE = recipe_source.find("dcgan")
FLAGS = flags_of(SOURCE, ["--epochs", "4"])
SPACE = {"learning_rate": Range(1e-4, 1e-2, log=True), "width": Choices((8, 16))}
EPOCHS = 4


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch, request):
    """Pictures take most of a search that trains nothing."""
    if "pictures" not in request.node.name:
        monkeypatch.setattr(report, "pictures", lambda out, optuna_study: [])


def plan(**changes):
    basis = Plan(SPACE, 6, samplers.random, pruners.none)
    return dataclasses.replace(basis, **changes)


def describe(source, flags, better="lower"):
    return {
        "metrics": {"fid": better, "other": "lower"},
        "data": "digits",
        "trained_on": ["train", 100],
        "evaluated_on": ["held-out", 20],
    }


class Training:
    """Stands for training: the nearer the learning rate to 0.001, the better; every epoch is better than the last."""

    def __init__(self, stop_at=None, fail=()):
        self.calls, self.epochs, self.stop_at, self.fail = [], [], stop_at, dict(fail)

    def __call__(self, source, flags, folder, after_epoch):
        self.calls.append((folder.name, flags["seed"], flags["learning_rate"], flags["width"]))
        if len(self.calls) - 1 in self.fail:
            raise self.fail[len(self.calls) - 1]
        for epoch in range(1, EPOCHS + 1):
            value = (math.log10(flags["learning_rate"]) + 3) ** 2 + flags["width"] / 100 + 1 / epoch + flags["seed"]
            self.epochs.append((len(self.calls), epoch))
            if self.stop_at == (len(self.calls), epoch):
                raise callbacks.Interrupted(15)
            if after_epoch(epoch, {"fid": value, "other": -value}, epoch == EPOCHS):
                return


def search(out, training=None, **changes):
    training = training or Training()
    tune(SOURCE, FLAGS, plan(**changes), out, training, describe)
    return training


def table_of(out):
    with (out / "trials.csv").open(newline="") as file:
        return [{name: row[name] for name in row if name != "seconds"} for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("sampler", "trials"), [(samplers.random, 4), pytest.param(samplers.bayesian, 13, marks=pytest.mark.slow)]
)
def test_the_same_search_twice_tries_the_same_settings(tmp_path, sampler, trials):
    first = search(tmp_path / "a", sampler=sampler, trials=trials).calls
    assert first == search(tmp_path / "b", sampler=sampler, trials=trials).calls
    assert len({(rate, width) for *_, rate, width in first}) == trials


def test_another_seed_tries_other_settings(tmp_path):
    first, training = search(tmp_path / "a", trials=2), Training()
    tune(SOURCE, {**FLAGS, "seed": 1}, plan(trials=2), tmp_path / "b", training, describe)
    assert [call[2] for call in training.calls] != [call[2] for call in first.calls]


def test_a_grid_tries_every_combination_exactly_once(tmp_path):
    space = {"learning_rate": Range(1e-4, 1e-2, log=True, count=3), "width": Choices((8, 16))}
    calls = search(tmp_path, space=space, sampler=samplers.grid, trials=None).calls
    assert len(calls) == len({(rate, width) for *_, rate, width in calls}) == 6
    assert not search(tmp_path, space=space, sampler=samplers.grid, trials=None).calls


@pytest.mark.parametrize(
    ("sampler", "pruner", "trials"),
    [
        (samplers.random, pruners.none, 5),
        pytest.param(samplers.bayesian, pruners.median, 13, marks=pytest.mark.slow),
    ],
)
def test_a_stopped_search_resumes_its_trial_and_ends_like_an_uninterrupted_one(tmp_path, sampler, pruner, trials):
    changes = {"sampler": sampler, "pruner": pruner, "trials": trials}
    search(tmp_path / "whole", **changes)
    with pytest.raises(callbacks.Interrupted, match="stopped in trial 3; the same command resumes from there"):
        search(tmp_path / "cut", Training(stop_at=(4, 2)), **changes)
    assert len(table_of(tmp_path / "cut")) == 3
    going_on = search(tmp_path / "cut", **changes)
    assert going_on.calls[0][0] == "0003"
    assert table_of(tmp_path / "cut") == table_of(tmp_path / "whole")


def test_more_trials_continue_a_search(tmp_path):
    search(tmp_path / "whole", trials=3)
    search(tmp_path / "parts", trials=2)
    assert len(search(tmp_path / "parts", trials=3).calls) == 1
    assert table_of(tmp_path / "parts") == table_of(tmp_path / "whole")


@pytest.mark.slow
def test_unpromising_trials_are_pruned_and_the_best_is_complete(tmp_path):
    training = search(tmp_path, trials=12, pruner=pruners.median)
    rows = table_of(tmp_path)
    pruned = [row for row in rows if row["state"] == "pruned"]
    assert 2 <= len(pruned) <= 8
    assert all(int(row["epochs"]) < EPOCHS for row in pruned)
    assert len(training.epochs) == sum(int(row["epochs"]) for row in rows) < 12 * EPOCHS
    best = min((row for row in rows if row["state"] == "complete"), key=lambda row: float(row["value"]))
    assert float(best["value"]) == min(float(row["value"]) for row in rows)
    assert f"Trial {best['trial']}, fid" in (tmp_path / "report.md").read_text()


def test_halving_completes_a_fraction_of_the_trials(tmp_path):
    search(tmp_path, trials=12, pruner=pruners.halving)
    states = [row["state"] for row in table_of(tmp_path)]
    assert states.count("pruned") >= 4
    assert states.count("complete") >= 1


def test_a_metric_for_which_higher_is_better_is_maximized(tmp_path):
    def of_more(source, flags):
        return describe(source, flags, better="higher")

    best = tune(SOURCE, FLAGS, plan(), tmp_path, Training(), of_more)
    rows = table_of(tmp_path)
    assert best.value == max(float(row["value"]) for row in rows)


def test_a_metric_with_a_best_value_is_judged_by_its_distance_from_it(tmp_path):
    def nearest(source, flags):
        return describe(source, flags, better=1.0)

    best = tune(SOURCE, FLAGS, plan(), tmp_path, Training(), nearest)
    assert 0 <= best.value == min(float(row["value"]) for row in table_of(tmp_path))
    page = (tmp_path / "report.md").read_text()
    assert "nearest to 1 is best" in page
    assert "|fid - 1|" in page


def test_a_metric_that_says_nothing_of_better_does_not_judge(tmp_path):
    def silent(source, flags):
        return describe(source, flags, better=None)

    best = tune(SOURCE, FLAGS, plan(), tmp_path / "first", Training(), silent)
    assert best.value < 0  # by "other", the first that says what is better
    with pytest.raises(ValueError, match="of fid neither higher nor lower is better.*that can are other"):
        tune(SOURCE, FLAGS, plan(metric="fid"), tmp_path / "second", Training(), silent)


def test_another_metric_can_be_the_objective(tmp_path):
    best = tune(SOURCE, FLAGS, plan(metric="other"), tmp_path, Training(), describe)
    assert best.value == min(float(row["value"]) for row in table_of(tmp_path)) < 0
    with pytest.raises(ValueError, match="has no metric 'mode'; it has fid, other"):
        search(tmp_path / "new", metric="mode")


def test_every_trial_has_the_same_seeds_and_their_mean_result(tmp_path):
    training = search(tmp_path, trials=2, seeds=(0, 4))
    assert [(name, seed) for name, seed, *_ in training.calls] == [("seed-0", 0), ("seed-4", 4)] * 2
    row, rate = table_of(tmp_path)[0], training.calls[0][2]
    alone = (math.log10(rate) + 3) ** 2 + int(row["width"]) / 100 + 1 / EPOCHS
    assert float(row["value"]) == pytest.approx(alone + 2)


def test_trials_that_diverge_or_fail_are_reported_with_their_reason_and_the_search_continues(tmp_path, capsys):
    failures = {1: process.TrialDiverged("'generator' became NaN"), 2: process.TrialFailed("no such width")}
    search(tmp_path, Training(fail=failures))
    rows = table_of(tmp_path)
    assert [row["state"] for row in rows] == ["complete", "diverged", "failed", *["complete"] * 3]
    assert rows[1]["reason"] == "diverged: 'generator' became NaN"
    assert "failed: no such width" in (tmp_path / "report.md").read_text()
    assert "diverged: 'generator' became NaN" in capsys.readouterr().out


def test_a_nonfinite_result_counts_as_diverged(tmp_path):
    def broken(source, flags, folder, after_epoch):
        after_epoch(1, {"fid": math.nan}, True)

    tune(SOURCE, FLAGS, plan(trials=1), tmp_path, broken, describe)
    assert table_of(tmp_path)[0]["reason"] == "diverged: fid is nan"
    assert "No trial is complete" in (tmp_path / "report.md").read_text()


def test_three_failures_in_a_row_end_a_search_that_cannot_succeed(tmp_path):
    training = Training(fail={number: process.TrialFailed("the disk is full") for number in range(9)})
    with pytest.raises(ValueError, match="the last 3 trials failed: the disk is full"):
        search(tmp_path, training)
    assert len(training.calls) == 3


def test_another_search_in_the_same_folder_is_refused_and_each_difference_is_named(tmp_path):
    search(tmp_path, trials=1)
    before = (tmp_path / "study.db").read_bytes()
    with pytest.raises(
        ValueError, match=r"--sampler was random, is now bayesian; --search width was 8,16, is now 8,32"
    ):
        search(tmp_path, sampler=samplers.bayesian, space={**SPACE, "width": Choices((8, 32))})
    with pytest.raises(ValueError, match=r"--steps was 2000, is now 9"):
        tune(SOURCE, {**FLAGS, "steps": 9}, plan(), tmp_path, Training(), describe)
    assert (tmp_path / "study.db").read_bytes() == before


def test_the_search_space_must_not_change_but_the_data_folder_may(tmp_path):
    search(tmp_path, trials=1)
    training = Training()
    tune(SOURCE, {**FLAGS, "data_dir": "elsewhere", "width": 99}, plan(trials=2), tmp_path, training, describe)
    assert len(training.calls) == 1


def test_a_folder_with_other_files_and_a_file_are_not_changed(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ValueError, match=r"has files that are not of a search \(thesis\.txt\)"):
        search(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(ValueError, match="is a file"):
        search(tmp_path / "thesis.txt")


def cut_off(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scramble(path):
    path.write_bytes(b"no database" * 1000)


def of_another(path):
    path.unlink()
    optuna.create_study(storage=f"sqlite:///{path}", study_name="mine")


def of_the_same_name(path):
    path.unlink()
    optuna.create_study(storage=f"sqlite:///{path}", study_name=study.NAME)


@pytest.mark.parametrize("damage", [cut_off, scramble, of_another, of_the_same_name])
def test_a_damaged_or_foreign_study_is_named_and_not_changed(tmp_path, damage):
    search(tmp_path, trials=1)
    damage(tmp_path / "study.db")
    before = (tmp_path / "study.db").read_bytes()
    with pytest.raises(ValueError, match=r"study\.db (cannot be read|is another kind of study)"):
        search(tmp_path, trials=2)
    assert (tmp_path / "study.db").read_bytes() == before


def test_a_recipe_without_metrics_is_refused_before_anything_is_trained(tmp_path):
    def nothing(source, flags):
        return {**describe(source, flags), "metrics": {}}

    training = Training()
    with pytest.raises(ValueError, match="dcgan has no metrics on digits: nothing to optimize"):
        tune(SOURCE, FLAGS, plan(), tmp_path, training, nothing)
    assert not training.calls
    assert not (tmp_path / "study.db").exists()


@pytest.mark.slow
def test_the_report_has_the_split_of_the_results_the_best_command_and_the_pictures(tmp_path):
    search(tmp_path, trials=4)
    page = (tmp_path / "report.md").read_text()
    assert "on 20 examples of `held-out`" in page
    assert "the test data were not used" in page
    assert "tfgan-zoo train dcgan --epochs=4" in page
    assert "--split test" in page
    for picture in ("history.png", "slices.png"):
        assert (tmp_path / picture).stat().st_size > 0
        assert f"]({picture})" in page


def test_one_search_works_in_a_folder_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr("tfgan_zoo.tuning.search.GRACE", -10)  # no time to wait for a last trial
    with locked(tmp_path), pytest.raises(ValueError, match="is being written by another process"):
        search(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert len(search(tmp_path).calls) == 6
