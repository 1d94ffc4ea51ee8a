"""One way of resizing."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo.data.resize import resize


def test_images_of_the_requested_shape_do_not_change():
    images = np.random.default_rng(0).integers(0, 256, (2, 5, 7, 3), dtype="uint8")
    np.testing.assert_array_equal(resize(images, (5, 7, 3)), images)


def test_the_center_is_cropped_to_the_requested_aspect_ratio():
    wide = np.zeros((4, 12, 1), "uint8")
    wide[:, 4:8] = 255
    np.testing.assert_array_equal(resize(wide, (4, 4, 1)), np.full((4, 4, 1), 255))


def test_downscaling_averages_instead_of_picking_pixels():
    stripes = np.tile(np.array([0, 255], "uint8"), 32)[None, :, None].repeat(64, axis=0)
    small = resize(stripes, (8, 8, 1)).numpy()
    assert set(small[:, 1:-1].ravel()) <= {127, 128}  # at the edges the cubic leans on fewer pixels


def test_a_thin_line_counts_by_its_share_wherever_it_lies():
    lines = np.zeros((64, 64, 1), "uint8")
    lines[:, 3::8] = 255
    assert np.abs(resize(lines, (8, 8, 1)).numpy().astype(int) - 255 / 8).max() < 10


def test_bicubic_overshoot_is_clipped_and_does_not_wrap_around():
    step = np.zeros((8, 8, 1), "uint8")
    step[:, 4:] = 255
    enlarged = resize(step, (32, 32, 1)).numpy()[..., 0]
    assert (enlarged[:, :14] < 30).all() and (enlarged[:, 18:] > 225).all()


def test_gray_is_weighed_by_luminance_and_color_is_repeated_gray():
    green = np.zeros((1, 1, 3), "uint8")
    green[..., 1] = 255
    assert abs(int(resize(green, (1, 1, 1))[0, 0, 0]) - 0.587 * 255) < 1
    assert resize(np.full((1, 1, 1), 9, "uint8"), (1, 1, 3)).numpy().ravel().tolist() == [9, 9, 9]


def test_unknown_sizes_are_handled_inside_a_graph():
    image = np.random.default_rng(0).integers(0, 256, (9, 6, 3), dtype="uint8")
    inside = tf.function(
        lambda given: resize(given, (4, 4, 3)), input_signature=[tf.TensorSpec((None, None, 3), tf.uint8)]
    )
    np.testing.assert_array_equal(inside(image), resize(image, (4, 4, 3)))


@pytest.mark.parametrize("channels", [1, 3])
def test_channels_are_kept_if_none_are_requested(channels):
    assert resize(np.zeros((6, 6, channels), "uint8"), (4, 4, None)).shape == (4, 4, channels)


def test_the_colors_of_a_label_map_are_never_mixed():
    stripes = np.tile(np.array([0, 200], "uint8"), 16)[None, :, None].repeat(32, axis=0)
    for size in (8, 12, 50):
        assert set(resize(stripes, (size, size, 1), "nearest").numpy().ravel()) <= {0, 200}
    assert resize(stripes, (8, 8, 1), "nearest").dtype == tf.uint8
