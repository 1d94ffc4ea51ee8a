"""A search with real runs: killed in the middle it resumes, and its trials are ordinary runs."""

import csv
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

import pytest

pytest.importorskip("optuna")

from tests.helpers.run_bits import differences  # noqa: E402
from tfgan_zoo import cli  # noqa: E402
from tfgan_zoo.recipe import source as recipe_source  # noqa: E402
from tfgan_zoo.recipe.flags import flags_of  # noqa: E402
from tfgan_zoo.runs import Folder  # noqa: E402
from tfgan_zoo.tuning import process  # noqa: E402

ROOT = pathlib.Path(__file__).parents[2]
TINY = str(ROOT / "tests" / "helpers" / "tiny_recipe.py")
UNLUCKY = str(ROOT / "tests" / "helpers" / "unlucky_recipe.py")
WORDS = ["tune", TINY, "--search", "width=4,8", "--sampler", "grid", "--epochs", "4", "--pruner", "none", "--out"]


def start(out, *words):
    return subprocess.Popen(
        [sys.executable, "-m", "tfgan_zoo.cli", *WORDS, str(out), *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(there):
    for _ in range(1200):
        if there():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")


def table_of(out):
    with (out / "trials.csv").open(newline="") as file:
        return [{name: row[name] for name in row if name != "seconds"} for row in csv.DictReader(file)]


@pytest.mark.slow
def test_a_search_killed_in_the_middle_of_a_trial_resumes_and_ends_with_the_same_results(tmp_path):
    assert cli.main([*WORDS, str(tmp_path / "whole")]) == 0
    for signalled, code in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 128 + signal.SIGTERM)):
        search = start(tmp_path / "cut")
        trial = tmp_path / "cut" / "trials" / ("0000" if signalled == signal.SIGKILL else "0001")
        wait_until(lambda trial=trial: (trial / "checkpoints" / "last.keras").exists())
        search.send_signal(signalled)
        search.communicate()
        assert search.returncode == code
    search = start(tmp_path / "cut")
    told, _ = search.communicate()
    assert search.returncode == 0, told
    assert table_of(tmp_path / "cut") == table_of(tmp_path / "whole")
    for number in range(2):
        run = pathlib.Path("trials") / f"{number:04d}"
        assert differences(tmp_path / "cut" / run, tmp_path / "whole" / run) == []
    settings = Folder(tmp_path / "cut" / "trials" / "0001").settings()
    assert settings["data"]["evaluated_on"] == "held-out"
    assert settings["data"]["num_examples"] == 255
    report = (tmp_path / "cut" / "report.md").read_text()
    assert re.search(r"tfgan-zoo train \S*tiny_recipe\.py --epochs=4", report)


@pytest.mark.slow
def test_trials_that_diverge_or_cannot_start_are_reported(tmp_path):
    source = recipe_source.find(UNLUCKY)
    flags = {**flags_of(source, ["--epochs", "4"]), "evaluated_on": "held-out", "held_out": 0.2}
    with pytest.raises(process.TrialDiverged, match="Training step 6: 'generator'"):
        process.train(source, flags, tmp_path / "run", lambda *epoch: False)
    assert "Training step 6" in (tmp_path / "run.log").read_text()
    assert process.describe(source, flags)["metrics"] == {}
    with pytest.raises(process.TrialFailed, match="fewer than one batch of 99999"):
        process.describe(source, {**flags, "batch_size": 99999})


@pytest.mark.slow
def test_a_pruned_trial_ends_early_and_is_saved(tmp_path):
    source, seen = recipe_source.find(TINY), []
    flags = {**flags_of(source, ["--epochs", "40", "--steps", "40"]), "evaluated_on": "held-out", "held_out": 0.2}

    def enough(epoch, results, last):
        seen.append((epoch, sorted(results), last))
        return epoch == 2

    process.train(source, flags, tmp_path / "run", enough)
    assert seen == [(1, ["offset"], False), (2, ["offset"], False)]
    folder = Folder(tmp_path / "run")
    assert folder.settings()["finished_steps"] is None
    assert folder.checkpoint("last").exists()
    assert len(process.epochs_of(folder.path)) < 40


def test_the_flags_of_a_search_are_checked_before_anything_slow(capsys, tmp_path):
    for words, message in (
        (["--search", "widht=4,8"], "Did you mean width?"),
        (["--search", "width=4:8", "--strategy", "multi-worker"], "omit --strategy multi-worker"),
        (["--search", "width=4:8:2"], "need --sampler grid"),
        (["--search", "width=4:8:log", "--sampler", "grid"], "needs a number of values"),
        (["--search", "width=4:8", "--held-out", "0.1", "--evaluated-on", "test"], "not both"),
        (["--search", "width=4:8", "--seeds", "1", "1"], "has duplicates"),
        ([], "there is nothing to search"),
    ):
        assert cli.main(["tune", TINY, *words, "--out", str(tmp_path / "out")]) == 2
        assert message in capsys.readouterr().err
    with pytest.raises(SystemExit):
        cli.main(["tune", TINY, "--held-out", "1.5"])
    assert "1.5 is not a number in (0, 1)" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", recipe_source.names())
def test_every_recipe_can_be_searched(name):
    from tfgan_zoo.cli.tune import flags_of_search
    from tfgan_zoo.tuning.space import searchable

    source = recipe_source.find(name)
    assert flags_of_search(source, [], "tune")["out"] == f"searches/{name}"
    assert {"batch_size"} < set(searchable(source))


@pytest.mark.slow
def test_without_optuna_the_command_says_what_to_install(tmp_path):
    """In a process of its own: a package imported twice in one process leaves other tests with either half."""
    program = "import sys; sys.modules['optuna'] = None; from tfgan_zoo import cli; sys.exit(cli.main(sys.argv[1:]))"
    command = ["tune", TINY, "--search", "width=4:8", "--out", str(tmp_path / "out")]
    done = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'tfgan-zoo[tune]'" in done.stderr
