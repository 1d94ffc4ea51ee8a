"""The file of recorded results, with which later results are compared."""

import pathlib

from tfgan_zoo.preferences import is_preference
from tfgan_zoo.saving.schema import (
    ANY_DICT,
    NOT_NEGATIVE,
    NUMBER,
    POSITIVE,
    TEXT,
    check_schema,
    or_null,
    read_json,
    write_json,
)

RECORD = "record.json"  # default file name in a run's folder
DRAWS = 5  # default number of evaluations in a record
FALSE_ALARMS = 0.001  # default probability that an equally good generator is reported as worse
KIND = "results of tfgan-zoo check"
RESULT = {
    "metric": TEXT,
    "network": TEXT,
    "split": TEXT,
    "n_real": NOT_NEGATIVE,
    "n_fake": NOT_NEGATIVE,  # none, of a bound on the likelihood of real samples
    "better": (is_preference, '"higher", "lower", a number or null'),
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
    "results": [RESULT],
    "versions": ANY_DICT,
}


def write_record(path, record):
    """Write a record atomically.

    Args:
        path: the file.
        record: dict as from `read_record`, without its kind.

    Raises:
        ValueError: if there is one already, or this one could not be read again.
    """
    check_new(path)
    write_json(path, {"kind": KIND, **record}, SCHEMA)


def check_new(path):
    """Refuse the path of a record to write where there is something already.

    Raises:
        ValueError: if there is.
    """
    if pathlib.Path(path).exists():
        raise ValueError(f"there is already a record in {path}: remove it, or name another file with --against.")


def read_record(path):
    """Read and validate a record, which is not trusted.

    Args:
        path: the file.

    Returns:
        dict: recipe, flags and steps of the run, data (its name and checksum), results, versions.

    Raises:
        FileNotFoundError: if there is none.
        ValueError: if the file is damaged or not a record.
    """
    path = pathlib.Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"there is no record {path}: create one with `tfgan-zoo check RUN --record`.")
    try:
        record = read_json(path)
        check_schema(record, SCHEMA)
    except (ValueError, OSError) as error:
        raise ValueError(f"the record {path} cannot be read ({str(error)[:200]}): repeat --record.") from error
    return record
