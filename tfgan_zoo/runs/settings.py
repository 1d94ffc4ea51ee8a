"""Reading of a run's settings from a file that is not trusted."""

import json
import pathlib
import zlib

from tfgan_zoo.saving.schema import (
    ANY_DICT,
    INTEGER,
    NOT_NEGATIVE,
    POSITIVE,
    TEXT,
    check_schema,
    is_integer,
    is_text,
    or_null,
    read_json,
    write_json,
)

FINGERPRINTS = "fingerprint"  # name of the entry
# More steps go on training; data may have moved, or been damaged; how often a run is measured changes nothing of it.
MAY_CHANGE = ("steps", "data_dir", "skip_bad", "on_problem", "evaluate_every", "patience")
FORMAT = 1  # of the file; one more with every change that makes older runs unreadable


def read_settings(path):
    """Read and validate `settings.json`.

    A custom recipe is named by its absolute path. One inside the run's folder may have come with it from someone else
    and would be executed, so it is refused.

    Args:
        path: the file.

    Returns:
        dict of the settings.

    Raises:
        ValueError: if the file is damaged, not written by a run, or from an incompatible version of this package.

    Example:
        >>> read_settings(pathlib.Path("runs/dcgan/settings.json"))["finished_steps"]  # doctest: +SKIP
        2000
    """
    try:
        settings = read_json(path)
        other_version = version_of(settings)
        if other_version is None:
            check_schema(settings, schema_of(settings))
            check_recipe(settings["recipe"], path.parent)
    except (ValueError, OSError) as error:
        raise ValueError(f"{path} cannot be read ({str(error)[:200]}): repair it, or use another --out.") from error
    if other_version is not None:
        raise ValueError(
            f"{path} is from {other_version} version of tfgan_zoo, whose runs this one cannot read: train again with "
            "another --out."
        )
    return {name: settings[name] for name in schema_of(settings)}


def write_settings(path, settings):
    """Replace `settings.json` in one step, by settings that `read_settings` accepts.

    Raises:
        ValueError: if it would not.
    """
    write_json(path, {"format": FORMAT, **settings}, schema_of(settings))


def schema_of(settings):
    """The schema of settings; those that were written before runs had a fingerprint need none."""
    has_fingerprint = isinstance(settings, dict) and FINGERPRINTS in settings
    return SCHEMA | ({FINGERPRINTS: FINGERPRINT} if has_fingerprint else {})


def check_flags(flags):
    """Refuse values of flags that the settings could not hold, before anything is made with them.

    Args:
        flags: dict from a flag's name to its value.

    Raises:
        ValueError: if one is not finite, or of a kind that JSON has not; names it.
    """
    for name, value in flags.items():
        try:
            json.dumps(value, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise ValueError(
                f"{option(name)} is {value!r}, which the settings of a run cannot hold: give text, true or false, a "
                "finite number, or a list of those."
            ) from error


def data_title(settings):
    """What to call the data of a run: of a folder its name alone."""
    name = settings["data"]["name"]
    return pathlib.PurePath(name).name if pathlib.PurePath(name).is_absolute() else name


def class_names_of(settings):
    """The names of the classes of a run's data; None without, and in settings that do not have them."""
    names = settings["data"].get("class_names")
    return [name.replace("|", "\\|") for name in names] if is_texts(names) else None


def option(name):
    """The flag of the command line that sets this."""
    return name if name == "recipe" else f"--{name.replace('_', '-')}"


def flags_checksum(flags):
    """A checksum of the flags that settle what a run's game is, by which an edited file is known."""
    kept = {name: value for name, value in flags.items() if name not in (*MAY_CHANGE, "dataset")}
    return f"{zlib.crc32(json.dumps(kept, sort_keys=True).encode()):08x}"


def version_of(settings):
    """ "an older" or "a newer" if another version wrote these settings; None for this one, or if they are of no run."""
    if not isinstance(settings, dict) or not {"recipe", "flags"} <= set(settings):
        return None
    number = settings.get("format", 0)
    if not is_integer(0)(number) or number == FORMAT:
        return None
    return "an older" if number < FORMAT else "a newer"


def check_recipe(recipe, folder):
    """Refuse a recipe file inside the run's folder."""
    if not recipe.endswith(".py"):
        return
    path = pathlib.Path(recipe)
    if not path.is_absolute() or path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(
            f"its recipe is the file {recipe[:80]!r}, expected a recipe of the zoo or an absolute path outside the "
            "run's folder"
        )


def is_shape(value):
    """Whether a value is a shape, which is empty where a sample is one number, or a list of two."""
    shapes = value if isinstance(value, list) and value and all(isinstance(part, list) for part in value) else [value]
    return all(isinstance(shape, list) and all(map(is_integer(1), shape)) for shape in shapes)


def is_texts(value):
    """Whether a value is a list of strings."""
    return isinstance(value, list) and all(map(is_text, value))


def is_counts(value):
    """Whether something is a list of integers of at least 0."""
    return isinstance(value, list) and all(map(is_integer(0), value))


FLAGS = {
    "dataset": TEXT,
    "data_dir": or_null(TEXT),
    "steps": POSITIVE,
    "batch_size": POSITIVE,
    "epochs": POSITIVE,
    "seed": INTEGER,
    "precision": TEXT,
    "strategy": TEXT,
}
DATA = {
    "name": TEXT,
    "split": TEXT,
    "num_examples": POSITIVE,
    "shape": (is_shape, "a list of integers of at least 1"),
    "evaluated_on": TEXT,
}
DATA_SET = {
    "split": TEXT,
    "num_examples": POSITIVE,
    "shape": (is_shape, "a list of integers of at least 1"),
    "modality": TEXT,
    "labels": or_null((is_counts, "a list of integers of at least 0")),
    "checksum": TEXT,
}
FINGERPRINT = {"recipe": or_null(TEXT), "flags": TEXT, "data": [DATA_SET]}  # of what a run was made with
SCHEMA = {
    "format": POSITIVE,
    "recipe": TEXT,
    "flags": FLAGS,
    "steps_per_epoch": POSITIVE,
    "finished_steps": or_null(NOT_NEGATIVE),
    "data": DATA,
    "versions": ANY_DICT,
}
