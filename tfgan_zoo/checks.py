"""What layers, tricks and models ask of their numbers."""


def check_at_least_one(owner, **counts):
    """Refuse a count below one.

    Raises:
        ValueError: if one of them is no positive integer.
    """
    for name, count in counts.items():
        if not isinstance(count, int) or isinstance(count, bool) or count < 1:
            raise ValueError(f"{type(owner).__name__} takes {name} as an integer of at least 1, not {count!r}.")


def check_not_negative(owner, **numbers):
    """Refuse a number below 0.

    Raises:
        ValueError: if one of them is, or is NaN.
    """
    for name, number in numbers.items():
        if not number >= 0:
            raise ValueError(f"{type(owner).__name__} takes {name} as a number of at least 0, not {number!r}.")
