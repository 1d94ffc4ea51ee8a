"""Ranked lists of items."""

import keras
import numpy as np

from tfgan_zoo import plots
from tfgan_zoo.checks import check_at_least_one, check_numbers
from tfgan_zoo.modalities.modality import Modality

NO_ITEM = -1  # at the end of a list that is shorter than others
NUM_TOP = 10  # items of a list that are drawn, and that the signature `top` returns


@keras.saving.register_keras_serializable("tfgan_zoo")
class Ranking(Modality):
    """Lists of items, the best first: int32 (length,), stored unchanged; -1 stands behind the last of a shorter one.

    Args:
        num_items: number of different items, the integers from 0 on.
        num_users: number of users that lists are for; None where it is not known.

    Raises:
        ValueError: if there is none.

    Example:
        >>> Ranking(9).lines(np.array([[4, 2, -1], [8, -1, -1]]))
        ['4 2', '8']
    """

    name = "ranking"
    output_name = "items"
    suffix = ".txt"
    num_shown = 24
    is_integer = True
    draws_real = True
    has_distances = False

    def __init__(self, num_items, num_users=None):
        check_at_least_one(self, num_items=num_items)
        check_numbers(self, num_users=num_users)
        self.num_items = num_items
        self.num_users = num_users

    def checked(self, samples, name):
        if not np.issubdtype(samples.dtype, np.integer) or samples.ndim != 2:
            raise ValueError(
                f"{name} has type {samples.dtype} and shape {samples.shape}; rankings are integer items (lists, "
                "length): read a file of interactions with data.interactions."
            )
        self.check_items(samples, name)
        return samples.astype(np.int32)

    def check_generated(self, samples, name):
        self.check_items(np.asarray(samples), name)

    def check_items(self, items, name):
        """Refuse items out of range."""
        low, high = items.min(), items.max()
        if low < NO_ITEM or high >= self.num_items:
            raise ValueError(
                f"{name} has items from {low} to {high}; expected 0 to {self.num_items - 1}, or {NO_ITEM} behind the "
                "last of a list: give the data's number of items."
            )

    def lines(self, samples):
        """One string per list: its first items."""
        return [" ".join(str(item) for item in sample[:NUM_TOP] if item != NO_ITEM) for sample in np.asarray(samples)]

    def draw(self, path, samples, real=None, given=None, title=""):
        """A page of lists, one per line, with the user of each; an item that is in the user's real list has a star."""
        known = [set(row) - {NO_ITEM} for row in np.asarray(real)] if real is not None else [set()] * len(samples)
        users = (given or {}).get("users", range(len(samples)))
        rows = [
            f"user {user:<6d}" + " ".join(f"{item}{'*' if item in mine else ''}".rjust(6) for item in self.top(sample))
            for user, sample, mine in zip(users, np.asarray(samples), known, strict=False)
        ]
        note = "" if real is None else "* is among the real ones"
        plots.text_page(path, rows, title=", ".join(filter(None, (title, note))))

    def top(self, sample):
        """The first items of a list."""
        return [item for item in sample[:NUM_TOP].tolist() if item != NO_ITEM]

    def write_file(self, path, sample):
        path.write_text("\n".join(str(item) for item in sample if item != NO_ITEM) + "\n", encoding="utf-8")

    def encoders(self, sample_shape):
        return {"top": ("items", lambda items: items[:, :NUM_TOP])}
