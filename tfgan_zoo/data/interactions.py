"""Interactions of users with items, from lines "user item rating", as each user's list of liked items."""

import dataclasses
import pathlib
import warnings

import numpy as np

from tfgan_zoo.checks import COUNT
from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities.ranking import NO_ITEM, Ranking

SPLITS = ("train", "validation", "test")
TEST_SHARE = 0.2  # of a user's items, where there is one file for both splits
MIN_RATING = 4.0
TEST_STREAM, VALIDATION_STREAM, HELD_OUT_STREAM = range(3)  # of the random numbers that choose items
MAX_PAIRS = 100_000_000  # of a user and an item, of which a game has a table


def interactions(path, split="train", min_rating=MIN_RATING, validation_share=0.0, num_users=None, num_items=None):
    """What each user likes, from files of lines "user item" or "user item rating".

    Users and items are integers from 0; columns are separated by commas or blanks; a first line of names is skipped.
    An interaction counts if its rating is high enough, or if there are no ratings.

    Args:
        path: a file, whose users keep a fifth of their items for the split "test"; or a folder with two files, one with
            "train" and one with "test" in its name.
        split: "train", "validation" or "test".
        min_rating: the lowest rating that counts.
        validation_share: the share of each user's items of training that are in the split "validation" instead, to
            choose settings by; 0 for none.
        num_users, num_items: how many there are; None takes the highest of all files plus 1.

    Returns:
        `Examples` with a row for each user who has an item in the split: lists of items, int32 (longest,), -1 behind
        the last, with the condition "users"; its modality is `Ranking`. Users without an item are left out, in
        training with a warning.

    Raises:
        ValueError: for lines of another form, ids that are not integers, negative, beyond the number of users or items
            or too large for a table of all pairs, another split, or no user with an item.
        FileNotFoundError: if there is no such file.

    Example:
        >>> import pathlib
        >>> _ = pathlib.Path("likes.csv").write_text("0,3,5\\n0,1,2\\n1,0,4\\n")
        >>> interactions("likes.csv").samples.tolist()
        [[3], [0]]
    """
    check_split(path, split, SPLITS)
    if not 0 <= validation_share < 1:
        raise ValueError(f"validation_share={validation_share}; expected a share of at least 0 and below 1.")
    if split == "validation" and not validation_share:
        raise ValueError(f"{path} keeps nothing for validation; give validation_share=0.1, or another share.")
    tables = read_tables(pathlib.Path(path).expanduser())
    every = np.concatenate(list(tables.values()))
    num_users = checked_count("num_users", num_users, every[:, 0], path)
    num_items = checked_count("num_items", num_items, every[:, 1], path)
    if num_users * num_items > MAX_PAIRS:
        raise ValueError(
            f"{path} has {num_users} users and {num_items} items, by the highest of their numbers; expected at most "
            f"{MAX_PAIRS} pairs, of which a game has a table: number users and items from 0 on."
        )
    lists = {name: liked(table, num_users, min_rating) for name, table in tables.items()}
    if "test" not in lists:
        lists["train"], lists["test"] = parted(lists["train"], TEST_SHARE, TEST_STREAM)
    if validation_share:
        lists["train"], lists["validation"] = parted(lists["train"], validation_share, VALIDATION_STREAM)
    return as_examples(lists[split], pathlib.Path(path).name, split, num_items, min_rating)


def read_tables(path):
    """The table of each file by split: of one file for both, "train" alone."""
    if not path.is_dir():
        return {"train": read_table(path)}
    found = {split: sorted(each for each in path.iterdir() if split in each.name) for split in ("train", "test")}
    for split, files in found.items():
        if len(files) != 1:
            raise ValueError(
                f"{path} has {len(files)} files with {split!r} in their name; expected one with lines of that split."
            )
    return {split: read_table(files[0]) for split, files in found.items()}


