"""Handling of damaged pictures: refused by name, or skipped, counted and named, up to a limit."""

import contextlib
import contextvars
import re
import warnings

import tensorflow as tf

from tfgan_zoo.checks import NOT_NEGATIVE_INTEGER

SHOWN = 5  # of the damaged ones; the rest is counted

_limit = contextvars.ContextVar("limit", default=0)


@contextlib.contextmanager
def skipping_bad(limit):
    """Context in which loading may skip damaged pictures up to a limit, unless its arguments say otherwise.

    So a run sets the limit once, and no recipe has to pass it on.

    Args:
        limit: Damaged pictures to skip in each dataset; 0 refuses the first one.

    Raises:
        ValueError: For a limit that is not an integer of at least 0.

    Example:
        >>> with skipping_bad(10):
        ...     examples = data.load("flowers")
    """
    token = _limit.set(checked_limit(limit))
    try:
        yield
    finally:
        _limit.reset(token)


def checked_limit(skip_bad):
    """The limit from an argument `skip_bad`; None uses that of the surrounding `skipping_bad`."""
    if skip_bad is None:
        return _limit.get()
    if skip_bad not in NOT_NEGATIVE_INTEGER:
        raise ValueError(f"skip_bad={skip_bad!r}; expected how many damaged pictures to skip at most, 0 for none.")
    return skip_bad


class DamagedData(ValueError):
    """More pictures of a dataset are damaged than may be skipped."""


@contextlib.contextmanager
def readable_damage():
    """Turn TensorFlow's error about damage that shows itself while batches are read into the package's own.

    Raises:
        DamagedData: Instead of it.
    """
    try:
        yield
    except tf.errors.OpError as error:
        if match := re.search(f"{DamagedData.__name__}: (.*)", error.message):
            raise DamagedData(match[1]) from None
        raise


class Damage:
    """The damaged examples of one dataset.

    Args:
        name: Name of the dataset.
        limit: Maximum number of examples to skip.
        kind: What its examples are called.
    """

    def __init__(self, name, limit, kind="pictures"):
        self.name = name
        self.limit = limit
        self.kind = kind
        self.count = 0
        self.found = []

    def add(self, what, count=1):
        """Count damage, and describe it.

        Raises:
            DamagedData: If there is more damage than the limit.
        """
        self.count += count
        self.found.append(what.rstrip(".;"))
        if self.count > self.limit:
            raise DamagedData(
                f"{self.summary()}; repair or remove them"
                + (f" (skip_bad={self.limit} allows no more)." if self.limit else ", or skip some with skip_bad=N.")
            )

    def summary(self):
        """All damage in one line."""
        shown = "; ".join(self.found[:SHOWN])
        return shown + (f"; and {len(self.found) - SHOWN} more" if len(self.found) > SHOWN else "")

    def warn(self, num_left):
        """Warn about skipped examples, if there are any.

        Raises:
            DamagedData: If no example is left.
        """
        if not num_left:
            raise DamagedData(f"{self.name} has no undamaged {self.kind}: {self.summary()}.")
        if self.count:
            warnings.warn(
                f"{self.count} damaged {self.kind} of {self.name} were skipped, {num_left} are left: {self.summary()}.",
                stacklevel=5,
            )
