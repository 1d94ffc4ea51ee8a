"""Untrusted JSON files: read up to a size limit, and refused where they do not match a schema; written likewise.

A schema is a dict with an entry for each required key: a pair of a test of the value and its description, a schema, or
a list with the one schema of all its entries.
"""

import json

from tfgan_zoo.saving.atomic import atomic_write

SIZE_LIMIT = 2**20  # bytes; files written by this package take a few thousand


def read_json(path):
    """The contents of a JSON file.

    Args:
        path: pathlib.Path of the file.

    Returns:
        the decoded value; `check_schema` tells whether it is what was expected.

    Raises:
        ValueError: if it is not JSON, holds NaN or infinity, or is too large or too deep; the message says why, but
            does not name the file.
        OSError: if it cannot be read.
    """
    if (size := path.stat().st_size) > SIZE_LIMIT:
        raise ValueError(f"it has {size} bytes, expected at most {SIZE_LIMIT}")
    return parsed(path.read_text(encoding="utf-8"))


def write_json(path, values, schema):
    """Write values as a JSON file, whole or not at all, if `read_json` and the schema would accept it.

    Args:
        path: pathlib.Path of the file.
        values: what to write.
        schema: as described at the top of this module.

    Raises:
        ValueError: if the file could not be read again; the message says why. What was there stays.
        OSError: if it cannot be written.

    Example:
        >>> import pathlib
        >>> write_json(pathlib.Path("steps.json"), {"steps": 3}, {"steps": POSITIVE})
    """
    try:
        text = json.dumps(values, indent=2) + "\n"
        if len(text) > SIZE_LIMIT:
            raise ValueError(f"it would have {len(text)} bytes, expected at most {SIZE_LIMIT}")
        check_schema(parsed(text), schema)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path} is not written, for it could not be read again: {str(error)[:200]}.") from error
    with atomic_write(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def parsed(text):
    """The value of JSON text, whose numbers are finite."""
    try:
        return json.loads(text, parse_constant=refused_number)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def refused_number(name):
    """Refuse a number that is NaN or infinite."""
    raise ValueError(f"it holds {name}")


def check_schema(values, schema, where="it"):
    """Refuse values that do not match a schema.

    Args:
        values: the decoded JSON.
        schema: as described at the top of this module.
        where: what the message calls the values.

    Raises:
        ValueError: if a key is missing, or a value does not pass its test.

    Example:
        >>> check_schema({"steps": 3}, {"steps": POSITIVE})
    """
    if not isinstance(values, dict):
        raise ValueError(f"{where} holds {type(values).__name__}, expected a dict")
    for name, expected in schema.items():
        if name not in values:
            raise ValueError(f"{name!r} is missing")
        check_value(name, values[name], expected)


def check_value(name, value, expected):
    """Refuse one value that does not match its part of the schema."""
    if isinstance(expected, dict):
        check_schema(value, expected, repr(name))
        return
    test, description = (is_nonempty_list, "a list") if isinstance(expected, list) else expected
    if not test(value):
        raise ValueError(f"{name!r} is {str(value)[:40]!r}, expected {description}")
    if isinstance(expected, list):
        for entry in value:
            check_schema(entry, expected[0], f"an entry of {name!r}")


def is_instance(kind):
    """A test of a value's type."""
    return lambda value: isinstance(value, kind)


def is_integer(minimum):
    """A test for an integer of at least `minimum`."""
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= minimum


def is_text(value):
    """Whether a value is text in one line."""
    return isinstance(value, str) and value.isprintable()


def is_number(value):
    """Whether a value is a number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_nonempty_list(value):
    """Whether a value is a list that is not empty."""
    return isinstance(value, list) and bool(value)


def or_null(expected):
    """The same, or null."""
    test, description = expected
    return lambda value: value is None or test(value), f"{description} or null"


TEXT = (is_text, "text")
NUMBER = (is_number, "a number")
INTEGER = (is_integer(-(2**63)), "an integer")
NOT_NEGATIVE = (is_integer(0), "an integer of at least 0")
POSITIVE = (is_integer(1), "an integer of at least 1")
BOOLEAN = (is_instance(bool), "true or false")
ANY_DICT = (is_instance(dict), "a dict")
