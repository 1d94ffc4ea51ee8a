"""Series: scaled and back, drawn, written, encoded, refused."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tfgan_zoo import data
from tfgan_zoo.modalities import Series

SERIES = Series(["price", "a, b"], [10, -4], [20, 4])


def windows(count=3, length=6, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (count, length, 2)).astype("float32")


def test_each_variable_has_a_range_of_its_own():
    scaled = SERIES.to_model(np.array([[[10, 4], [15, 0], [25, -4]]], "float32"))
    assert scaled.dtype == tf.float32
    assert scaled.numpy().tolist() == [[[-1, 1], [0, 0], [2, -1]]]
    assert SERIES.to_stored(scaled).tolist() == [[[10, 4], [15, 0], [25, -4]]]


def test_a_large_variable_loses_nothing_to_float32():
    volumes = Series(["volume"], [7_900], [82_768_100])
    stored = np.array([[[44_994_500], [7_900]]], "float32")
    np.testing.assert_allclose(volumes.to_stored(volumes.to_model(stored)), stored, rtol=1e-6, atol=8)


def test_it_is_saved_with_names_and_ranges():
    again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(SERIES))
    assert (
        again == SERIES and again.variables == ["price", "a, b"] and again != Series(["price", "b"], [10, -4], [20, 4])
    )


@pytest.mark.parametrize(
    ("variables", "low", "high", "message"),
    [
        ([], [], [], "received 0 variables"),
        (["a", "b"], [0], [1, 1], "2 variables, 1 lows and 2 highs; expected one of each"),
        (["a"], [3], [3], "'a' goes from 3 to 3; expected a finite range"),
        (["a"], [np.nan], [1], "goes from nan to 1"),
    ],
)
def test_ranges_that_do_not_scale_are_refused(variables, low, high, message):
    with pytest.raises(ValueError, match=message):
        Series(variables, low, high)


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        (np.zeros((3, 6)), r"shape \(3, 6\); series are floats \(examples, length, variables\)"),
        (np.zeros((3, 6, 2), "int32"), "type int32"),
        (np.zeros((3, 6, 3)), "3 variables; expected 2: price, a, b"),
        (np.full((3, 6, 2), np.nan), "36 values that are NaN"),
    ],
)
def test_what_is_no_series_is_refused(samples, message):
    with pytest.raises(ValueError, match=message):
        data.from_arrays(samples, modality=SERIES)


def test_each_window_is_written_as_a_csv_that_is_read_again(tmp_path):
    paths = SERIES.write(tmp_path, windows())
    assert [path.name for path in paths] == ["0000.csv", "0001.csv", "0002.csv"]
    examples = data.series(paths[1], length=2)
    assert examples.modality.variables == SERIES.variables
    np.testing.assert_array_equal(examples.samples[1], SERIES.to_stored(windows())[1, 1:3])


def test_windows_are_encoded_in_a_graph_as_they_are_written(tmp_path):
    ((name, (output, encode)),) = SERIES.encoders((6, 2)).items()
    assert (name, output) == ("csv", "csv")
    encoded = tf.function(encode, input_signature=[tf.TensorSpec((None, 6, 2))])(windows())
    for path, content in zip(SERIES.write(tmp_path, windows()), encoded.numpy(), strict=True):
        expected, found = (text.split("\n") for text in (path.read_text(), content.decode()))
        assert found[0] == expected[0] == 'price,"a, b"'
        numbers = [[list(map(float, line.split(","))) for line in lines[1:-1]] for lines in (expected, found)]
        np.testing.assert_allclose(*numbers, rtol=1e-5)


@pytest.mark.slow
def test_windows_are_drawn_with_real_ones_below_and_their_past_before(tmp_path):
    def height(**options):
        SERIES.draw(tmp_path / "a.png", windows(5), title="5 steps", **options)
        with Image.open(tmp_path / "a.png") as picture:
            return picture.height

    assert height(real=windows(9)) > height() + 100
    assert height(given={"past": windows(5, 3), "labels": np.zeros(5)}) == height()


def test_series_that_cannot_be_drawn_are_refused(tmp_path):
    with pytest.raises(ValueError, match="training has diverged"):
        SERIES.draw(tmp_path / "a.png", np.full((2, 6, 2), np.nan))
    assert not list(tmp_path.iterdir())
