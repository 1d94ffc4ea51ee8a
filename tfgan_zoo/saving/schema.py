"""JSON files that anyone may have written: read within a limit, and refused where they are not of a form.

A form is a dict that has, for each key that must be there, what its value must be: a pair of a test and its words, a
form, or a list of one form, that of every entry.
"""

import json

SIZE_LIMIT = 2**20  # bytes; what this package writes takes some thousands


def read_json(path):
    """What a JSON file holds.

    Args:
        path: pathlib.Path of the file.

    Returns:
        whatever it holds; `check_form` says whether it is what was expected.

    Raises:
        ValueError: if it is no JSON, holds NaN or infinity, or is too large or too deep; the message says why, and
            not of which file.
        OSError: if it cannot be read.
    """
    if (size := path.stat().st_size) > SIZE_LIMIT:
        raise ValueError(f"it has {size} bytes, expected at most {SIZE_LIMIT}")
    try:
        return json.loads(path.read_text(encoding="utf-8"), parse_constant=refused_number)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def refused_number(name):
    """No number is NaN or infinite."""
    raise ValueError(f"it holds {name}")


def check_form(values, form, where="it"):
    """Refuse what lacks something, or has something of another kind.

    Args:
        values: what was read.
        form: as the module says.
        where: what the message calls it.

    Raises:
        ValueError: if it does.

    Example:
        >>> check_form({"steps": 3}, {"steps": POSITIVE})
    """
    if not isinstance(values, dict):
        raise ValueError(f"{where} holds {type(values).__name__}, expected a dict")
    for name, expected in form.items():
        if name not in values:
            raise ValueError(f"{name!r} is missing")
        check_value(name, values[name], expected)


def check_value(name, value, expected):
    """Refuse one value that is not of its form."""
    if isinstance(expected, dict):
        check_form(value, expected, repr(name))
        return
    fits, words = (is_filled_list, "a list") if isinstance(expected, list) else expected
    if not fits(value):
        raise ValueError(f"{name!r} is {str(value)[:40]!r}, expected {words}")
    if isinstance(expected, list):
        for entry in value:
            check_form(entry, expected[0], f"an entry of {name!r}")


def is_a(kind):
    """Whether something is of a kind."""
    return lambda value: isinstance(value, kind)


def is_integer(least):
    """Whether something is an integer of at least `least`."""
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


def is_text(value):
    """Whether something is text in one line."""
    return isinstance(value, str) and value.isprintable()


def is_number(value):
    """Whether something is a number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_filled_list(value):
    """Whether something is a list that is not empty."""
    return isinstance(value, list) and bool(value)


def or_null(expected):
    """The same, or null."""
    fits, words = expected
    return lambda value: value is None or fits(value), f"{words} or null"


TEXT = (is_text, "text")
NUMBER = (is_number, "a number")
INTEGER = (is_integer(-(2**63)), "an integer")
NOT_NEGATIVE = (is_integer(0), "an integer of at least 0")
POSITIVE = (is_integer(1), "an integer of at least 1")
TRUTH = (is_a(bool), "true or false")
ANY_DICT = (is_a(dict), "a dict")
