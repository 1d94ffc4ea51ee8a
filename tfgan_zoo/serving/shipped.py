"""The generators that come with the project: where they lie, and the size and SHA-256 of each of their files.

The repository has them in `saved_models`. An installed package has only their index: their folders are then looked for
in `~/.cache/tfgan_zoo`, or where the variable TFGAN_ZOO_HOME says.
"""

import difflib
import functools
import hashlib
import json
import os
import pathlib

INDEX = pathlib.Path(__file__).parent / "shipped.json"
CHECKOUT = pathlib.Path(__file__).parents[2] / "saved_models"
HOME = "TFGAN_ZOO_HOME"
VERSION = "1"


def fingerprint(folder):
    """The size in bytes and the SHA-256 of every file in a folder.

    Args:
        folder: path of a SavedModel's version.

    Returns:
        dict from each file's path in the folder to [size, hexadecimal digest].

    Example:
        >>> fingerprint("saved_models/wgan_gp_digits/1")["saved_model.pb"]  # doctest: +SKIP
        [166783, '1c2a...']
    """
    folder = pathlib.Path(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): fingerprint_of_file(path) for path in files}


def fingerprint_of_file(path):
    """[size, hexadecimal SHA-256] of a file."""
    with open(path, "rb") as file:
        return [path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()]


@functools.cache
def index():
    """dict from the name of each generator to the fingerprint of its version."""
    return json.loads(INDEX.read_text(encoding="utf-8"))


def shipped_names():
    """The names of the generators that come with the project, sorted: list of strings."""
    return sorted(index())


def cache():
    """The folder in which generators are looked for that are not in a checkout."""
    return pathlib.Path(os.environ.get(HOME) or pathlib.Path.home() / ".cache" / "tfgan_zoo")


def find(name):
    """The version of a generator that comes with the project, after a check of all its files.

    Args:
        name: such as "wgan_gp_digits".

    Returns:
        pathlib.Path.

    Raises:
        ValueError: if there is none of that name, or a file is not the one that was shipped.
        FileNotFoundError: if its folder is not on this machine.
    """
    if name not in index():
        nearest = difflib.get_close_matches(name, index(), cutoff=0.4)
        similar = f"; similar: {', '.join(nearest)}" if nearest else ""
        raise ValueError(
            f"there is no generator {name!r}{similar}. Give one of tfgan_zoo.serving.shipped_names(), a folder, a "
            ".keras file, or hf://user/repository."
        )
    places = [folder / name / VERSION for folder in (CHECKOUT, cache())]
    version = next((place for place in places if place.is_dir()), None)
    if version is None:
        raise FileNotFoundError(
            f"{name} comes with the repository and not with the installed package: copy the repository's folder "
            f"saved_models/{name} to {cache() / name} (or set {HOME})."
        )
    check(version, index()[name])
    return version


def check(version, expected):
    """Refuse a folder whose files are not the expected ones.

    Args:
        version: path of the folder.
        expected: as from `fingerprint`.

    Raises:
        ValueError: if a file is missing, additional, or of another size or content.
    """
    found = fingerprint(version)
    for path in sorted({*found, *expected}):
        if path not in found:
            raise ValueError(f"{version} lacks {path}: restore the folder.")
        if path not in expected:
            raise ValueError(f"{version / path} does not belong there: remove it, or restore the folder.")
        (size, digest), (right_size, right_digest) = found[path], expected[path]
        if size != right_size:
            raise ValueError(f"{version / path} has {size} bytes; expected {right_size}: restore the folder.")
        if digest != right_digest:
            raise ValueError(f"{version / path} has the SHA-256 {digest}; expected {right_digest}: restore the folder.")
