"""Whether a file is a complete saved game, checked before anything in it is trusted."""

import re
import stat
import zipfile

MEMBERS = {"metadata.json", "config.json", "model.weights.h5"}  # what Keras writes, and all it writes, of a game
CONFIG_LIMIT = 8 * 2**20  # bytes; a hundred layers take about 100,000
CHUNK = 2**20
COLOR = re.compile("\x1b\\[[0-9;]*m")  # Keras colors its errors


class DamagedFile(ValueError):
    """A file that is incomplete, or holds what a saved game does not: it was not loaded."""


def check_archive(path):
    """Refuse what is not a complete `.keras` file: every byte that matters is covered by a checksum, and is read.

    Keras stores the archive's members uncompressed, so none can be larger than the file.

    Args:
        path: the file.

    Raises:
        FileNotFoundError: if it does not exist.
        DamagedFile: if it is truncated, changed, not an archive, or has other members than Keras writes.

    Example:
        >>> gan.save("gan.keras")
        >>> check_archive("gan.keras")
    """
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive, path)
            for member in archive.infolist():
                check_bytes(archive, member, path)
    except FileNotFoundError:
        raise
    except DamagedFile:
        raise
    except Exception as error:  # zipfile raises a dozen types if it is not a zip: BadZipFile, struct.error, OSError ...
        raise damaged_file(path, f"it is not a complete .keras archive ({short_message(error)})") from error


def check_members(archive, path):
    """Refuse members that Keras does not write, or that claim to be larger than the file."""
    names = sorted(member.filename for member in archive.infolist())
    if names != sorted(MEMBERS):
        listed = ", ".join(map(repr, names[:5])) + (f" and {len(names) - 5} others" if len(names) > 5 else "")
        raise damaged_file(path, f"it holds {listed or 'nothing'}; expected {', '.join(sorted(MEMBERS))}")
    for member in archive.infolist():
        if member.compress_type != zipfile.ZIP_STORED or member.file_size != member.compress_size:
            raise damaged_file(path, f"its {member.filename} is compressed, which Keras does not do")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise damaged_file(path, f"its {member.filename} is a link")
    archive.fp.seek(0, 2)
    if (claimed := sum(member.file_size for member in archive.infolist())) > archive.fp.tell():
        raise damaged_file(path, f"its members claim {claimed} bytes, more than the file has")
    if (size := archive.getinfo("config.json").file_size) > CONFIG_LIMIT:
        raise damaged_file(path, f"its config.json has {size} bytes; expected at most {CONFIG_LIMIT}")


def check_bytes(archive, member, path):
    """Read a member to its end, where zipfile compares the checksum."""
    read = 0
    with archive.open(member) as file:
        while chunk := file.read(CHUNK):
            read += len(chunk)
    if read != member.file_size:
        raise damaged_file(path, f"its {member.filename} ends after {read} of {member.file_size} bytes")


def damaged_file(path, reason):
    """The error for a file that is not loaded."""
    return DamagedFile(f"{path} cannot be read: {reason}. Use another copy of it, or save it again.")


def short_message(error):
    """An error's message in one line, and its type where it is not ours; those of Keras may repeat the whole file."""
    message = " ".join(COLOR.sub("", str(error)).split())[:300].rstrip(". ")
    return message if type(error) is ValueError else f"{type(error).__name__}: {message}"
