"""Picture files as networks take them: pictures, pictures with a hole, label maps."""

import numpy as np
import pytest
from PIL import Image

from tests.helpers.tiny_translators import COLORS, context_encoder, cyclegan, gaugan, srgan
from tfgan_zoo.models.base.translating import translation_of
from tfgan_zoo.runs.translation.given import read_given

WINDOW = (0, 2, 0, 3)


def write(path, values):
    Image.fromarray(np.asarray(values, "uint8")).save(path)
    return path


def test_gray_pictures_are_given_to_networks_of_colors_and_the_other_way_round(tmp_path):
    gray = read_given(write(tmp_path / "gray.png", [[0, 255, 51], [1, 2, 3]]), translation_of(srgan())[0])
    np.testing.assert_allclose(gray.window(*WINDOW)[0], np.repeat([[-1], [1], [-0.6]], 3, 1), atol=1e-6)
    colored = write(tmp_path / "colored.png", np.tile([255, 0, 0], (2, 3, 1)))
    given = read_given(colored, translation_of(cyclegan())[0])
    np.testing.assert_allclose(given.window(*WINDOW), np.full((2, 3, 1), 2 * 0.2989 - 1), atol=1e-3)
    assert given.words == ("made gray, which is all that the network takes",)


def test_a_window_goes_on_beyond_the_edges(tmp_path):
    given = read_given(write(tmp_path / "gray.png", [[0, 255]]), translation_of(srgan(channels=1))[0])
    assert given.window(0, 2, 0, 4)[..., 0].tolist() == [[-1, 1, 1, 1]] * 2


def test_transparent_pixels_or_the_white_ones_of_a_mask_are_the_hole(tmp_path):
    translation, _ = translation_of(context_encoder())
    values = np.full((2, 3, 4), 255)
    values[0, 1, 3] = 0
    transparent = write(tmp_path / "hole.png", values)
    opaque = write(tmp_path / "whole.png", values[..., :3])
    mask = write(tmp_path / "mask.png", [[0, 1, 0], [0, 0, 0]])
    expected = np.ones((2, 3, 4))
    expected[..., 3] = 0
    expected[0, 1] = 0, 0, 0, 1
    for given in (read_given(transparent, translation), read_given(opaque, translation, mask)):
        np.testing.assert_array_equal(given.window(*WINDOW), expected)
        assert given.alpha is None
    with pytest.raises(ValueError, match="whole.png has no hole: make pixels transparent, or give a mask"):
        read_given(opaque, translation)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([[0, 128, 255], [0, 0, 0]], "mask.png has 3 values from 0 to 255; expected two"),
        ([[0, 255], [0, 0]], "mask.png has 2 x 2 pixels; expected those of its picture, 3 x 2"),
    ],
)
def test_masks_that_are_not_of_two_values_or_of_another_size_are_refused(tmp_path, values, message):
    picture = write(tmp_path / "a.png", np.zeros((2, 3, 3)))
    with pytest.raises(ValueError, match=message):
        read_given(picture, translation_of(context_encoder())[0], write(tmp_path / "mask.png", values))


def test_half_transparent_pixels_are_no_hole(tmp_path):
    values = np.zeros((2, 3, 4))
    values[0, :, 3] = 0, 100, 255
    with pytest.raises(ValueError, match="a.png has 3 degrees of transparency; expected opaque and wholly"):
        read_given(write(tmp_path / "a.png", values), translation_of(context_encoder())[0])


def test_label_maps_are_colors_or_numbers(tmp_path):
    translation, _ = translation_of(gaugan())
    colors = write(tmp_path / "colors.png", np.array(COLORS)[[[0, 1, 2], [2, 2, 1]]] * 0.9)
    numbers = write(tmp_path / "numbers.png", [[0, 1, 2], [2, 2, 1]])
    for path in (colors, numbers):
        classes = read_given(path, translation).window(*WINDOW)
        assert classes.argmax(axis=-1).tolist() == [[0, 1, 2], [2, 2, 1]] and (classes.sum(axis=-1) == 1).all()


def test_unknown_colors_and_numbers_are_named_with_the_nearest(tmp_path):
    translation, _ = translation_of(gaugan())
    with pytest.raises(ValueError, match=r"100 % of the pixels in .*about the color \(208, 208, 16\).*nearest is"):
        read_given(write(tmp_path / "a.png", np.tile([200, 200, 10], (2, 3, 1))), translation)
    with pytest.raises(ValueError, match="b.png has the number 7, which is no class; expected 0 to 2, the nearest is"):
        read_given(write(tmp_path / "b.png", [[0, 7]]), translation)
    with pytest.raises(ValueError, match="which class has which is not known here: give a gray picture"):
        read_given(tmp_path / "a.png", translation_of(gaugan(palette=None))[0])
