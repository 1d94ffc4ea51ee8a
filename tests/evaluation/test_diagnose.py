"""`tfgan-zoo diagnose`, and runs that a monitor ends."""

import pathlib

import numpy as np
import pytest

from tfgan_zoo import cli, data, models, networks
from tfgan_zoo.monitor import Problem
from tfgan_zoo.runs import setup

TINY = str(pathlib.Path(__file__).parents[1] / "helpers" / "tiny_gan.py")


@pytest.fixture(scope="module")
def finished(tmp_path_factory, no_last_pictures):
    folder = tmp_path_factory.mktemp("runs") / "finished"
    assert cli.main(["train", TINY, "--epochs", "4", "--out", str(folder)]) == 0
    return folder


def always_found(monkeypatch):
    """Every game has a problem from its second check on."""
    problem = Problem("test", lambda history: "it shows" if history[-1].steps >= 20 else None, "nothing", patience=1)
    monkeypatch.setattr("tfgan_zoo.monitor.findings.PROBLEMS", (problem,))


@pytest.mark.slow
def test_a_run_has_the_monitors_table_and_a_health_section_in_its_report(finished):
    assert (finished / "signals.csv").exists() and (finished / "signals.png").exists()
    assert "## Health" in (finished / "report.md").read_text()


@pytest.mark.slow
def test_diagnose_prints_the_findings_and_sets_the_exit_code(finished, monkeypatch, capsys):
    always_found(monkeypatch)
    assert cli.main(["diagnose", str(finished)]) == 1
    printed = capsys.readouterr().out
    assert "4 checks, the last at step 40" in printed
    assert "Test, since step 20: it shows. Try: nothing" in printed
    monkeypatch.setattr("tfgan_zoo.monitor.findings.PROBLEMS", ())
    assert cli.main(["diagnose", str(finished)]) == 0
    assert "No problems were found in 4 checks." in capsys.readouterr().out


@pytest.mark.slow
def test_a_run_without_a_monitor_is_checked_once(tmp_path, capsys, no_last_pictures):
    folder = tmp_path / "run"
    assert cli.main(["train", TINY, "--epochs", "1", "--on-problem", "ignore", "--out", str(folder)]) == 0
    assert not (folder / "signals.csv").exists()
    assert cli.main(["diagnose", str(folder)]) in (0, 1)
    assert "1 check, the last at step 40" in (told := capsys.readouterr().out)
    assert "No problems" not in told
    assert not (folder / "signals.csv").exists()


@pytest.mark.slow
def test_a_problem_ends_a_run_which_exports_its_best_and_stays_finished(
    tmp_path, monkeypatch, capsys, no_last_pictures
):
    always_found(monkeypatch)
    folder = tmp_path / "run"
    command = ["train", TINY, "--epochs", "4", "--on-problem", "stop", "--out", str(folder)]
    assert cli.main(command) == 0
    assert "Exporting the best generator" in capsys.readouterr().out
    assert "20 of 40 training steps" in (folder / "report.md").read_text()
    assert cli.main(command) == 0
    assert "A milder --on-problem continues training" in capsys.readouterr().out
    assert cli.main([*command[:-4], "--on-problem", "warn", "--out", str(folder)]) == 0
    assert "40 of 40 training steps" in (folder / "report.md").read_text()


@pytest.mark.parametrize(("num_examples", "count"), [(1000, 96), (100, 96), (95, None)])
def test_the_monitor_gets_complete_packs(num_examples, count):
    game = models.PacGAN(networks.mlp_generator((2,), 4), networks.mlp_discriminator((6,), 4), pack_size=3)
    points = data.from_arrays(np.zeros((num_examples, 2), "float32"))
    shown = setup.monitor_samples(setup.RunSetup(game, points, points))
    assert shown is None if count is None else (len(shown[0]), shown[1]) == (count, None)


def test_a_folder_without_a_run_is_refused(tmp_path, capsys):
    assert cli.main(["diagnose", str(tmp_path)]) == 2
    assert "is not the folder of a run" in capsys.readouterr().err
