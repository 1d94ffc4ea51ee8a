"""Lines "user item rating" as lists of liked items."""

import warnings

import numpy as np
import pytest

from tfgan_zoo import data


@pytest.fixture
def written(tmp_path):
    def write(content, name="likes.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
        return path

    return write


def lists(examples):
    return {
        int(user): row[row >= 0].tolist()
        for user, row in zip(examples.conditions["users"], examples.samples, strict=True)
    }


@pytest.mark.parametrize("separator", [",", "\t", " ", ", "])
@pytest.mark.parametrize("names", ["", "user{0}item{0}rating\n"])
def test_a_rating_that_is_high_enough_counts_whatever_separates_the_columns(written, separator, names):
    rows = ["0,3,5", "0,1,3", "1,2,4", "0,3,5"]
    text = names.format(separator) + "".join(row.replace(",", separator) + "\n" for row in rows)
    examples = data.interactions(written(text))
    assert lists(examples) == {0: [3], 1: [2]}
    assert (examples.modality.num_items, examples.modality.num_users) == (4, 2)
    assert examples.samples.dtype == np.int32


def test_without_ratings_every_line_counts(written):
    assert lists(data.interactions(written("0 3\n0 1\n"))) == {0: [1, 3]}


def test_a_fifth_of_each_users_items_is_for_testing_and_a_share_of_the_rest_for_validation(written):
    path = written("".join(f"{user},{item},5\n" for user in range(3) for item in range(20)))
    parts = {
        split: lists(data.interactions(path, split, validation_share=0.25)) for split in ("train", "validation", "test")
    }
    for user in range(3):
        assert [len(parts[split][user]) for split in parts] == [12, 4, 4]
        assert sorted(sum((parts[split][user] for split in parts), [])) == list(range(20))
    assert lists(data.interactions(path, "test")) == parts["test"]
    assert parts["test"][0] != parts["test"][1]


def test_of_every_user_a_share_of_the_items_is_held_out():
    train = data.tastes()
    left, held = data.hold_out(train, 0.25)
    assert (left.split, held.split) == ("train", "held-out")
    assert left.modality == held.modality == train.modality
    for user, items in lists(train).items():
        assert sorted(lists(left)[user] + lists(held).get(user, [])) == items
        assert len(lists(held).get(user, [])) == len(items) // 4


def test_a_folder_has_a_file_for_each_split_and_both_count_for_the_number_of_items(written, tmp_path):
    written("0 1 5\n1 0 5\n", "set/our-train.txt")
    written("0 7 5\n1 2 1\n", "set/our-test.txt")
    train, test = (data.interactions(tmp_path / "set", split) for split in ("train", "test"))
    assert (lists(train), lists(test)) == ({0: [1], 1: [0]}, {0: [7]})
    assert train.modality == test.modality
    assert train.modality.num_items == 8


def test_users_without_an_item_to_train_on_are_left_out_with_a_warning(written):
    with pytest.warns(UserWarning, match=r"2 of the 4 users of likes.csv have no item to train on \(such as user 1\)"):
        examples = data.interactions(written("0 1 5\n1 2 1\n3 0 4\n"))
    assert lists(examples) == {0: [1], 3: [0]}


def test_batches_carry_the_user_with_each_list(written):
    batch = next(iter(data.interactions(written("0 1 5\n1 2 5\n1 4 5\n")).batches(2, shuffle=False)))
    np.testing.assert_array_equal(batch["sample"], [[1, -1], [2, 4]])
    np.testing.assert_array_equal(batch["users"], [0, 1])


def test_made_tastes_are_always_the_same_and_their_splits_share_no_item():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        train, test = data.tastes("train"), data.tastes("test")
    assert (train.num_examples, train.modality.num_items) == (200, 150)
    for user, items in lists(test).items():
        assert not set(items) & set(lists(train)[user])
    np.testing.assert_array_equal(train.samples, data.load("tastes").samples)
    assert data.tastes("validation", 0.2).num_examples > 100


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        ("", {}, "has no line with an interaction"),
        ("0 1 5\n0 x 5\n", {}, "line 2 of .* is '0 x 5'; expected user, item and rating"),
        ("0 1 5\n0 1\n", {}, "line 2 of"),
        ("0 1 5\n0 -1 5\n", {}, "users and items as integers from 0"),
        ("0 1.5 5\n", {}, "line 1 of"),
        ("0 1 5\n", {"num_items": 1}, "has the id 1, beyond num_items=1, which counts from 0; use num_items=2"),
        ("4 1 5\n", {"num_users": 2}, "has the id 4, beyond num_users=2"),
        ("0 123456789 5\n", {}, "has 1 users and 123456790 items, .* at most 100000000 pairs"),
        ("0 1 3\n", {}, "no user of likes.csv .train. has an item with a rating of at least 4"),
        ("0 1 5\n", {"split": "dev"}, "has no split 'dev'"),
        ("0 1 5\n", {"split": "validation"}, "give validation_share=0.1"),
        ("0 1 5\n", {"validation_share": 1.0}, "expected a share of at least 0 and below 1"),
        ("0 1 5\n", {"num_items": 0}, "num_items=0; expected an integer of at least 1"),
    ],
)
def test_what_is_no_interaction_is_refused(written, content, options, message):
    with pytest.raises(ValueError, match=message):
        data.interactions(written(content), **options)


def test_a_folder_without_a_file_for_each_split_is_refused(written, tmp_path):
    written("0 1 5\n", "set/train.txt")
    with pytest.raises(ValueError, match="0 files with 'test' in their name"):
        data.interactions(tmp_path / "set")


def test_other_sets_of_this_package_hold_no_interactions():
    with pytest.raises(ValueError, match="digits holds no interactions"):
        data.load_interactions("digits")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        data.load_interactions(tmp_path / "missing.csv")
