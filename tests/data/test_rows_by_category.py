"""Encoding by the rows to train on, and rows drawn by the logarithms of their categories' counts."""

import itertools

import numpy as np
import pytest

from tfgan_zoo import data

SIZE = 400
RARE = 10


@pytest.fixture(scope="module")
def examples():
    draws = np.random.default_rng(0)
    kind = np.where(np.arange(SIZE) % (SIZE // RARE) == 0, "rare", "usual")
    number = np.where(draws.random(SIZE) < 0.5, -3.0, 3.0) + 0.1 * draws.standard_normal(SIZE)
    flag = np.where(number > 0, "yes", "no")
    return data.table({"kind": kind, "x": np.round(number, 4), "flag": flag})


@pytest.fixture(scope="module")
def encoded(examples):
    return data.encoded(examples)


def test_encoded_rows_are_the_same_back_in_the_table(examples, encoded):
    np.testing.assert_allclose(encoded.modality.to_table(encoded.samples), examples.samples, atol=2e-4)
    assert encoded.samples.dtype == np.float32
    assert np.abs(encoded.samples).max() <= 1


def test_the_modes_of_a_number_are_found_and_of_each_row_the_likely_one_is_drawn(examples, encoded):
    means = np.sort(encoded.modality.encodings[1]["means"])
    assert len(means) >= 2
    column = examples.modality.columns[1]
    centers = column.low + (column.high - column.low) * (means + 1) / 2
    assert np.abs(centers[0] + 3) < 0.3
    assert np.abs(centers[-1] - 3) < 0.3
    assert encoded.modality.encodings[0] == {"counts": np.bincount(examples.samples[:, 0].astype(int)).tolist()}


def test_encodings_are_fitted_on_the_rows_to_train_on_alone(examples, encoded):
    other = data.encoded(data.table({"kind": ["rare", "usual"] * 9, "x": np.arange(18), "flag": ["no", "yes"] * 9}))
    assert other.modality != encoded.modality
    again = data.encoded(examples, fitted_on=examples, num_modes=10)
    assert again.modality == encoded.modality
    np.testing.assert_array_equal(again.samples, encoded.samples)
    assert len(data.encoded(examples, num_modes=1).modality.encodings[1]["means"]) == 1


def test_rows_are_drawn_for_a_column_then_by_the_logarithms_of_its_counts(encoded):
    rows = data.rows_by_category(encoded)
    batches = list(itertools.islice(rows.batches(100), 60))
    samples, condition = (np.concatenate([batch[name] for batch in batches]) for name in ("sample", "condition"))
    own = samples[:, encoded.modality.category_places]
    assert (own * condition).sum(axis=1).min() == 1  # each row has the category that it was drawn for
    counts = [np.array(of) for of in rows.categories.counts]
    expected = np.concatenate([np.log1p(of) / np.log1p(of).sum() for of in counts]) / 2
    np.testing.assert_allclose(condition.mean(axis=0), expected, atol=0.02)
    rare = np.flatnonzero(condition[:, 0])
    assert len(np.unique(samples[rare], axis=0)) == counts[0][0]  # all rows of the rare category are drawn
    assert sum(counts[0]) == encoded.num_examples


def test_a_batch_depends_on_the_seed_and_its_number_alone(encoded):
    rows = data.rows_by_category(encoded)
    first, second, third = itertools.islice(rows.batches(20, seed=3), 3)
    (again,) = itertools.islice(rows.batches(20, seed=3, skip=2), 1)
    (other,) = itertools.islice(rows.batches(20, seed=4, skip=2), 1)
    for name in ("sample", "condition"):
        np.testing.assert_array_equal(third[name], again[name])
    assert not np.array_equal(third["sample"], other["sample"])
    assert not np.array_equal(first["sample"], second["sample"])


@pytest.mark.slow
def test_each_of_several_workers_reads_its_own_rows(encoded):
    rows = data.rows_by_category(encoded)
    whole = next(iter(rows.batches(20)))
    parts = [next(iter(rows.for_worker(index, 2).batches(20))) for index in range(2)]
    for name in ("sample", "condition"):
        np.testing.assert_array_equal(np.concatenate([part[name] for part in parts]), whole[name])


def test_in_order_each_row_comes_once_with_a_category_of_its_own(encoded):
    batches = list(data.rows_by_category(encoded).batches(64, shuffle=False, repeat=False))
    samples, condition = (np.concatenate([batch[name] for batch in batches]) for name in ("sample", "condition"))
    np.testing.assert_array_equal(samples, encoded.samples)
    np.testing.assert_array_equal(condition.sum(axis=1), 1)
    assert (samples[:, encoded.modality.category_places] * condition).sum(axis=1).min() == 1
    assert 0.3 < condition[:, :2].sum(axis=1).mean() < 0.7  # of either column


def test_it_is_fingerprinted_and_held_out_as_the_rows_it_is_made_of(encoded):
    rows = data.rows_by_category(encoded)
    assert data.fingerprint(rows)[0]["num_examples"] == encoded.num_examples
    left, held = data.hold_out(rows, 0.25)
    assert (left.num_examples, held.num_examples) == (240, 80)
    assert next(iter(left.batches(20)))["sample"].shape == (20, encoded.shape[0])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: data.encoded(data.load("digits")), "received image; expected Examples of a table"),
        (
            lambda: data.encoded(data.table({"a": [1, None, 3, 4, 5], "b": ["x", "y"] * 2 + ["x"]})),
            "has 1 missing values, the first in column 'a'; expected whole rows: fill the gaps first",
        ),
        (lambda: data.rows_by_category(data.load("breast_cancer")), "expected Examples from data.encoded"),
        (
            lambda: data.rows_by_category(data.encoded(data.table({"a": [1.0, 2, 3, 4, 5]}))),
            "has no column of categories, by which rows are drawn",
        ),
    ],
)
def test_what_cannot_be_drawn_by_category_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_the_made_table_has_a_rare_category_and_a_label_that_needs_two_columns():
    train, test = data.load("mixed_columns"), data.load("mixed_columns", "test")
    assert (train.num_examples, test.num_examples, train.modality.names) == (
        7000,
        3000,
        ["a", "b", "x1", "x2", "x3", "y"],
    )
    a, b, x1, _, _, y = train.samples.T
    np.testing.assert_allclose(np.bincount(a.astype(int)) / 7000, [0.7, 0.25, 0.05], atol=0.015)
    assert (y == ((b >= 2) ^ (x1 > 2))).mean() == pytest.approx(0.95, abs=0.01)
    assert max(abs(np.corrcoef(y, column)[0, 1]) for column in (a, b, x1)) < 0.25
