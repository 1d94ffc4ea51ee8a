"""Rows of tables as samples: their scale in a game, csv files and strings of a graph, panels."""

import csv

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo.modalities import Column, Table

MODALITY = Table(
    [
        Column("age", 0, 80),
        Column("x, y", -1.5, 1000.25, decimals=3),
        Column("color", 0, 2, categories=("blue", "red, dark", 'a "b"')),
        Column("same", 7, 7),
    ]
)
ROWS = np.array([[20, -0.0001, 1, 7], [80, 1000.25, 0, 7], [3, 17.99, 2, 7]])
LINES = ['20,0,"red, dark",7', "80,1000.25,blue,7", '3,17.99,"a ""b""",7']


def test_each_column_lies_in_its_range_and_a_missing_value_is_0():
    made = MODALITY.to_model(np.array([[20, 1000.25, 0, 7], [np.nan] * 4])).numpy()
    np.testing.assert_allclose(made, [[-0.5, 1, -1, -1], [0, 0, 0, 0]])
    assert made.dtype == np.float32


def test_rows_come_back_with_the_decimals_and_categories_of_their_columns():
    back = MODALITY.to_stored(MODALITY.to_model(ROWS))
    np.testing.assert_array_equal(back, np.round(ROWS, 3))
    np.testing.assert_array_equal(MODALITY.to_stored(np.full((1, 4), 0.013)), [[41, 505.886, 1, 7]])
    assert back.dtype == np.float64


def test_lines_are_those_of_a_csv_file_and_a_graph_writes_the_same():
    samples = MODALITY.to_model(ROWS)
    assert MODALITY.lines(samples) == LINES
    (name, encode) = MODALITY.encoders((4,))["csv"]
    assert name == "csv"
    written = tf.function(encode, input_signature=[tf.TensorSpec((None, 4), tf.float32)])(samples)
    assert [line.decode() for line in written.numpy()] == LINES
    draws = np.random.default_rng(0).uniform(-1, 1, (500, 4)).astype("float32")
    assert [line.decode() for line in encode(draws).numpy()] == MODALITY.lines(draws)


def test_all_rows_are_one_file_that_any_reader_of_csv_takes(tmp_path):
    samples = MODALITY.to_model(ROWS)
    (path,) = MODALITY.write(tmp_path / "folder", samples)
    (named,) = MODALITY.write(tmp_path / "rows.csv", samples)
    assert (path.name, named.name) == ("0000.csv", "rows.csv")
    assert path.read_bytes() == named.read_bytes()
    with named.open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["age", "x, y", "color", "same"]
    assert rows[3] == ["3", "17.99", 'a "b"', "7"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (np.zeros((2, 3)), r"mine has type float64 and shape \(2, 3\); expected numbers \(rows, 4\)"),
        (np.array([["a"] * 4]), "mine has type <U1"),
        (np.full((1, 4), np.inf), "column 'age' of mine has infinite numbers"),
        (np.array([[0, 0, 3, 7]]), "column 'color' of mine has values other than the numbers of its 3 categories"),
        (np.array([[0, 0, 0.5, 7]]), "column 'color' of mine"),
    ],
)
def test_what_are_no_rows_of_the_table_is_refused(rows, message):
    with pytest.raises(ValueError, match=message):
        MODALITY.checked(rows, "mine")


def test_rows_with_gaps_are_stored_as_they_are():
    stored = MODALITY.checked(np.array([[1, np.nan, np.nan, 7]], "float32"), "mine")
    np.testing.assert_array_equal(stored, [[1, np.nan, np.nan, 7]])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Table([]), "expected at least one, and no name twice"),
        (lambda: Table([Column("a", 0, 1), Column("a", 0, 1)]), "no name twice"),
        (lambda: Column("a", 2, 1), "column 'a' is said to lie between 2 and 1"),
        (lambda: Column("a", 0, np.inf), "expected finite numbers"),
        (lambda: Column("a", 0, 5, categories=("x", "y")), "has 2 categories numbered from 0 to 5"),
        (lambda: MODALITY.number_of("b"), "there is no column 'b'; the columns are age, x, y, color, same"),
    ],
)
def test_columns_that_are_none_are_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_it_is_saved_and_compared_by_its_columns():
    again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(MODALITY))
    assert again == MODALITY
    assert again != Table([Column("age", 0, 80)])


def test_panels_show_of_filled_rows_what_was_filled_in(tmp_path, monkeypatch):
    from tfgan_zoo import plots

    drawn = []
    monkeypatch.setattr(plots, "column_histograms", lambda path, kinds, fake, real, title: drawn.append(fake))
    mask = np.array([[1, 0, 1, 1]] * 3)
    MODALITY.draw(tmp_path / "rows.png", MODALITY.to_model(ROWS), given={"mask": mask})
    assert np.isnan(drawn[0][mask == 1]).all()
    np.testing.assert_array_equal(drawn[0][:, 1], np.round(ROWS[:, 1], 3))


def test_a_picture_is_drawn_with_and_without_real_rows(tmp_path):
    samples = MODALITY.to_model(ROWS)
    MODALITY.draw(tmp_path / "alone.png", samples, title="$ 3 steps")
    MODALITY.draw(tmp_path / "both.png", samples, real=samples, given={"mask": np.ones((3, 4))})
    assert min((tmp_path / name).stat().st_size for name in ("alone.png", "both.png")) > 1000
