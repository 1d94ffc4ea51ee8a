"""Where the data come from, and what is measured, when a recipe does not say it."""

import numpy as np

from tfgan_zoo import data, metrics
from tfgan_zoo.runs import defaults


def test_images_are_brought_to_the_size_of_the_recipe_and_keep_their_channels():
    assert defaults.dataset("digits", "test", image_size=16).shape == (16, 16, 1)


def test_points_stay_as_they_are():
    assert defaults.dataset("ring", "test").shape == (2,)


def test_images_are_measured_by_frechet_distances(monkeypatch):
    monkeypatch.setattr(metrics, "frechet_distances", lambda *given: [given])
    train, test = (data.from_arrays(np.zeros((4, 8, 8, 1), "uint8"), split=split) for split in ("train", "test"))
    assert defaults.evaluation_metrics(None, train, test, "weights.npz") == [(train, test, "weights.npz")]


def test_points_are_measured_by_the_modes_that_are_known():
    found = defaults.evaluation_metrics(None, data.load("ring"), data.load("ring", "test"))
    assert [metric.name for metric in found] == ["modes_caught", "high_quality"]
    assert defaults.evaluation_metrics(None, data.load("swiss_roll"), data.load("swiss_roll", "test")) == []
