"""A run ends with pictures, and none of them is worth more than the run."""

import types

import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import state_of
from tests.helpers.tiny import compiled, players
from tests.pictures.subjects import conditional_gan, gan, labeled_images
from tfgan_zoo import metrics, plots
from tfgan_zoo.pictures import finished_run
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.finished_run import FinishedRun, write_pictures
from tfgan_zoo.pictures.kinds import KINDS, gif, gradients, interpolation, saliency
from tfgan_zoo.runs import Folder
from tfgan_zoo.runs.setup import RunSetup

SOURCE = types.SimpleNamespace(title="Tiny")
SETTINGS = {"flags": {"seed": 0, "batch_size": 10}, "data": {"name": "noise"}}
NOT_OF_A_CONDITIONAL_GAN = {"curves.png", "translations.png", "reconstructions.png", "attention.png"}
OF_A_CONDITIONAL_GAN = {kind.FILE for kind in KINDS if kind.AT_END is not None} - NOT_OF_A_CONDITIONAL_GAN


def prepare(game):
    game = compiled(game)
    game.evaluation_metrics = [metrics.FrechetDistance(metrics.features_of(players()[1]))]
    return RunSetup(game, labeled_images(), labeled_images("test", 1))


@pytest.fixture(scope="module")
def prepared():
    return prepare(gan())


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path)
    for epoch in (1, 2):
        plots.save_png(folder.samples / f"epoch-000{epoch}.png", np.full((20, 20, 1), epoch, np.uint8))
    return folder


def names_in(folder):
    return {path.name for path in folder.pictures.iterdir()}


@pytest.mark.slow
def test_all_pictures_are_drawn_and_in_tensorboard_and_the_game_does_not_change(folder, capsys):
    prepared = prepare(conditional_gan())
    before = [variable.numpy() for variable in state_of(prepared.game)]
    write_pictures(folder, SOURCE, prepared, SETTINGS)
    assert "could not" not in capsys.readouterr().out
    assert names_in(folder) == OF_A_CONDITIONAL_GAN
    for variable, value in zip(state_of(prepared.game), before, strict=True):
        np.testing.assert_array_equal(variable, value)
    (events,) = folder.events.iterdir()
    tags = {value.tag for event in tf.compat.v1.train.summary_iterator(str(events)) for value in event.summary.value}
    assert tags == {f"pictures/{name.removesuffix('.png')}" for name in OF_A_CONDITIONAL_GAN if name.endswith(".png")}


def test_a_failed_picture_is_announced_an_older_one_stays_and_others_are_drawn(folder, prepared, monkeypatch, capsys):
    def broken(*arguments, **options):
        raise RuntimeError("no ink")

    monkeypatch.setattr(finished_run, "KINDS", (saliency, gradients, gif, interpolation))
    monkeypatch.setattr(saliency, "draw", broken)

    plots.save_png(folder.pictures / "saliency.png", np.zeros((2, 2, 1), np.uint8))
    old = (folder.pictures / "saliency.png").read_bytes()
    write_pictures(folder, SOURCE, prepared, SETTINGS)
    assert "saliency.png could not be drawn; the one there is of an earlier end" in capsys.readouterr().out
    assert names_in(folder) == {"saliency.png", "gradients.png", "samples.gif", "interpolation.png"}
    assert (folder.pictures / "saliency.png").read_bytes() == old


def test_an_inapplicable_picture_is_omitted_silently(folder, prepared, monkeypatch, capsys):
    def without(*arguments, **options):
        raise NotApplicable("there is no such picture")

    monkeypatch.setattr(finished_run, "KINDS", (saliency, gif))
    monkeypatch.setattr(saliency, "draw", without)
    plots.save_png(folder.pictures / "saliency.png", np.zeros((2, 2, 1), np.uint8))
    write_pictures(folder, SOURCE, prepared, SETTINGS)
    assert capsys.readouterr().out == "Drawing pictures\n"
    assert names_in(folder) == {"samples.gif"}


def test_a_trial_of_a_search_has_no_pictures(folder, prepared):
    write_pictures(folder, SOURCE, prepared, {**SETTINGS, "flags": {**SETTINGS["flags"], "held_out": 0.2}})
    assert not folder.pictures.exists()


def test_features_are_those_of_the_first_metric_that_has_a_network(folder, prepared):
    network, _ = players()
    flat = metrics.features_of(players()[1])
    several = [types.SimpleNamespace(), types.SimpleNamespace(network=network), types.SimpleNamespace(network=flat)]
    subject = FinishedRun(folder, prepared, SETTINGS["flags"], "tiny")
    assert subject.network("pixels") is None
    subject.game = types.SimpleNamespace(evaluation_metrics=several)
    assert subject.network("features") is flat
    subject.game = types.SimpleNamespace(evaluation_metrics=[])
    with pytest.raises(NotApplicable, match="has no metric that uses a feature network"):
        subject.network("features")


def test_test_data_that_is_the_training_data_is_not_held_out(folder, prepared):
    assert FinishedRun(folder, prepared, SETTINGS["flags"], "tiny").held_out_data is prepared.real_data
    alone = RunSetup(prepared.game, prepared.train_data, prepared.train_data)
    assert FinishedRun(folder, alone, SETTINGS["flags"], "tiny").held_out_data is None
