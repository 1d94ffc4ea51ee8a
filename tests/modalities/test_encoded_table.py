"""Encoded rows: back in the table, in bounds, whole numbers; what is asked for."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo.modalities import Column, EncodedTable

COLUMNS = [
    Column("age", 0, 80),
    Column("color", 0, 2, categories=("blue", "red", "green")),
    Column("size", -1, 3, decimals=2),
    Column("flag", 0, 1, categories=("no", "yes")),
]
ENCODINGS = [
    {"means": [-0.5, 0.75], "stddevs": [0.1, 0.2]},
    {"counts": [5, 3, 2]},
    {"means": [0.0], "stddevs": [0.5]},
    {"counts": [6, 4]},
]
MODALITY = EncodedTable(COLUMNS, ENCODINGS)
#       place, modes,   color,       place, mode, flag
ROWS = [[0.5, 0.9, 0.1, 0.2, 0.7, 0.1, -0.25, 1.0, 0.6, 0.4], [-2.0, 0.2, 0.8, 0.1, 0.1, 0.8, 0.99, 1.0, 0.0, 1.0]]


def test_the_parts_of_a_row_are_in_their_order():
    assert MODALITY.blocks == [
        ("place", 1), ("one_hot", 2), ("one_hot", 3), ("place", 1), ("one_hot", 1), ("one_hot", 2)
    ]  # fmt: skip
    assert MODALITY.row_size == 10
    np.testing.assert_array_equal(MODALITY.starts, [0, 3, 6, 8])
    np.testing.assert_array_equal(MODALITY.category_places, [3, 4, 5, 8, 9])
    assert MODALITY.counts == [[5, 3, 2], [6, 4]]


def test_a_number_is_its_place_in_its_mode_rounded_and_within_bounds():
    table = MODALITY.to_table(np.array(ROWS))
    age = 40 * (-0.5 + 4 * 0.1 * 0.5 + 1)
    np.testing.assert_allclose(table[0], [round(age), 1, -1 + 2 * (1 - 0.5), 0])
    # A place of -2 counts as -1; 4 deviations of 0.5 above 0 lie beyond the column's range.
    np.testing.assert_allclose(table[1], [round(40 * (0.75 - 0.8 + 1)), 2, 3, 1])
    assert MODALITY.lines(np.array(ROWS)) == ["28,red,0,no", "38,green,3,yes"]


def test_a_graph_writes_the_same_lines():
    draws = np.random.default_rng(0).uniform(-1, 1, (200, 10)).astype("float32")
    encode = tf.function(MODALITY.encoders((10,))["csv"][1], input_signature=[tf.TensorSpec((None, 10), tf.float32)])
    assert [line.decode() for line in encode(draws).numpy()] == MODALITY.lines(draws)


def test_a_category_is_asked_for_by_its_name():
    np.testing.assert_array_equal(MODALITY.condition("color", ["green", "blue"]), [[0, 0, 1, 0, 0], [1, 0, 0, 0, 0]])
    np.testing.assert_array_equal(MODALITY.condition("flag", ["yes"]), [[0, 0, 0, 0, 1]])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ((0, {"means": [], "stddevs": []}), "column 'age' is encoded by"),
        ((0, {"means": [0.0], "stddevs": [0.0]}), "standard deviations above 0"),
        ((1, {"counts": [1, 2]}), "expected as many counts as categories"),
    ],
)
def test_encodings_that_do_not_fit_are_refused(change, message):
    place, encoding = change
    with pytest.raises(ValueError, match=message):
        EncodedTable(COLUMNS, [*ENCODINGS[:place], encoding, *ENCODINGS[place + 1 :]])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (np.zeros((2, 4)), r"expected floats \(rows, 10\): encode a table with data.encoded"),
        (np.full((2, 10), np.nan), "has values that are NaN or infinite"),
    ],
)
def test_what_are_no_encoded_rows_is_refused(rows, message):
    with pytest.raises(ValueError, match=message):
        MODALITY.checked(rows, "mine")


def test_it_is_saved_and_drawn(tmp_path):
    again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(MODALITY))
    assert again == MODALITY
    MODALITY.draw(tmp_path / "rows.png", np.array(ROWS), real=np.array(ROWS))
    assert (tmp_path / "rows.png").stat().st_size > 1000
