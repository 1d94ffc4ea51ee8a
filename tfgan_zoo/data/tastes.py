"""Made interactions of users with items, which need no network: tastes of a few dimensions, and popular items."""

import numpy as np

from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.interactions import SPLITS, TEST_SHARE, TEST_STREAM, VALIDATION_STREAM, as_examples, parted

NAME = "tastes"
NUM_USERS, NUM_ITEMS, NUM_TASTES = 200, 150, 4
SHARPNESS = 2.0  # how far tastes, and not chance, decide
NUM_LIKED = (8, 40)  # items of a user, at least and at most


def tastes(split="train", validation_share=0.0):
    """What 200 users like of 150 items: a vector for each user and item says how well they fit, a number how popular
    the item is; a user likes as many items as chance says, drawn by the exponential of both.

    Args:
        split: "train", "validation", or "test", which has a fifth of each user's items; always the same.
        validation_share: as for `data.interactions`.

    Returns:
        `Examples` like those of `data.interactions`.

    Raises:
        ValueError: for another split.

    Example:
        >>> tastes("test").modality.num_items
        150
    """
    check_split(NAME, split, SPLITS)
    generator = np.random.default_rng(20170527)
    users, items = (generator.standard_normal((count, NUM_TASTES)) for count in (NUM_USERS, NUM_ITEMS))
    fit = SHARPNESS * users @ items.T / np.sqrt(NUM_TASTES) + generator.standard_normal(NUM_ITEMS)
    counts = generator.integers(*NUM_LIKED, NUM_USERS, endpoint=True)
    # The highest of values with Gumbel noise are a draw without replacement.
    order = np.argsort(-(fit + generator.gumbel(size=fit.shape)), axis=1)
    lists = [np.sort(row[:count]).astype(np.int32) for row, count in zip(order, counts, strict=True)]
    left, held = parted(lists, TEST_SHARE, TEST_STREAM)
    if split == "test":
        return as_examples(held, NAME, split, NUM_ITEMS, 0.0)
    if validation_share:
        left, validation = parted(left, validation_share, VALIDATION_STREAM)
        left = validation if split == "validation" else left
    elif split == "validation":
        raise ValueError(f"{NAME} keeps nothing for validation; give validation_share=0.1, or another share.")
    return as_examples(left, NAME, split, NUM_ITEMS, 0.0)
