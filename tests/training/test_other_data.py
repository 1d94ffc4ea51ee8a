"""A run goes on only with what it began with: the data, the networks, and the network that measures it."""

import importlib
import json
import shutil

import keras
import numpy as np
import pytest
from PIL import Image

from tests.training.test_runs import TINY
from tfgan_zoo import cli, metrics, models, runs
from tfgan_zoo.callbacks import Table
from tfgan_zoo.distribution import strategies
from tfgan_zoo.models.base import reloading
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of
from tfgan_zoo.runs import resuming
from tfgan_zoo.saving.lock import locked

train_module = importlib.import_module("tfgan_zoo.training.train")  # the package has a function of that name
WORDS = ["dcgan", "--image-size", "8", "--width", "2", "--batch-size", "4", "--epochs", "1", "--on-problem", "ignore"]


def train(out, steps, *argv, recipe=TINY):
    return cli.main(["train", recipe, "--epochs", "1", "--steps", str(steps), "--out", str(out), *argv])


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    run = tmp_path_factory.mktemp("runs") / "run"
    assert train(run, 2) == 0
    return run


@pytest.fixture
def run(finished, tmp_path):
    return shutil.copytree(finished, tmp_path / "run")


def change(run, edit):
    settings = json.loads((run / "settings.json").read_text())
    edit(settings)
    (run / "settings.json").write_text(json.dumps(settings))


def edit_width(settings):
    settings["flags"]["width"] = 16


def forget(settings):
    edit_width(settings)
    del settings["fingerprint"]


def test_settings_edited_by_hand_are_refused(run, capsys):
    change(run, edit_width)
    assert train(run, 4, "--width", "16") == 2
    assert "settings.json was edited: its flags are not those" in capsys.readouterr().err


def test_networks_of_other_shapes_are_refused(run, capsys):
    change(run, forget)
    assert train(run, 4, "--width", "16") == 2
    assert "has the shape (2, 8), expected (2, 16)" in capsys.readouterr().err


def begin(run, *argv):
    """Whatever a run does before it goes on training."""
    source = recipe_source.find(TINY)
    flags = flags_of(source, ["--epochs", "1", "--steps", "4", *argv])
    del flags["out"]
    return train_module.begin(source, flags, runs.Folder(run), strategies.STRATEGIES["none"]())


def test_a_run_without_a_fingerprint_goes_on(run):
    change(run, lambda settings: settings.pop("fingerprint"))
    assert int(begin(run)[1].game.steps.numpy()) == 2


def test_other_data_are_refused_and_left_as_they_are(run, capsys):
    change(run, lambda settings: settings["fingerprint"]["data"][0].update(checksum="other", num_examples=24))
    before = (run / "losses.csv").read_bytes()
    assert train(run, 4) == 2
    error = capsys.readouterr().err
    assert "the data of" in error and "train was 24 examples of 2 in 8 classes" in error
    assert "is now 320 examples" in error and "give another --out" in error
    assert (run / "losses.csv").read_bytes() == before


def test_damaged_examples_may_be_skipped_since(run, capsys):
    change(run, lambda settings: settings["fingerprint"]["data"][0].update(checksum="other", num_examples=322))
    with pytest.raises(ValueError, match="the data of .* have changed"):
        begin(run, "--skip-bad", "1")
    begin(run, "--skip-bad", "2")
    assert "Damaged examples are skipped since the run began" in capsys.readouterr().out


def test_results_of_another_network_are_not_added_to_a_table(finished):
    points = keras.Input((2,))
    metric = metrics.FrechetDistance(keras.Model(points, keras.layers.Dense(2)(points), name="classifier"))
    game, folder = models.load(finished / "checkpoints" / "last.keras"), runs.Folder(finished / "none")
    row = {"epoch": 1, "steps": 1, "metric": metric.name, "n_real": 1, "n_fake": 1, "value": 1.0, "split": "test"}
    Table(folder.metrics).write([{**row, "network": metric.identity}])
    resuming.check_metrics(folder, game, [metric])
    Table(folder.metrics).write([{**row, "network": "classifier@00000000"}])
    with pytest.raises(ValueError, match="results of frechet_classifier by the network classifier@00000000"):
        resuming.check_metrics(folder, game, [metric])
    shutil.rmtree(folder.path)


def test_a_second_training_in_a_folder_is_refused(run, capsys):
    with locked(run):
        before = sorted(run.rglob("*"))
        assert train(run, 4) == 2
        assert "is being written by another process (process" in capsys.readouterr().err
        assert sorted(run.rglob("*")) == before


def test_a_second_training_is_refused_before_the_first_has_written_anything(tmp_path, capsys):
    with locked(tmp_path / "run"):
        assert train(tmp_path / "run", 4) == 2
    assert "is being written by another process" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["nan", "inf"])
def test_a_flag_that_settings_cannot_hold_is_refused_before_anything(tmp_path, value, capsys):
    with pytest.raises(SystemExit):
        train(tmp_path / "run", 4, "--learning-rate", value, recipe="dcgan")
    assert f"--learning-rate: {value} is not a number above 0" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


def test_a_game_that_could_not_be_loaded_is_refused_before_anything(tmp_path, monkeypatch, capsys):
    def refuse(path):
        raise reloading.DamagedFile(f"{path} holds a Lambda")

    monkeypatch.setattr(reloading, "load", refuse)
    assert train(tmp_path / "run", 4) == 2
    assert "GAN is not trained" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


@pytest.mark.slow
def test_a_run_of_pictures_goes_on_from_any_directory_and_where_they_have_moved(tmp_path, monkeypatch, capsys):
    for number in range(40):
        path = tmp_path / "here" / "pictures" / "ab"[number % 2] / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.random.default_rng(number).integers(0, 255, (8, 8, 3), dtype=np.uint8)).save(path)
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    words = ["train", *WORDS, "--out", str(tmp_path / "run"), "--dataset"]
    assert cli.main([*words, "pictures", "--steps", "2"]) == 0
    monkeypatch.chdir(tmp_path / "there")
    assert cli.main(["evaluate", str(tmp_path / "run")]) == 0
    assert cli.main([*words, "../here/pictures", "--steps", "3"]) == 0
    (tmp_path / "here" / "pictures").rename(tmp_path / "there" / "moved")
    assert cli.main([*words, "moved", "--steps", "4"]) == 0
    assert cli.main(["evaluate", str(tmp_path / "run")]) == 0
    assert "# DCGAN on moved" in (tmp_path / "run" / "report.md").read_text()
    (tmp_path / "there" / "moved" / "a" / "0.png").rename(tmp_path / "there" / "moved" / "b" / "0.png")
    assert cli.main([*words, "moved", "--steps", "5"]) == 2
    assert "train was 40 examples of 8x8x3 in 2 classes (20, 20)" in capsys.readouterr().err
