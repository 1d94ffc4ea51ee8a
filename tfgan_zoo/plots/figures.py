"""What all pictures share: they are written whole, and matplotlib's are drawn without pyplot and its global state."""

import contextlib
import os
import pathlib

DOTS_PER_INCH = 110


def save(path, figure):
    """Write a matplotlib figure, making its folder where it is missing."""
    with whole(path) as aside:
        figure.savefig(aside)


@contextlib.contextmanager
def whole(path):
    """A path beside the picture's to write to, of the same ending, which then takes its name, or vanishes."""
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".writing-{path.name}")
    try:
        yield aside
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
