"""Plots show the given data."""

import numpy as np
import pytest
from PIL import Image

from tfgan_zoo import plots
from tfgan_zoo.plots.curves import spans_decades


def test_images_are_in_rows_with_white_gaps():
    images = np.stack([np.full((200, 200, 1), value) for value in (-1.0, 0.0, 1.0)])
    grid = plots.image_grid(images, columns=2)
    assert grid.shape == (406, 406, 1)
    assert [grid[100, 100, 0], grid[100, 300, 0], grid[300, 100, 0]] == [0, 128, 255]
    assert grid[100, 203, 0] == 255  # the gap
    assert grid[300, 300, 0] == 255  # the empty place


def test_small_grids_are_enlarged_by_an_integer_factor():
    image = np.arange(64, dtype=np.uint8).reshape(1, 8, 8, 1)
    grid = plots.image_grid(image)[2:-2, 2:-2]
    assert grid.shape == (400, 400, 1)
    np.testing.assert_array_equal(grid[::50, ::50], image[0])


def test_values_outside_the_range_are_clipped():
    assert plots.pixels(np.array([-3.0, 3.0]).reshape(1, 1, 2, 1)).ravel().tolist() == [0, 255]


@pytest.mark.parametrize("shape", [(0, 8, 8, 1), (8, 8, 1), (2, 8, 8, 4)])
def test_arrays_that_are_not_images_are_refused(shape):
    with pytest.raises(ValueError, match="expected"):
        plots.image_grid(np.zeros(shape))


def test_the_error_for_nonfinite_values_names_divergence():
    with pytest.raises(ValueError, match="diverged"):
        plots.image_grid(np.full((1, 2, 2, 1), np.nan))
    with pytest.raises(ValueError, match="diverged"):
        plots.scatter("unused.png", None, np.full((1, 2), np.inf))


@pytest.mark.parametrize("channels", [1, 3])
def test_a_png_has_exactly_the_given_pixels(tmp_path, channels):
    array = np.random.default_rng(0).integers(0, 256, (5, 7, channels), dtype=np.uint8)
    plots.save_png(tmp_path / "deep" / "a.png", array)
    with Image.open(tmp_path / "deep" / "a.png") as picture:
        np.testing.assert_array_equal(np.asarray(picture).reshape(array.shape), array)


def test_points_are_drawn_at_their_positions(tmp_path):
    real = np.array([[-1.0, -1.0], [1.0, 1.0]])
    plots.scatter(tmp_path / "left.png", real, np.full((50, 2), [-0.8, 0.0]))
    plots.scatter(tmp_path / "right.png", real, np.full((50, 2), [0.8, 0.0]))
    assert orange_column(tmp_path / "left.png") < 0.4
    assert orange_column(tmp_path / "right.png") > 0.6


def orange_column(path):
    """Mean column of orange pixels in the lower part, below the legend, as a fraction of the width."""
    with Image.open(path) as picture:
        pixels = np.asarray(picture.convert("RGB")).astype(int)[150:]
    orange = np.argwhere((pixels[..., 0] > 200) & (pixels[..., 2] < 120))
    return orange[:, 1].mean() / pixels.shape[1]


def test_curves_have_a_panel_for_each_axis_and_do_not_use_pyplot(tmp_path):
    plots.curves(tmp_path / "one.png", [1, 2], {"loss": {"generator": [1.0, 2.0]}})
    plots.curves(tmp_path / "two.png", [1, 2], {"fid": {"test": [9.0, 8.0]}, "accuracy": {"test": [0.1, 0.2]}})
    with Image.open(tmp_path / "one.png") as one, Image.open(tmp_path / "two.png") as two:
        assert two.height > 1.5 * one.height
        assert two.width == one.width
    import matplotlib.pyplot

    assert matplotlib.pyplot.get_fignums() == []


def test_a_curve_over_several_decades_has_a_logarithmic_axis():
    assert spans_decades([[1000.0, np.nan], [10.0, 12.0]])
    assert not spans_decades([[30.0, 10.0]])
    assert not spans_decades([[1000.0, 0.0]])
    assert not spans_decades([[np.nan]])
