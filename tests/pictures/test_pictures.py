"""A run ends with pictures, and none of them is worth more than the run."""

import types

import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import state_of
from tests.helpers.tiny import compiled, images, players
from tfgan_zoo import data, metrics, models
from tfgan_zoo.pictures import game_pictures, pictures
from tfgan_zoo.runs import Folder
from tfgan_zoo.runs.setup import RunSetup

SOURCE = types.SimpleNamespace(title="Tiny")
SETTINGS = {"flags": {"seed": 0, "batch_size": 10}, "data": {"name": "noise"}}


@pytest.fixture(scope="module")
def prepared():
    train, test = (
        data.from_arrays(images(60, seed=seed), np.arange(60) % 3, "noise", split)
        for seed, split in enumerate(("train", "test"))
    )
    game = compiled(models.GAN(*players()))
    game.evaluation_metrics = [metrics.FrechetDistance(metrics.features_of(game.discriminator))]
    return RunSetup(game, train, test)


@pytest.fixture
def folder(tmp_path):
    from tfgan_zoo import plots

    folder = Folder(tmp_path)
    for epoch in (1, 2):
        plots.save_png(folder.samples / f"epoch-000{epoch}.png", np.full((20, 20, 1), epoch, np.uint8))
    return folder


def names_in(folder):
    return sorted(path.name for path in folder.pictures.iterdir())


@pytest.mark.slow
def test_all_pictures_are_drawn_shown_in_tensorboard_and_the_game_is_as_before(folder, prepared, capsys):
    before = [variable.numpy() for variable in state_of(prepared.game)]
    pictures.write_pictures(folder, SOURCE, prepared, SETTINGS)
    assert "could not" not in capsys.readouterr().out
    assert names_in(folder) == sorted(pictures.TITLES)
    for variable, value in zip(state_of(prepared.game), before, strict=True):
        np.testing.assert_array_equal(variable, value)
    (events,) = folder.events.iterdir()
    tags = {value.tag for event in tf.compat.v1.train.summary_iterator(str(events)) for value in event.summary.value}
    assert tags == {f"pictures/{name.removesuffix('.png')}" for name in pictures.TITLES if name.endswith(".png")}


def test_one_that_fails_is_said_its_old_one_goes_and_the_others_are_there(folder, prepared, monkeypatch, capsys):
    def broken(*arguments, **options):
        raise RuntimeError("no ink")

    others = ("gradients.png", "samples.gif", "interpolation.png")
    monkeypatch.setattr(pictures, "TITLES", {"saliency.png": "", **dict.fromkeys(others, "")})
    monkeypatch.setattr(game_pictures, "saliency", broken)
    folder.pictures.mkdir()
    (folder.pictures / "saliency.png").write_bytes(b"old")
    pictures.write_pictures(folder, SOURCE, prepared, SETTINGS)
    assert "saliency.png could not be drawn: no ink" in capsys.readouterr().out
    assert names_in(folder) == sorted(others)


def test_a_trial_of_a_search_is_not_drawn(folder, prepared):
    pictures.write_pictures(folder, SOURCE, prepared, {**SETTINGS, "flags": {**SETTINGS["flags"], "held_out": 0.2}})
    assert not folder.pictures.exists()


def test_copies_of_training_images_are_named_as_such(tmp_path, prepared):
    copies = game_pictures.float_images(prepared.train_data, 20)
    found = game_pictures.neighbors(tmp_path / "a.png", copies, prepared.train_data, prepared.real_data)
    assert found.near_as_held_out == 1.0
    assert (tmp_path / "a.png").exists()


def test_a_network_at_hand_is_that_of_the_first_measure_that_has_one():
    network, _ = players()
    flat = metrics.features_of(players()[1])
    several = [types.SimpleNamespace(), types.SimpleNamespace(network=network), types.SimpleNamespace(network=flat)]
    assert pictures.network_at_hand(types.SimpleNamespace(evaluation_metrics=several)) is flat
    assert pictures.network_at_hand(types.SimpleNamespace(evaluation_metrics=[])) is None
