"""Default dataset and metrics of recipes that do not define them."""

import numpy as np

from tests.helpers.tiny import SHAPE, players
from tfgan_zoo import data, metrics, models, networks
from tfgan_zoo.runs import defaults


def test_images_are_resized_to_the_size_of_the_recipe_and_keep_their_channels():
    assert defaults.dataset("digits", "test", image_size=16).shape == (16, 16, 1)


def test_points_do_not_change():
    assert defaults.dataset("ring", "test").shape == (2,)


def test_images_are_evaluated_by_frechet_distances(monkeypatch):
    monkeypatch.setattr(metrics, "frechet_distances", lambda *given: [given])
    train, test = (data.from_arrays(np.zeros((4, 8, 8, 1), "uint8"), split=split) for split in ("train", "test"))
    game = models.GAN(*players())
    assert defaults.evaluation_metrics(game, train, test, "weights.npz") == [(train, test, "weights.npz", None)]


def test_a_game_that_is_given_labels_is_also_measured_by_a_classifiers_agreement(monkeypatch):
    monkeypatch.setattr(metrics, "classifier_of", lambda train, file: networks.mlp_discriminator((8,), 4))
    monkeypatch.setattr(metrics, "frechet_distances", lambda train, test, inception, classifier: [classifier.name])
    labels = np.arange(4) % 2
    train, test = (
        data.from_arrays(np.zeros((4, 8, 8, 1), "uint8"), labels, split=split) for split in ("train", "test")
    )
    for game, names in (
        (models.GAN(*players()), ["mlp_discriminator"]),
        (models.CGAN(*labeled_players(2), num_classes=2), ["mlp_discriminator", "label_agreement"]),
    ):
        found = defaults.evaluation_metrics(game, train, test)
        assert [getattr(metric, "name", metric) for metric in found] == names


def labeled_players(num_classes):
    generator = networks.dcgan_generator(SHAPE, 4, 6, num_classes=num_classes)
    return generator, networks.dcgan_discriminator(SHAPE, 4, num_classes=num_classes)


def test_points_are_evaluated_by_the_known_modes():
    found = defaults.evaluation_metrics(None, data.load("ring"), data.load("ring", "test"))
    assert [metric.name for metric in found] == ["modes_caught", "high_quality"]
    assert defaults.evaluation_metrics(None, data.load("swiss_roll"), data.load("swiss_roll", "test")) == []
