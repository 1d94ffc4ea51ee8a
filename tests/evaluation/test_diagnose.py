"""`tfgan-zoo diagnose`, and runs that a monitor ends."""

import pathlib

import numpy as np
import pytest

from tfgan_zoo import cli, data, models, networks
from tfgan_zoo.monitor import Problem
from tfgan_zoo.runs import setup

TINY = str(pathlib.Path(__file__).parents[1] / "helpers" / "tiny_gan.py")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs") / "finished"
    assert cli.main(["train", TINY, "--epochs", "4", "--out", str(folder)]) == 0
    return folder


def ill(monkeypatch):
    """Every game is ill from its second examination on."""
    problem = Problem("test", lambda history: "it shows" if history[-1].steps >= 20 else None, "nothing", patience=1)
    monkeypatch.setattr("tfgan_zoo.monitor.findings.PROBLEMS", (problem,))


@pytest.mark.slow
def test_a_run_leaves_the_doctors_table_and_its_report_says_how_it_is(finished):
    assert (finished / "signals.csv").exists() and (finished / "signals.png").exists()
    assert "## Health" in (finished / "report.md").read_text()


@pytest.mark.slow
def test_diagnose_says_what_was_seen_and_answers_by_its_exit_code(finished, monkeypatch, capsys):
    ill(monkeypatch)
    assert cli.main(["diagnose", str(finished)]) == 1
    told = capsys.readouterr().out
    assert "4 examinations, the last at step 40" in told
    assert "Test, since step 20: it shows. Try: nothing" in told
    monkeypatch.setattr("tfgan_zoo.monitor.findings.PROBLEMS", ())
    assert cli.main(["diagnose", str(finished)]) == 0
    assert "Nothing wrong was found." in capsys.readouterr().out


@pytest.mark.slow
def test_a_run_at_which_no_doctor_looked_is_looked_at_once(tmp_path, capsys):
    folder = tmp_path / "run"
    assert cli.main(["train", TINY, "--epochs", "1", "--on-problem", "ignore", "--out", str(folder)]) == 0
    assert not (folder / "signals.csv").exists()
    assert cli.main(["diagnose", str(folder)]) in (0, 1)
    assert "1 examinations, the last at step 40" in capsys.readouterr().out
    assert not (folder / "signals.csv").exists()


@pytest.mark.slow
def test_an_illness_ends_a_run_which_exports_its_best_and_stays_ended(tmp_path, monkeypatch, capsys):
    ill(monkeypatch)
    folder = tmp_path / "run"
    command = ["train", TINY, "--epochs", "4", "--on-problem", "stop", "--out", str(folder)]
    assert cli.main(command) == 0
    assert "Exporting the best generator" in capsys.readouterr().out
    assert "20 of 40 training steps" in (folder / "report.md").read_text()
    assert cli.main(command) == 0
    assert "A milder --on-problem goes on training" in capsys.readouterr().out
    assert cli.main([*command[:-4], "--on-problem", "warn", "--out", str(folder)]) == 0
    assert "40 of 40 training steps" in (folder / "report.md").read_text()


@pytest.mark.parametrize(("num_examples", "count"), [(1000, 96), (100, 96), (95, None)])
def test_a_doctor_is_shown_whole_packs(num_examples, count):
    game = models.PacGAN(networks.mlp_generator((2,), 4), networks.mlp_discriminator((6,), 4), pack_size=3)
    points = data.from_arrays(np.zeros((num_examples, 2), "float32"))
    shown = setup.examined(setup.RunSetup(game, points, points))
    assert shown is None if count is None else (len(shown[0]), shown[1]) == (count, None)


def test_a_folder_without_a_run_is_refused(tmp_path, capsys):
    assert cli.main(["diagnose", str(tmp_path)]) == 2
    assert "is not the folder of a run" in capsys.readouterr().err