def read_table(path):
    """Lines of a file as floats (lines, 3): user, item, rating; infinite where a file has no ratings."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    rows = [(number, line.replace(",", " ").split()) for number, line in enumerate(lines, 1) if line.strip()]
    if rows and not is_number(rows[0][1][0]):
        rows = rows[1:]  # names of the columns
    if not rows:
        raise ValueError(f"{path} has no line with an interaction; expected lines like '0 12 5': user, item, rating.")
    width = len(rows[0][1])
    for number, row in rows:
        whole = len(row) == width >= 2 and all(map(is_number, row[:3]))
        if not whole or any(float(value) != int(float(value)) or float(value) < 0 for value in row[:2]):
            raise ValueError(
                f"line {number} of {path} is {' '.join(row)!r}; expected user, item and rating, or user and item, in "
                "every line: users and items as integers from 0."
            )
    return np.array([[float(value) for value in row[:3]] + [np.inf] * (width < 3) for _, row in rows])


def is_number(word):
    """Whether a word is a finite number."""
    try:
        return bool(np.isfinite(float(word)))
    except ValueError:
        return False


def checked_count(name, count, ids, path):
    """The number of users or items, which no id may reach."""
    highest = int(ids.max())
    if count is not None and count not in COUNT:
        raise ValueError(f"{name}={count!r}; expected {COUNT.expected(count)}.")
    if count is not None and highest >= count:
        raise ValueError(
            f"{path} has the id {highest}, beyond {name}={count}, which counts from 0; use {name}={highest + 1}."
        )
    return count or highest + 1


def liked(table, num_users, min_rating):
    """The items of each user with a rating that counts: a list of sorted arrays, each item once."""
    users, items, _ = table[table[:, 2] >= min_rating].T
    items = items.astype(np.int32)
    return [np.unique(items[users == user]) for user in range(num_users)]


def parted(lists, share, stream):
    """Each user's items without a share of them, and this share, always the same one."""
    left, taken = [], []
    for user, items in enumerate(lists):
        shuffled = np.random.default_rng([stream, user]).permutation(items)
        count = int(share * len(items))
        left.append(np.sort(shuffled[count:]))
        taken.append(np.sort(shuffled[:count]))
    return left, taken


def hold_out_items(examples, share, split):
    """Interactions without a share of each user's items, and this share under another split's name.

    Raises:
        ValueError: if either part would be empty.
    """
    lists = [np.empty(0, np.int32)] * (1 + int(examples.conditions["users"].max()))
    for user, row in zip(examples.conditions["users"], examples.samples, strict=True):
        lists[user] = row[row != NO_ITEM]
    left, held = parted(lists, share, HELD_OUT_STREAM)
    names = (left, examples.split), (held, split)
    parts = (as_examples(part, examples.name, name, examples.modality.num_items, 0.0) for part, name in names)
    return tuple(dataclasses.replace(part, modality=examples.modality) for part in parts)


def as_examples(lists, name, split, num_items, min_rating):
    """The lists of the users who have an item, as rows of one length."""
    users = np.flatnonzero([len(items) for items in lists]).astype(np.int32)
    if not len(users):
        raise ValueError(
            f"no user of {name} ({split}) has an item with a rating of at least {min_rating:g}: use a lower "
            "min_rating, or more interactions."
        )
    if split == "train" and len(users) < len(lists):
        missing = np.setdiff1d(np.arange(len(lists)), users)
        warnings.warn(
            f"{len(missing)} of the {len(lists)} users of {name} have no item to train on (such as user {missing[0]}): "
            "nothing is learned about them.",
            stacklevel=3,
        )
    rows = np.full((len(users), max(len(lists[user]) for user in users)), NO_ITEM, np.int32)
    for row, user in zip(rows, users, strict=True):
        row[: len(lists[user])] = lists[user]
    return Examples(name, split, rows, modality=Ranking(num_items, len(lists)), conditions={"users": users})
