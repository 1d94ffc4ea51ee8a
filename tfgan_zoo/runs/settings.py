"""The settings of a run as its file has them, which anyone may have written."""

import json
import pathlib

SIZE_LIMIT = 2**20  # bytes; a run's settings take about two thousand


def read_settings(path):
    """Read and check `settings.json`.

    A recipe of one's own is named by its absolute path; one that lies in the run's folder came with it from elsewhere,
    and would be run, so it is refused.

    Args:
        path: the file.

    Returns:
        dict of what a run remembers.

    Raises:
        ValueError: if the file is damaged, or not what a run has written.

    Example:
        >>> read_settings("runs/dcgan/settings.json")["finished_steps"]
        2000
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise ValueError(f"it has {path.stat().st_size} bytes, expected at most {SIZE_LIMIT}")
        settings = json.loads(path.read_text(encoding="utf-8"), parse_constant=refused_number)
        check_form(settings)
        check_recipe(settings["recipe"], path.parent)
    except (ValueError, OSError, RecursionError) as error:
        raise ValueError(f"{path} cannot be read ({str(error)[:200]}): mend it, or give another --out.") from error
    return {name: settings[name] for name in FORM}


def refused_number(name):
    """No setting of a run is NaN or infinite."""
    raise ValueError(f"it holds {name}")


def check_form(settings):
    """Refuse settings that lack something, or have something of another kind than a run writes."""
    if not isinstance(settings, dict):
        raise ValueError(f"it holds {type(settings).__name__}, expected a dict")
    for place, form in ((settings, FORM), (settings.get("flags"), FLAGS), (settings.get("data"), DATA)):
        for name, (fits, expected) in form.items():
            if name not in place:
                raise ValueError(f"{name!r} is missing")
            if not fits(place[name]):
                raise ValueError(f"{name!r} is {str(place[name])[:40]!r}, expected {expected}")


def check_recipe(recipe, folder):
    """Refuse a recipe whose file came with the run."""
    if not recipe.endswith(".py"):
        return
    path = pathlib.Path(recipe)
    if not path.is_absolute() or path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(
            f"its recipe is the file {recipe[:80]!r}, expected a recipe of the zoo, or an absolute path outside the "
            "run's folder"
        )


def is_whole(least):
    """Whether something is a whole number from `least` on."""
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


def is_a(kind):
    """Whether something is of a kind."""
    return lambda value: isinstance(value, kind)


def is_text(value):
    """Whether something is text in one line."""
    return isinstance(value, str) and value.isprintable()


def is_shape(value):
    """Whether something is a shape, or a list of two."""
    shapes = value if isinstance(value, list) and value and all(isinstance(part, list) for part in value) else [value]
    return all(isinstance(shape, list) and shape and all(map(is_whole(1), shape)) for shape in shapes)


def is_texts(value):
    """Whether something is a list of text."""
    return isinstance(value, list) and all(map(is_text, value))


TEXT = (is_text, "text")
POSITIVE = (is_whole(1), "a whole number of at least 1")
FORM = {
    "recipe": TEXT,
    "flags": (is_a(dict), "a dict"),
    "steps_per_epoch": POSITIVE,
    "finished_steps": (lambda value: value is None or is_whole(0)(value), "a whole number or null"),
    "higher_is_better": (is_texts, "a list of text"),
    "data": (is_a(dict), "a dict"),
    "versions": (is_a(dict), "a dict"),
}
FLAGS = {
    "dataset": TEXT,
    "data_dir": (lambda value: value is None or is_text(value), "text or null"),
    "steps": POSITIVE,
    "batch_size": POSITIVE,
    "epochs": POSITIVE,
    "seed": (is_whole(-(2**63)), "a whole number"),
    "precision": TEXT,
    "strategy": TEXT,
}
DATA = {
    "name": TEXT,
    "split": TEXT,
    "num_examples": POSITIVE,
    "shape": (is_shape, "a list of whole numbers"),
    "evaluated_on": TEXT,
}
