"""Arrays in memory become examples, after checks."""

import warnings

import numpy as np
import pytest

from tfgan_zoo import data


def test_floats_converted_from_uint8_are_restored_exactly():
    levels = np.arange(256, dtype="uint8").reshape(1, 16, 16, 1)
    examples = data.from_arrays(levels.astype("float32") / 127.5 - 1)
    np.testing.assert_array_equal(examples.arrays()[0], levels)


@pytest.mark.parametrize(
    ("images", "message"),
    [
        (np.zeros((0, 8, 8, 1), "uint8"), "is empty"),
        (np.zeros((2, 8, 8, 1), "int64"), "type int64; images are uint8"),
        (np.full((2, 8, 8, 1), np.nan), "128 values that are NaN or infinite"),
        (np.full((2, 8, 8, 1), 200.0), "floats from 200 to 200; expected \\[-1, 1\\]"),
        (np.full((2, 8, 8, 1), -1.01), "expected \\[-1, 1\\]"),
        (np.zeros((2, 8, 8), "uint8"), "add the channel with images\\[..., None\\]"),
        (np.zeros((2, 64), "uint8"), "expected images"),
        (np.zeros((2, 8, 8, 4), "uint8"), "drop the transparency"),
        (np.zeros((2, 3, 8, 8), "uint8"), "channels come last"),
    ],
)
def test_arrays_that_are_not_images_are_refused(images, message):
    with pytest.raises(ValueError, match=message):
        data.from_arrays(images)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (np.arange(3), "shape \\(3,\\); expected \\(4,\\)"),
        (np.eye(4, dtype=int), "labels.argmax"),
        (np.arange(4.0), "type float64; expected integers"),
        (np.arange(4) - 1, "go down to -1"),
    ],
)
def test_labels_that_do_not_match_are_refused(labels, message):
    with pytest.raises(ValueError, match=message):
        data.from_arrays(np.zeros((4, 2, 2, 1), "uint8"), labels)


def test_values_that_look_like_zero_to_one_are_warned_about_and_others_not():
    with pytest.warns(UserWarning, match="images \\* 2 - 1"):
        data.from_arrays(np.linspace(0, 1, 64).reshape(1, 8, 8, 1))
    with pytest.warns(UserWarning, match="images \\* 255"):
        data.from_arrays(np.arange(2, dtype="uint8").repeat(4).reshape(2, 2, 2, 1))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data.from_arrays(np.linspace(-1, 1, 64).reshape(1, 8, 8, 1))
        data.from_arrays(np.zeros((2, 8, 8, 1), "uint8"))
