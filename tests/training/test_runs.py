"""A run leaves everything in one folder, and goes on there as if it had never stopped."""

import json
import pathlib
import re
import shlex
import shutil

import keras
import numpy as np
import pytest

from tfgan_zoo import cli, runs, training
from tfgan_zoo.callbacks import Checkpoints, Table
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of

TINY = str(pathlib.Path(__file__).parents[1] / "helpers" / "tiny_recipe.py")


def train(out, *argv):
    source = recipe_source.find(TINY)
    flags = flags_of(source, ["--epochs", "4", *argv, "--out", str(out)])
    return training.train(source, flags, flags.pop("out"))


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A whole run; tests that change it work on a copy."""
    return train(tmp_path_factory.mktemp("runs") / "whole").path


@pytest.fixture
def copied(finished, tmp_path):
    return shutil.copytree(finished, tmp_path / "copy")


def stop_after(monkeypatch, epochs):
    """A power cut right after the checkpoint of an epoch."""
    whole = Checkpoints.on_epoch_end

    def then_stop(self, epoch, logs=None):
        whole(self, epoch, logs)
        if epoch + 1 == epochs:
            raise InterruptedError

    monkeypatch.setattr(Checkpoints, "on_epoch_end", then_stop)


def state_of(run):
    game = keras.saving.load_model(run / "checkpoints" / "last.keras")
    return game.variables + game.generator_optimizer.variables + game.discriminator_optimizer.variables


def test_a_run_writes_everything_to_one_folder(finished):
    there = {str(path.relative_to(finished)) for path in finished.rglob("*")}
    expected = ["settings.json", "report.md", "losses.csv", "losses.png", "metrics.csv", "metrics.png"]
    expected += ["checkpoints/last.keras", "checkpoints/best.keras", "saved_model/1/saved_model.pb"]
    expected += ["saved_model/1/README.md", *(f"samples/epoch-000{epoch}.png" for epoch in range(1, 5))]
    assert set(expected) <= there
    assert list((finished / "events").iterdir())
    assert not [name for name in there if "writing" in name]


def test_settings_name_every_flag_the_data_and_the_versions(finished):
    settings = json.loads((finished / "settings.json").read_text())
    assert settings["recipe"] == TINY
    assert settings["flags"]["width"] == 8
    assert settings["flags"]["seed"] == 0
    assert settings["data"]["name"] == "ring"
    assert settings["versions"]["keras"] == keras.__version__


def test_tables_have_a_row_for_every_epoch(finished):
    losses = Table(finished / "losses.csv").rows()
    assert [(row["epoch"], row["steps"]) for row in losses] == [("1", "2"), ("2", "4"), ("3", "6"), ("4", "8")]
    assert {"discriminator", "generator"} <= set(losses[0])
    metrics = Table(finished / "metrics.csv").rows()
    assert [row["steps"] for row in metrics] == ["2", "4", "6", "8"]
    assert list(metrics[0]) == ["epoch", "steps", "metric", "value", "network", "n_real", "n_fake", "split", "better"]


def test_the_report_has_the_pictures_and_complete_results(finished):
    report = (finished / "report.md").read_text()
    for picture in ("samples/epoch-0004.png", "losses.png", "metrics.png"):
        assert f"]({picture})" in report
    assert "n_real 320, n_fake 320, split test" in report
    assert "Finished: 8 of 8 training steps" in report


def test_the_best_checkpoint_has_the_lowest_first_metric(finished):
    rows = Table(finished / "metrics.csv").rows()
    best = min(rows, key=lambda row: float(row["value"]))
    game = keras.saving.load_model(finished / "checkpoints" / "best.keras")
    assert int(game.steps.numpy()) == int(best["steps"])


def test_a_resumed_run_is_bitwise_identical_to_an_uninterrupted_one(finished, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        stop_after(patch, 2)
        with pytest.raises(InterruptedError):
            train(tmp_path / "run")
    assert int(state_of(tmp_path / "run")[0].numpy()) == 4
    train(tmp_path / "run")
    for mine, other in zip(state_of(tmp_path / "run"), state_of(finished), strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)
    assert [row["value"] for row in Table(tmp_path / "run" / "metrics.csv").rows()] == [
        row["value"] for row in Table(finished / "metrics.csv").rows()
    ]


@pytest.mark.slow
def test_a_run_killed_before_the_checkpoint_repeats_the_epoch_without_duplicate_rows(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        whole = Checkpoints.on_epoch_end

        def kill_in_the_third(self, epoch, logs=None):
            if epoch == 2:
                (self.folder / ".writing.keras").write_bytes(b"half a checkpoint")
                raise InterruptedError
            whole(self, epoch, logs)

        patch.setattr(Checkpoints, "on_epoch_end", kill_in_the_third)
        with pytest.raises(InterruptedError):
            train(tmp_path)
    assert len(Table(tmp_path / "losses.csv").rows()) == 3
    train(tmp_path)
    for name in ("losses.csv", "metrics.csv"):
        assert [row["epoch"] for row in Table(tmp_path / name).rows()] == ["1", "2", "3", "4"]


@pytest.mark.slow
def test_more_steps_continue_training(finished, copied):
    train(copied, "--steps", "11")
    rows = Table(copied / "losses.csv").rows()
    assert [(row["epoch"], row["steps"]) for row in rows[4:]] == [("5", "10"), ("6", "11")]
    assert (copied / "saved_model" / "2").is_dir()


def test_a_finished_run_is_reported_and_not_changed(finished, capsys):
    before = (finished / "report.md").stat().st_mtime_ns
    assert cli.main(["train", TINY, "--epochs", "4", "--out", str(finished)]) == 0
    assert "is finished, at 8 steps" in capsys.readouterr().out
    assert (finished / "report.md").stat().st_mtime_ns == before


def test_other_settings_are_refused_and_each_is_named(finished):
    with pytest.raises(ValueError, match=r"--batch-size was 16, is now 8; --width was 8, is now 9\. To resume"):
        train(finished, "--width", "9", "--batch-size", "8")


def test_the_message_says_which_flags_may_change(finished):
    only = r"--epochs was 4, is now 9\. .* of which only --steps \(to more\), --data-dir, .*--patience may change"
    with pytest.raises(ValueError, match=only):
        train(finished, "--epochs", "9")


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ValueError, match="not of a run"):
        train(tmp_path)


def test_damaged_checkpoints_are_named_with_advice(copied):
    for which in ("last", "previous"):
        (copied / "checkpoints" / f"{which}.keras").write_bytes(b"PK no more")
    with pytest.raises(ValueError, match=r"last\.keras cannot be read.* best\.keras can, and is of step \d+"):
        train(copied, "--steps", "12")
    (copied / "checkpoints" / "best.keras").unlink()
    with pytest.raises(ValueError, match="delete the folder to start over"):
        train(copied, "--steps", "12")


def test_damaged_settings_are_named(copied):
    (copied / "settings.json").write_text("{")
    with pytest.raises(ValueError, match=r"settings\.json cannot be read"):
        train(copied)


@pytest.mark.slow
def test_a_dataset_without_a_test_split_is_evaluated_on_its_training_data(tmp_path, monkeypatch, capsys):
    from tfgan_zoo import data

    load = data.load

    def only_train(name, split="train", **options):
        if split != "train":
            raise ValueError(f"{name} has no split {split!r}.")
        return load(name, split)

    monkeypatch.setattr(data, "load", only_train)
    train(tmp_path / "run", "--steps", "1")
    assert "Evaluating on the training data: ring has no split 'test'" in capsys.readouterr().out
    assert Table(tmp_path / "run" / "metrics.csv").rows()[0]["split"] == "train"


@pytest.mark.slow
def test_evaluation_uses_the_requested_number_of_samples_and_changes_nothing(finished):
    before = (finished / "metrics.csv").read_bytes()
    (result,) = runs.evaluate(finished, num_examples=100)
    assert (result.n_real, result.n_fake, result.split) == (100, 100, "test")
    (again,) = runs.evaluate(finished)
    assert again.value == float(Table(finished / "metrics.csv").rows()[-1]["value"])
    assert (finished / "metrics.csv").read_bytes() == before
    with pytest.raises(ValueError, match="fewer than 321"):
        runs.evaluate(finished, num_examples=321)


def test_runs_checkpoints_and_exports_can_be_sampled(finished, tmp_path):
    for number, sample_source in enumerate((".", "checkpoints/best.keras", "saved_model/1")):
        runs.sample(finished / sample_source, tmp_path / f"{number}.png", num_samples=4)
        assert (tmp_path / f"{number}.png").stat().st_size > 0


def test_a_run_is_exported_as_the_next_version(finished, tmp_path):
    assert runs.export_run(finished, tmp_path / "model") == tmp_path / "model" / "1"
    assert runs.export_run(finished, tmp_path / "model", "best") == tmp_path / "model" / "2"
    card = (tmp_path / "model" / "1" / "README.md").read_text()
    assert "offset" in card
    assert (tmp_path / "model" / "1" / "samples.png").stat().st_size > 0
    settings = json.loads((finished / "settings.json").read_text())
    (command,) = re.findall(r"\| Command \| `tfgan-zoo train (.+)` \|", card)
    recipe, *words = shlex.split(command)
    assert settings["flags"].items() <= flags_of(recipe_source.find(recipe), words).items()
    commit = settings["versions"]["commit"]
    assert (f"| Commit | {commit} |" in card) == (commit is not None)
