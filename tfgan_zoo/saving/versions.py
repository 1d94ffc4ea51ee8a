"""Folders of versions: numbered SavedModels, of which the highest counts."""

import pathlib


def exported_version(path):
    """The exported generator at a path: that version of it, or the highest of the versions in it.

    Args:
        path: any.

    Returns:
        `pathlib.Path` of a SavedModel; None where there is none.
    """
    path = pathlib.Path(path)
    if (path / "saved_model.pb").is_file():
        return path
    numbered = [found.parent for found in path.glob("*/saved_model.pb") if found.parent.name.isdecimal()]
    return max(numbered, key=lambda version: int(version.name), default=None)
