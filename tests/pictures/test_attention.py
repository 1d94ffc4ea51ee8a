"""Each marked place is shown beside the weights of its own query."""

import importlib

import keras
import numpy as np
import pytest

from tests.helpers.tiny import players
from tests.pictures.subjects import GameSubject, labeled_images
from tfgan_zoo import explain, models, networks, plots
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.kinds import attention

SHAPE, NUM_CLASSES = (16, 16, 1), 3


@pytest.fixture(scope="module")
def game():
    generator = networks.resnet_generator(SHAPE, 8, 6, NUM_CLASSES, attention=True)
    return models.ProjectionGAN(generator, networks.resnet_discriminator(SHAPE, 8, NUM_CLASSES, True), NUM_CLASSES)


def test_the_generator_attends_on_its_samples_and_the_discriminator_on_real_images(game, monkeypatch):
    drawn = []
    monkeypatch.setattr(plots, "attention", lambda *arguments: drawn.append(arguments))
    subject = GameSubject(game, labeled_images(shape=SHAPE))
    remark = attention.draw("", subject, num=2)
    _, images, maps, places, names, _ = drawn[0]
    np.testing.assert_allclose(images[:2], game.sample(2, labels=[0, 1]), atol=1e-5)
    np.testing.assert_array_equal(images[2:], subject.batch(2)[0])
    assert maps.shape == (4, 4, 4, 4)  # of 8 x 8 places each attends to 4 x 4
    np.testing.assert_allclose(maps.sum(axis=(2, 3)), 1, rtol=1e-5)
    assert len(names) == 4
    assert "gamma of resnet_generator is 0, gamma of resnet_discriminator is 0" in remark


def test_a_map_is_the_row_of_its_place(game):
    images = np.random.default_rng(0).uniform(-1, 1, (2, *SHAPE)).astype("float32")
    inputs = {"images": images, "labels": np.array([0, 1])}
    maps = explain.attention_maps(game.discriminator, inputs)
    layer = game.discriminator.get_layer("attention")
    weights = layer.attention(keras.Model(game.discriminator.inputs, layer.input)(list(inputs.values())))
    np.testing.assert_allclose(maps[:, 2, 6].reshape(2, 16), weights[:, 2 * 8 + 6], atol=1e-6)
    chosen = attention.of_places(maps)
    np.testing.assert_array_equal(chosen[:, 1], maps[:, 2, 6])  # a quarter down, three quarters across


def test_a_game_without_attention_has_no_such_picture():
    with pytest.raises(NotApplicable, match="has a layers.SelfAttention: build it with attention=True"):
        attention.draw("", GameSubject(models.GAN(*players())), num=2)


def test_the_plot_marks_each_place_in_the_image_and_in_its_map(tmp_path, monkeypatch):
    seen = []
    module = importlib.import_module("tfgan_zoo.plots.attention")
    monkeypatch.setattr(module, "image_rows", lambda path, grid, *others, **options: seen.append(grid))
    maps = np.zeros((1, 2, 4, 4))
    maps[0, :, 3, 0] = 1.0
    plots.attention(tmp_path / "a.png", np.full((1, *SHAPE), -1.0), maps, [(0.25, 0.25), (0.25, 0.75)])
    image, first, second = seen[0][0]
    assert image[4, 4].any() and image[4, 12].any() and not image[8, 8].any()
    np.testing.assert_array_equal(first[4, 4], image[4, 4])
    np.testing.assert_array_equal(second[4, 12], image[4, 12])
    assert first[14, 1].sum() > 3 * first[1, 14].sum()


def test_maps_that_do_not_match_are_refused():
    with pytest.raises(ValueError, match="1 images, 1 places and maps of shape"):
        plots.attention("a.png", np.zeros((1, *SHAPE)), np.zeros((2, 1, 4, 4)), [(0.5, 0.5)])
