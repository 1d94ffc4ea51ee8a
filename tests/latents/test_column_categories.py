"""A column, then one of its categories."""

import keras
import numpy as np
import pytest

from tfgan_zoo import latents

COUNTS = [[90, 10], [1, 2, 3, 4], [7]]


@pytest.mark.parametrize("logarithmic", [False, True])
def test_columns_are_equally_likely_and_categories_by_their_counts_or_their_logarithms(logarithmic):
    drawn = latents.ColumnCategories(COUNTS, logarithmic)((30_000, 7), (0, 1)).numpy()
    np.testing.assert_array_equal(drawn.sum(axis=1), 1)
    weights = [np.log1p(column) if logarithmic else np.array(column) for column in COUNTS]
    expected = np.concatenate([column / column.sum() for column in weights]) / 3
    np.testing.assert_allclose(drawn.mean(axis=0), expected, atol=0.01)


def test_it_is_saved_and_described():
    made = latents.ColumnCategories(COUNTS, True)
    again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(made))
    np.testing.assert_array_equal(again((50, 7), (3, 4)), made((50, 7), (3, 4)))
    assert latents.described(made) == "one-hot, a category by its count of one of 3 columns"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: latents.ColumnCategories([]), "received counts"),
        (lambda: latents.ColumnCategories([[0, 0]]), "some above 0"),
        (lambda: latents.ColumnCategories(COUNTS)((5, 6), (0, 1)), "received the size 6; expected 7"),
    ],
)
def test_what_are_no_counts_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
