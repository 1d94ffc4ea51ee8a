"""Images: given pictures of any kind are drawn above their translations."""

import numpy as np
import pytest
from PIL import Image as PillowImage

from tfgan_zoo import modalities
from tfgan_zoo.modalities.image import viewable

SAMPLES = np.zeros((2, 4, 8, 3), "float32")


def test_a_smaller_source_is_enlarged_by_its_nearest_pixels():
    source = np.arange(2 * 2 * 4, dtype="float32").reshape(2, 2, 4, 1)
    np.testing.assert_array_equal(viewable(source, SAMPLES), source.repeat(2, axis=1).repeat(2, axis=2))


@pytest.mark.parametrize("channels", [1, 3])
def test_a_picture_of_the_same_size_is_drawn_as_it_is(channels):
    source = np.random.default_rng(0).uniform(-1, 1, (2, 4, 8, channels))
    np.testing.assert_array_equal(viewable(source, SAMPLES), source)


@pytest.mark.parametrize("channels", [2, 4])
def test_the_channel_of_a_hole_is_left_out(channels):
    source = np.random.default_rng(0).uniform(-1, 1, (2, 4, 8, channels))
    np.testing.assert_array_equal(viewable(source, SAMPLES), source[..., :-1])


@pytest.mark.parametrize("num_classes", [2, 3, 4, 12])
def test_each_class_of_a_label_map_has_a_color_of_its_own(num_classes):
    classes = (np.arange(8) % num_classes).reshape(1, 1, 8).repeat(4, axis=1)
    shown = viewable(np.eye(num_classes)[classes], SAMPLES[:1])
    assert shown.shape == (1, 4, 8, 3)
    assert len(np.unique(shown[0, 0], axis=0)) == min(num_classes, 8)
    assert np.abs(shown).max() <= 1


def test_a_grid_has_a_row_of_sources_above_one_of_samples(tmp_path):
    modality = modalities.Image()
    modality.draw(tmp_path / "grid.png", SAMPLES, given={"source": np.ones((2, 2, 4, 2), "float32")})
    pixels = np.asarray(PillowImage.open(tmp_path / "grid.png"))
    assert (pixels == 255).any() and (pixels == 128).any()
