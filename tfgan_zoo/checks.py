"""Checks of numeric arguments, for layers, tricks, models and callbacks."""

import numbers


def check_at_least_one(owner, **counts):
    """Refuse a count that is not a positive integer.

    Raises:
        ValueError: if one of them is not.
    """
    for name, count in counts.items():
        if not isinstance(count, numbers.Integral) or isinstance(count, bool) or count < 1:
            raise ValueError(f"{type(owner).__name__} takes {name} as an integer of at least 1, not {count!r}.")


def check_positive(owner, **values):
    """Refuse a number that is not positive.

    Raises:
        ValueError: if one of them is not positive, or is NaN.
    """
    for name, value in values.items():
        if not value > 0:
            raise ValueError(f"{type(owner).__name__} takes {name} as a number above 0, not {value!r}.")


def check_not_negative(owner, **values):
    """Refuse a number below 0.

    Raises:
        ValueError: if one of them is, or is NaN.
    """
    for name, value in values.items():
        if not value >= 0:
            raise ValueError(f"{type(owner).__name__} takes {name} as a number of at least 0, not {value!r}.")
