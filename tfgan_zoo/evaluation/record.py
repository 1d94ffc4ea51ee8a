"""The figures of a generator over several draws, in a small file to compare later ones with."""

import json
import pathlib

from tfgan_zoo.runs.settings import SIZE_LIMIT, TEXT, is_a, is_whole, refused_number
from tfgan_zoo.saving.atomic import atomic_write

KIND = "figures of tfgan-zoo check"
COUNT = (is_whole(1), "a whole number of at least 1")
NUMBER = (lambda value: isinstance(value, (int, float)) and not isinstance(value, bool), "a number")
VALUES = (
    lambda value: isinstance(value, list) and len(value) > 1 and all(map(NUMBER[0], value)),
    "a list of two or more numbers",
)
FORM = {
    "kind": (lambda value: value == KIND, repr(KIND)),
    "recipe": TEXT,
    "flags": (is_a(dict), "a dict"),
    "steps": (is_whole(0), "a whole number"),
    "data": TEXT,
    "num_examples": (lambda value: value is None or is_whole(1)(value), "a whole number or null"),
    "results": (lambda value: isinstance(value, list) and value, "a list of figures"),
    "versions": (is_a(dict), "a dict"),
}
FIGURE = {
    "metric": TEXT,
    "network": TEXT,
    "split": TEXT,
    "n_real": COUNT,
    "n_fake": COUNT,
    "higher_is_better": (is_a(bool), "true or false"),
    "values": VALUES,
    "mean": NUMBER,
    "spread": NUMBER,
}


def write_record(path, record):
    """Write a record, whole or not at all.

    Args:
        path: where to.
        record: dict of the form that `read_record` gives, without its kind.

    Raises:
        ValueError: if there is one already.
    """
    path = pathlib.Path(path)
    if path.exists():
        raise ValueError(f"there is a record in {path} already: remove it, or name another file by --against.")
    with atomic_write(path) as temporary:
        temporary.write_text(json.dumps({"kind": KIND, **record}, indent=2) + "\n", encoding="utf-8")


def read_record(path):
    """Read and check a record, which anyone may have written.

    Args:
        path: the file.

    Returns:
        dict: recipe, flags and steps of the run, data (its name and checksum), figures, versions.

    Raises:
        FileNotFoundError: if there is none.
        ValueError: if the file is damaged, or something else.
    """
    path = pathlib.Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"there is no record {path}: `tfgan-zoo check RUN --record` makes one.")
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise ValueError(f"it has {path.stat().st_size} bytes, expected at most {SIZE_LIMIT}")
        record = json.loads(path.read_text(encoding="utf-8"), parse_constant=refused_number)
        check_form(record, FORM)
        for result in record["results"]:
            check_form(result, FIGURE)
    except (ValueError, OSError, RecursionError) as error:
        raise ValueError(f"the record {path} cannot be read ({str(error)[:200]}): make it anew by --record.") from error
    return record


def check_form(values, form):
    """Refuse what lacks something, or has something of another kind."""
    if not isinstance(values, dict):
        raise ValueError(f"it holds {type(values).__name__}, expected a dict")
    for name, (fits, expected) in form.items():
        if name not in values:
            raise ValueError(f"{name!r} is missing")
        if not fits(values[name]):
            raise ValueError(f"{name!r} is {str(values[name])[:40]!r}, expected {expected}")
