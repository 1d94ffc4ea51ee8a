"""Files that are written completely or not at all, and errors that name them."""

import contextlib
import errno
import os
import pathlib
import re
import shutil
import uuid

from tfgan_zoo.lazy import LazyModule

tf = LazyModule("tensorflow")  # only where something goes wrong

TEMPORARY_PREFIX = ".writing-"  # of the name of a file or folder that is not complete yet
TEMPORARY = re.compile(rf"{re.escape(TEMPORARY_PREFIX)}(?P<process>\d+)-.*", re.DOTALL)
REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "make room on its disk"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "give a folder that may be written to"),
}


@contextlib.contextmanager
def atomic_write(path):
    """A temporary path in the file's folder, with the same suffix; renamed to the file on success, deleted on an error.

    No two writers share a temporary path: of two processes that write the same file, the last to finish has written it.
    What a killed process leaves behind goes with `remove_left_over`.

    Args:
        path: the file; its folder is created if it is missing.

    Raises:
        OSError: as `naming` has it, if the file cannot be written (full disk); what was there stays.

    Example:
        >>> with atomic_write("report.md") as temporary:
        ...     _ = temporary.write_text("all of it")
    """
    path = pathlib.Path(path)
    temporary = path.with_name(f"{temporary_prefix()}{uuid.uuid4().hex[:8]}-{path.name}")
    with naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield temporary
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)


def temporary_prefix():
    """The beginning of the name of whatever this process has not completed yet."""
    return f"{TEMPORARY_PREFIX}{os.getpid()}-"


def remove_left_over(folder):
    """Remove what killed processes had not completed in a folder and in those below; for its only writer.

    What another living process of this machine writes there stays.

    Args:
        folder: path of the folder.

    Example:
        >>> from tfgan_zoo.saving.lock import locked
        >>> with locked("runs/dcgan"):
        ...     remove_left_over("runs/dcgan")
    """
    for path in list(pathlib.Path(folder).rglob(f"{TEMPORARY_PREFIX}*")):
        found = TEMPORARY.fullmatch(path.name)
        if not found or is_another_process(int(found["process"])):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def is_another_process(number):
    """Whether a process of this number lives on this machine, and is not this one."""
    if number == os.getpid():  # whose number a killed one had before, as in containers
        return False
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return True


@contextlib.contextmanager
def naming(path):
    """Have the errors of what writes to a file or folder say its path, and what to do.

    Args:
        path: what is written.

    Raises:
        OSError: in place of another one, or TensorFlow's, with the same number; one about another file stays.

    Example:
        >>> with naming("events"):
        ...     writer = tf.summary.create_file_writer("events")
    """
    try:
        yield
    except OSError as error:
        if error.filename and not str(error.filename).startswith(str(pathlib.Path(path).parent)):
            raise
        raise named(path, error.errno, error.strerror or error) from error
    except Exception as error:
        if not isinstance(error, tf.errors.OpError):
            raise
        number = errno.ENOSPC if isinstance(error, tf.errors.ResourceExhaustedError) else None
        raise named(path, number, error.message.partition("\n")[0].rpartition("; ")[2]) from error


def named(path, number, reason):
    """The error of a path that cannot be written."""
    remedy = REMEDIES.get(number, "mend that")
    return OSError(
        number,
        f"{path} cannot be written ({reason}); what was there before is kept. {remedy.capitalize()}, and go on with "
        "the same command",
    )
