"""Files that are written completely or not at all."""

import contextlib
import os
import pathlib

TEMPORARY_PREFIX = ".writing-"  # of the name of a file that is not complete yet


@contextlib.contextmanager
def atomic_write(path):
    """A temporary path in the file's folder, with the same suffix; renamed to the file on success, deleted on an error.

    Args:
        path: the file; its folder is created if it is missing.

    Example:
        >>> with atomic_write("report.md") as temporary:
        ...     temporary.write_text("all of it")
    """
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{path.name}")
    try:
        yield temporary
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
