"""The results of a generator over several draws, in a small file to compare later ones with."""

import pathlib

from tfgan_zoo.saving.schema import (
    ANY_DICT,
    BOOLEAN,
    NOT_NEGATIVE,
    NUMBER,
    POSITIVE,
    TEXT,
    check_schema,
    or_null,
    read_json,
    write_json,
)

RECORD = "record.json"  # the record's name in a run's folder
DRAWS = 5  # of a record
FALSE_ALARMS = 0.001  # how often a generator as good as the recorded one is called worse
KIND = "results of tfgan-zoo check"
FIGURE = {
    "metric": TEXT,
    "network": TEXT,
    "split": TEXT,
    "n_real": POSITIVE,
    "n_fake": POSITIVE,
    "higher_is_better": BOOLEAN,
    "values": (
        lambda value: isinstance(value, list) and len(value) > 1 and all(map(NUMBER[0], value)),
        "a list of two or more numbers",
    ),
    "mean": NUMBER,
    "spread": NUMBER,
}
SCHEMA = {
    "kind": (lambda value: value == KIND, repr(KIND)),
    "recipe": TEXT,
    "flags": ANY_DICT,
    "steps": NOT_NEGATIVE,
    "data": TEXT,
    "num_examples": or_null(POSITIVE),
    "results": [FIGURE],
    "versions": ANY_DICT,
}


def write_record(path, record):
    """Write a record, whole or not at all.

    Args:
        path: where to.
        record: dict of the form that `read_record` gives, without its kind.

    Raises:
        ValueError: if there is one already, or this one could not be read again.
    """
    path = pathlib.Path(path)
    if path.exists():
        raise ValueError(f"there is a record in {path} already: remove it, or name another file by --against.")
    write_json(path, {"kind": KIND, **record}, SCHEMA)


def read_record(path):
    """Read and check a record, which anyone may have written.

    Args:
        path: the file.

    Returns:
        dict: recipe, flags and steps of the run, data (its name and checksum), results, versions.

    Raises:
        FileNotFoundError: if there is none.
        ValueError: if the file is damaged, or something else.
    """
    path = pathlib.Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"there is no record {path}: `tfgan-zoo check RUN --record` makes one.")
    try:
        record = read_json(path)
        check_schema(record, SCHEMA)
    except (ValueError, OSError) as error:
        raise ValueError(f"the record {path} cannot be read ({str(error)[:200]}): make it anew by --record.") from error
    return record
