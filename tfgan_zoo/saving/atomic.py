"""Files that are written whole or not at all."""

import contextlib
import os
import pathlib

TEMPORARY_PREFIX = ".writing-"  # how the name of a file begins that is not whole yet


@contextlib.contextmanager
def atomic_write(path):
    """A path beside a file's to write to, of the same ending, which then takes its name, or vanishes.

    Args:
        path: the file; its folder is made where it is missing.

    Example:
        >>> with whole("report.md") as aside:
        ...     aside.write_text("all of it")
    """
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{path.name}")
    try:
        yield temporary
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
