"""What a run does when a term is no number any more."""

import pathlib
import sys

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import cli
from tfgan_zoo.callbacks import Table
from tfgan_zoo.runs import Folder, memory
from tfgan_zoo.runs.setup import load_game

UNLUCKY = str(pathlib.Path(__file__).parents[1] / "helpers" / "unlucky_recipe.py")


def train(out, *argv):
    return cli.main(["train", UNLUCKY, "--epochs", "4", "--out", str(out), *argv])


def test_a_width_whose_variables_memory_does_not_hold_is_refused_before_they_are_made(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(memory, "memory_of_machine", lambda: 2**20)
    tiny = str(pathlib.Path(UNLUCKY).with_name("tiny_recipe.py"))
    assert cli.main(["train", tiny, "--width", "400", "--out", str(tmp_path / "run")]) == 2
    message = capsys.readouterr().err
    assert "need more than the 0.000977 GiB of memory that this machine has" in message
    assert "received --width 400, --batch-size 16. Give smaller sizes" in message
    assert not (tmp_path / "run").exists()


def test_memory_that_is_exhausted_in_training_is_said_in_words(tmp_path, capsys, monkeypatch):
    def exhausted(*arguments, **options):
        raise tf.errors.ResourceExhaustedError(None, None, "OOM when allocating tensor with shape[9]\n\tmore")

    monkeypatch.setattr(sys.modules["tfgan_zoo.training.train"], "fit", exhausted)
    assert train(tmp_path / "run") == 2
    message = capsys.readouterr().err
    assert "memory is exhausted (OOM when allocating tensor with shape[9]): received --batch-size 16. Give" in message


def steps_of(out):
    return [row["steps"] for row in Table(Folder(out).losses).rows()]


def test_the_run_stops_names_the_term_and_keeps_the_last_good_checkpoint(tmp_path, capsys):
    assert train(tmp_path / "run") == 2
    message = capsys.readouterr().err
    assert "Training step 6: 'generator'" in message
    assert "smaller learning rate" in message
    assert steps_of(tmp_path / "run") == ["2", "4"]
    game = load_game(Folder(tmp_path / "run").checkpoint("last"))
    assert int(game.steps.numpy()) == 4
    assert all(np.isfinite(weight.numpy()).all() for weight in game.weights)


@pytest.mark.slow
def test_the_run_skips_the_step_on_request(tmp_path):
    assert train(tmp_path / "run", "--on-nan", "skip") == 0
    game = load_game(Folder(tmp_path / "run").checkpoint("last"))
    assert int(game.steps.numpy()) == 8
    assert int(game.generator_optimizer.iterations.numpy()) == 7


@pytest.mark.slow
def test_the_run_rolls_back_on_request_and_continues_with_other_noise(tmp_path, capsys):
    assert train(tmp_path / "run", "--on-nan", "roll-back") == 0
    assert "Rolling back to it, and continuing with other noise" in capsys.readouterr().out
    assert steps_of(tmp_path / "run") == ["2", "4", "6", "8"]


@pytest.mark.slow
def test_the_run_is_aborted_if_rolling_back_does_not_help(tmp_path, capsys):
    assert train(tmp_path / "run", "--on-nan", "roll-back", "--fatal-noise", str(2**60)) == 2
    assert capsys.readouterr().out.count("Rolling back") == 3


@pytest.mark.slow
def test_a_run_executes_its_steps_according_to_the_flags(tmp_path):
    assert train(tmp_path / "run", "--steps-per-execution", "2", "--jit-compile", "--fatal-noise", "0") == 0
    game = load_game(Folder(tmp_path / "run").checkpoint("last"))
    assert game.execution == {"jit_compile": True, "steps_per_execution": 2}
