"""Tables from files and from memory: kinds and ranges of columns, splits, gaps, and what is refused."""

import warnings

import numpy as np
import pytest

from tfgan_zoo import data
from tfgan_zoo.modalities import Column

ROWS = "".join(f"{number},{number / 8},{'red' if number % 2 else 'blue'}\n" for number in range(10))


@pytest.fixture
def written(tmp_path):
    def write(content, name="rows.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_columns_have_the_ranges_decimals_and_categories_of_the_rows_to_train_on(written):
    path = written(f"age,weight,color\n{ROWS}")
    train, test = data.table(path), data.table(path, "test")
    assert train.modality.columns == [
        Column("age", 0, 8),
        Column("weight", 0, 1, decimals=3),
        Column("color", 0, 1, categories=("blue", "red")),
    ]
    assert test.modality == train.modality
    np.testing.assert_array_equal(test.samples, [[4, 0.5, 0], [9, 1.125, 1]])
    assert (train.num_examples, train.shape, train.split) == (8, (3,), "train")
    assert train.samples.dtype == np.float64


def test_empty_cells_and_words_for_nothing_are_missing(written):
    path = written("a,b\n1,x\n,y\nNA,x\n4,?\n5,\n6,x\n")
    rows = data.table(path).samples
    np.testing.assert_array_equal(rows, [[1, 0], [np.nan, 1], [np.nan, 0], [4, np.nan], [6, 0]])


def test_columns_may_be_left_out(written):
    rows = data.table(written(f"age,weight,color\n{ROWS}"), exclude=["weight"])
    assert (rows.modality.names, rows.shape) == (["age", "color"], (2,))


def test_codes_that_occur_again_are_categories():
    rows = data.table({"code": [3, 1, 3, 1, 3, 1], "x": [0.5, 1, 2, 3, 4, 5]}, categories=["code"])
    assert rows.modality.columns[0] == Column("code", 0, 1, categories=("1", "3"))
    np.testing.assert_array_equal(rows.samples[:, 0], [1, 0, 1, 0, 0])


def test_columns_in_memory_are_taken_as_those_of_a_file(written):
    from_file = data.table(written(f"age,weight,color\n{ROWS}"))
    columns = {
        "age": np.arange(10),
        "weight": np.arange(10) / 8,
        "color": ["red" if number % 2 else "blue" for number in range(10)],
    }
    from_memory = data.table(columns, name="mine")
    assert from_memory.modality == from_file.modality
    np.testing.assert_array_equal(from_memory.samples, from_file.samples)
    assert data.table({**columns, "age": [None, *range(9)]}).modality.columns[0] == Column("age", 0, 7)


def test_a_file_that_was_written_reads_as_the_same_rows(written, tmp_path):
    rows = data.table(written(f"age,weight,color\n{ROWS}"))
    (path,) = rows.modality.write(tmp_path / "again.csv", rows.modality.to_model(rows.samples))
    np.testing.assert_array_equal(data.read_rows(path, rows.modality), rows.samples)


def test_test_rows_of_unknown_categories_are_left_out_with_a_warning(written):
    path = written("a,b\n" + "1,x\n2,y\n3,x\n4,y\n5,z\n" + "1,x\n2,y\n3,x\n4,y\n5,x\n")
    with pytest.warns(UserWarning, match=r"left out 1 of 2 rows of .*test.*, which have categories .* column 'b'"):
        test = data.table(path, "test")
    np.testing.assert_array_equal(test.samples, [[5, 0]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert data.table(path).num_examples == 8


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "has no column; expected their names in the first line"),
        ("\n\n", "has no column"),
        ("a,b\n", "has 0 rows; expected 5 or more"),
        ("a,b\n1,2\n", "has 1 rows; expected 5 or more, to take test rows from"),
        ("a,a\n1,2\n", "has 2 columns named 'a'; expected each name once"),
        ("a,\n1,2\n", "column 2 of .* has no name"),
        ("a,b\n1,2\n1,2,3\n", "line 3 of .* has 3 cells; expected 2"),
        ("a,b\n" + "1,\n" * 6, r"column 'b' of .* has no values: leave it out \(exclude=\['b'\]\)"),
        ("a,b\n" + "1,1\n" * 4 + "1,one\n1,1\n", "column 'b' of .* has numbers in 5 rows, but 'one' in line 6"),
        ("a,b\n" + "1,1\n" * 5 + "1,inf\n", "column 'b' of .* has the number inf in line 7"),
        ("a,b\n" + "".join(f"1,name {n}\n" for n in range(9)), "column 'b' of .* has 8 different texts in 8 rows"),
        ("a,b\n" + "1,\n" * 4 + "1,7\n" + "1,\n" * 2, "column 'b' of .* has no values in the rows to train on"),
        (b"a,b\n\xff,1\n", "cannot be read as a csv file in UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(written, content, message):
    with pytest.raises(ValueError, match=message):
        data.table(written(content))


def test_what_is_asked_for_and_not_there_is_named(written):
    path = written(f"age,weight,color\n{ROWS}")
    with pytest.raises(FileNotFoundError, match="there is no file missing.csv"):
        data.table("missing.csv")
    with pytest.raises(ValueError, match="has no split 'validation'; choose one of 'train', 'test'"):
        data.table(path, "validation")
    with pytest.raises(ValueError, match="there is no column 'size' in .*; its columns are age, weight, color"):
        data.table(path, exclude=["size"])
    with pytest.raises(ValueError, match="columns of .* cells; expected at least one column, all of one length"):
        data.table({"a": [1, 2], "b": [1]})


def test_a_name_that_ends_in_csv_is_a_table(written):
    path = written(f"age,weight,color\n{ROWS}")
    assert data.load(path).modality.names == ["age", "weight", "color"]
    with pytest.raises(ValueError, match="holds no images"):
        data.load(path, image_shape=(8, 8, 1))


def test_a_table_is_loaded_by_its_name_or_from_a_file_whose_codes_are_named(written):
    path = written("code,x\n" + "1,0.5\n2,1.5\n" * 5)
    assert data.load_table(str(path), categories=["code"]).modality.columns[0].categories == ("1", "2")
    assert data.load_table("mixed_columns", "test").num_examples == 3000
    with pytest.raises(ValueError, match="digits is no table; give one of breast_cancer, mixed_columns, or a csv file"):
        data.load_table("digits")


def test_new_rows_are_read_by_the_columns_of_known_ones(written):
    modality = data.table(written(f"age,weight,color\n{ROWS}")).modality
    new = written("color,id,weight,age\nred,1,,99\n,2,0.25,3\n", "new.csv")
    with pytest.warns(UserWarning, match="left out the columns id"):
        rows = data.read_rows(new, modality)
    np.testing.assert_array_equal(rows, [[99, np.nan, 1], [3, 0.25, np.nan]])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("age,weight\n1,2\n", "has no column 'color'; expected age, weight, color"),
        ("age,weight,color\n", "has no rows"),
        ("age,weight,color\n1,two,red\n", "column 'weight' of .* has 'two' in line 2; expected a finite number"),
        ("age,weight,color\n1,-inf,red\n", "column 'weight' of .* has '-inf' in line 2"),
        ("age,weight,color\n1,2,green\n", "column 'color' of .* has 'green' in line 2; expected one of 'blue', 'red'"),
    ],
)
def test_new_rows_that_do_not_fit_are_refused(written, content, message):
    modality = data.table(written(f"age,weight,color\n{ROWS}")).modality
    with pytest.raises(ValueError, match=message):
        data.read_rows(written(content, "new.csv"), modality)


def test_the_breast_cancer_data_are_a_table_of_known_numbers():
    train, test = data.load("breast_cancer"), data.load("breast_cancer", "test")
    assert (train.num_examples, test.num_examples, train.shape) == (456, 113, (30,))
    assert train.class_names == ("malignant", "benign")
    modality = train.modality
    np.testing.assert_array_equal(modality.to_stored(modality.to_model(train.samples)), train.samples)
    assert train.samples[0, 0] == 17.99


def test_a_share_of_the_known_values_is_hidden_once_and_for_all():
    examples = data.table({"a": [1.0, None, 3, 4, 5, 6] * 100, "b": [2.0, 1, 2, 3, 4, 5] * 100})
    rows = data.with_gaps(examples, 0.25)
    source, mask, known = (rows.conditions[name] for name in ("source", "mask", "known"))
    np.testing.assert_array_equal(known == 0, np.isnan(examples.samples))
    assert mask[known == 0].max() == 0
    assert mask[known == 1].mean() == pytest.approx(0.75, abs=0.05)
    np.testing.assert_array_equal(source, np.where(mask == 1, examples.modality.to_model(examples.samples), 0))
    again, other = data.with_gaps(examples, 0.25), data.with_gaps(examples, 0.25, seed=1)
    np.testing.assert_array_equal(again.conditions["mask"], mask)
    assert (other.conditions["mask"] != mask).any()
    whole = data.with_gaps(examples, 0.0)
    np.testing.assert_array_equal(whole.conditions["mask"], known)
    batch = next(iter(rows.batches(4)))
    assert all(np.isfinite(values).all() for values in batch.values())


@pytest.mark.parametrize(
    ("examples", "share", "message"),
    [
        (lambda: data.load("digits"), 0.2, "received image; expected Examples of a table"),
        (lambda: data.load("breast_cancer"), 1.0, "share=1.0; expected what part of the values to hide"),
        (lambda: data.load("breast_cancer"), 0.0, "has no gap to fill: hide some, with a share above 0"),
    ],
)
def test_gaps_that_cannot_be_made_are_refused(examples, share, message):
    with pytest.raises(ValueError, match=message):
        data.with_gaps(examples(), share)


def test_numbers_beyond_those_of_networks_and_tables_without_a_column_are_refused():
    columns = {"a": [1.0, 2, 3, 4, 1e300]}
    with pytest.raises(ValueError, match="has the number 1e.300 in row 4; expected finite numbers below"):
        data.table(columns)
    with pytest.raises(ValueError, match="every column of the table is excluded"):
        data.table(columns, exclude=["a"])
