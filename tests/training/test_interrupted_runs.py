"""A run that is stopped or killed, at whatever moment, ends as one that never was."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys

import pytest

from tests.helpers.announcing_metric import MeanOffset
from tests.helpers.run_bits import differences
from tfgan_zoo import callbacks, runs, training
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of
from tfgan_zoo.runs.setup import restored_game
from tfgan_zoo.training.train import portions

ROOT = pathlib.Path(__file__).parents[2]
SETTINGS = ("--steps", "6", "--epochs", "2")


def recipe(name):
    return str(ROOT / "tests" / "helpers" / f"tiny_{name}.py")


def train(name, out, *argv):
    source = recipe_source.find(recipe(name))
    flags = flags_of(source, [*SETTINGS, *argv, "--out", str(out)])
    return training.train(source, flags, flags.pop("out")).path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Runs that were never stopped, each made when it is first asked for."""
    made = {}

    def run(name, *argv):
        key = (name, *argv)
        if key not in made:
            made[key] = train(name, tmp_path_factory.mktemp("whole") / name, *argv)
        return made[key]

    return run


class PowerCut(BaseException):
    """Nothing in the program handles it."""


def signal_when(monkeypatch, owner, method, time):
    """SIGTERM at the so-manieth call of a method."""
    original, calls = getattr(owner, method), []

    def calling(*arguments, **options):
        calls.append(None)
        if len(calls) == time:
            os.kill(os.getpid(), signal.SIGTERM)
        return original(*arguments, **options)

    monkeypatch.setattr(owner, method, calling)


def stop(monkeypatch, name, out, owner, method, time, *argv):
    with monkeypatch.context() as patch:
        signal_when(patch, owner, method, time)
        with pytest.raises(callbacks.Interrupted) as stopped:
            train(name, out, *argv)
    return str(stopped.value)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gan", "wgan_gp", "cyclegan", "pix2pix"])
def test_a_run_stopped_in_the_middle_of_an_epoch_is_bitwise_the_same(whole, tmp_path, monkeypatch, name):
    message = stop(monkeypatch, name, tmp_path, callbacks.Interruption, "on_train_batch_begin", 5)
    assert message == "stopped at step 4 of 6; the same command resumes from there."
    train(name, tmp_path)
    assert differences(tmp_path, whole(name)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gan", "pix2pix"])
def test_a_run_stopped_during_its_evaluation_is_bitwise_the_same(whole, tmp_path, monkeypatch, name):
    message = stop(monkeypatch, name, tmp_path, MeanOffset, "reset", 1)
    assert message.startswith("stopped at step 3 of 6;")
    train(name, tmp_path)
    assert differences(tmp_path, whole(name)) == []


@pytest.mark.slow
def test_a_power_failure_between_the_tables_and_the_checkpoint_of_a_stopped_run_counts_no_step_twice(
    whole, tmp_path, monkeypatch
):
    stop(monkeypatch, "gan", tmp_path, MeanOffset, "reset", 2)  # the measurement of the second epoch

    def cut(self, epoch, logs=None):
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(callbacks.Checkpoints, "on_epoch_end", cut)
        with pytest.raises(PowerCut):
            train("gan", tmp_path)
    assert [row["steps"] for row in callbacks.Table(tmp_path / "losses.csv").rows()] == ["3", "6"]
    train("gan", tmp_path)
    assert differences(tmp_path, whole("gan")) == []


@pytest.mark.slow
def test_a_stopped_run_of_fused_steps_is_bitwise_the_same(whole, tmp_path, monkeypatch):
    fused = ("--fused", "2")  # epochs of 4 steps, then of 2
    message = stop(monkeypatch, "gan", tmp_path, callbacks.Interruption, "on_train_batch_begin", 2, *fused)
    assert message.startswith("stopped at step 2 of 6;")
    train("gan", tmp_path, *fused)
    assert differences(tmp_path, whole("gan", *fused)) == []


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


def cut_off(path):
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.slow
@pytest.mark.parametrize("damage", [flip, cut_off, os.remove])
def test_a_damaged_last_checkpoint_is_replaced_by_the_one_before_it_and_announced(whole, tmp_path, damage, capsys):
    folder = runs.Folder(shutil.copytree(whole("gan"), tmp_path / "run"))
    damage(folder.checkpoint("last"))
    assert int(restored_game(folder).steps.numpy()) == 3
    assert re.search(r"last\.keras.* Resuming from the one before it, of step 3\.", capsys.readouterr().out)
    assert not folder.checkpoint("last").exists()
    assert folder.checkpoint("damaged").exists() is (damage is not os.remove)


@pytest.mark.slow
def test_a_run_resumed_from_the_checkpoint_before_a_damaged_one_is_bitwise_the_same(whole, tmp_path):
    longer = shutil.copytree(whole("gan"), tmp_path / "longer")
    damaged = shutil.copytree(longer, tmp_path / "damaged")
    flip(damaged / "checkpoints" / "last.keras")
    train("gan", longer, "--steps", "9")
    train("gan", damaged, "--steps", "9")
    assert differences(damaged, longer) == []


@pytest.mark.parametrize(
    ("last_epoch", "steps", "total", "left"),
    [
        ((0, 0), 0, 20, [(0, 2, 10)]),
        ((0, 0), 0, 25, [(0, 2, 10), (2, 1, 5)]),
        ((1, 10), 10, 25, [(1, 1, 10), (2, 1, 5)]),
        ((1, 10), 13, 25, [(1, 1, 7), (2, 1, 5)]),
        ((1, 10), 20, 25, [(1, 1, 0), (2, 1, 5)]),
        ((2, 20), 22, 25, [(2, 1, 3)]),
        ((2, 20), 25, 25, [(2, 1, 0)]),
        ((3, 25), 25, 25, []),
        ((2, 20), 26, 25, [(2, 1, 0)]),  # fused steps went beyond the end
        ((3, 26), 26, 25, []),
    ],
)
def test_the_remaining_training_starts_with_the_rest_of_an_epoch(last_epoch, steps, total, left):
    assert portions(last_epoch, steps, total, 10) == left


def start(name, out):
    command = [sys.executable, "-m", "tfgan_zoo.cli", "train", recipe(name), *SETTINGS, "--out", str(out)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def wait_for(process, words):
    """Read a process' words up to these."""
    for line in process.stdout:
        if words in line:
            return
    raise AssertionError(f"the process ended without saying {words!r}")


def processor_seconds(process):
    """The time of the processor that a process has taken, of which a crowded machine takes no more."""
    words = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.slow
def test_sigterm_ends_a_run_within_seconds_with_its_exit_code_and_step(whole, tmp_path):
    process = start("gan", tmp_path / "run")
    wait_for(process, "Evaluated")
    began = processor_seconds(process)
    process.send_signal(signal.SIGTERM)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert processor_seconds(process) - began < 10
    rest, _ = process.communicate()
    assert process.returncode == 128 + signal.SIGTERM
    assert "of 6; the same command resumes from there." in rest
    assert start("gan", tmp_path / "run").wait() == 0
    assert differences(tmp_path / "run", whole("gan")) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gan", "cyclegan"])
def test_a_run_killed_twice_is_bitwise_the_same(whole, tmp_path, name):
    for words in ("Evaluation", "Evaluated"):
        process = start(name, tmp_path / "run")
        wait_for(process, words)
        process.kill()
        process.communicate()
    process = start(name, tmp_path / "run")
    process.communicate()
    assert process.returncode == 0
    assert differences(tmp_path / "run", whole(name)) == []
