"""What made the pictures of a folder, noted beside them, so that they are never mixed with those of another network."""

import contextlib
import json

from tfgan_zoo.saving.atomic import atomic_write

SETTINGS = "translation.json"


@contextlib.contextmanager
def noted(out, jobs, mine, overwrite):
    """Context in which a folder gets pictures of one translator, which is noted there.

    What replaces another one's pictures is noted when all of them are replaced.

    Args:
        out: path of the folder.
        jobs: list of `Job`.
        mine: dict that tells the translator and its options from others.
        overwrite: whether pictures that are there are made anew.

    Raises:
        ValueError: if something else made those that are there, and they are not to be made anew.
    """
    path = out / SETTINGS
    theirs = read_settings(path)
    replaces = theirs != mine and any(job.place.is_file() for job in jobs)
    if replaces and not overwrite:
        names = ", other ".join(name for name in mine if theirs.get(name, mine[name]) != mine[name])
        reason = f"other {names}" if names else "it is not noted what"
        raise ValueError(
            f"{out} holds pictures that something else made ({reason}): give another --out, or --overwrite to make "
            "them anew."
        )
    if replaces:
        path.unlink(missing_ok=True)
    else:
        write_settings(path, mine)
    yield
    if replaces:
        write_settings(path, mine)


def read_settings(path):
    """What is noted to have made the pictures of a folder; an empty dict if nothing is."""
    with contextlib.suppress(ValueError, OSError):
        found = json.loads(path.read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else {}
    return {}


def write_settings(path, settings):
    """Note what makes the pictures of a folder."""
    with atomic_write(path) as temporary:
        temporary.write_text(json.dumps(settings) + "\n", encoding="utf-8")
