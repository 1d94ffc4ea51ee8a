"""Pictures of samples fit what the game makes."""

import numpy as np
from PIL import Image

from tests.callbacks.fake_game import FakeImages, FakePoints, FakeTranslator, end_epochs
from tfgan_zoo import data, models, networks, plots
from tfgan_zoo.callbacks import Samples, draw_samples
from tfgan_zoo.modalities.image import rows_of_images


def test_every_epoch_draws_the_same_noise(tmp_path):
    end_epochs([Samples(tmp_path, None, num_samples=4, seed=3)], FakeImages(), [1.0, 2.0])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["epoch-0001.png", "epoch-0002.png"]
    expected = plots.image_grid(FakeImages().predict(FakeImages().sampler_inputs(4, seed=3)))[..., 0]
    for path in tmp_path.iterdir():
        with Image.open(path) as picture:
            np.testing.assert_array_equal(np.asarray(picture), expected)


def test_points_are_drawn_over_real_ones(tmp_path):
    end_epochs([Samples(tmp_path, data.from_arrays(np.zeros((5, 2))), num_samples=4)], FakePoints(), [1.0])
    assert (tmp_path / "epoch-0001.png").stat().st_size > 0


def test_a_translator_shows_inputs_above_outputs(tmp_path):
    inputs = data.from_arrays(np.full((4, 200, 200, 1), 255, "uint8"))
    end_epochs([Samples(tmp_path, inputs, num_samples=8)], FakeTranslator(), [1.0])
    with Image.open(tmp_path / "epoch-0001.png") as picture:
        pixels = np.asarray(picture)
    assert pixels[100, 100].tolist() == [255, 255, 255]
    assert pixels[300, 100].tolist() == [0, 0, 255]


def test_a_seed_for_each_sample_says_how_many_a_game_of_pairs_shows(tmp_path):
    pictures = data.from_arrays(np.random.default_rng(0).integers(0, 256, (8, 8, 8, 3), dtype="uint8"))
    pairs = data.degraded(pictures, data.Grayscale())
    generator = networks.unet_generator(pairs.source_shape, 3, 2)
    game = models.Pix2Pix(generator, networks.patchgan_discriminator(pairs.shape, 2, 1, pairs.source_shape))
    widths = []
    for count in (4, 8):
        draw_samples(tmp_path / "samples.png", game, pairs, count, np.arange(count))
        with Image.open(tmp_path / "samples.png") as picture:
            widths.append(picture.width)
    assert widths[1] - widths[0] >= 4 * 8


def test_translations_that_do_not_fill_their_rows_are_omitted():
    images = np.zeros((10, 100, 100, 3))
    assert rows_of_images([images, images]).shape == rows_of_images([images[:8], images[:8]]).shape
