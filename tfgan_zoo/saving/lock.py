"""One writer of a folder at a time; those who only read it need no lock."""

import contextlib
import datetime
import errno
import fcntl
import json
import os
import pathlib
import socket
import time

LOCK = ".lock"  # name of the file in the folder; it is there while somebody writes, and after a kill
WITHOUT_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)  # of a file system that has none
HOLDER_LIMIT = 500  # bytes that are read of who holds it, for anyone may have written the file
POLL = 0.5  # seconds between two attempts


@contextlib.contextmanager
def locked(folder, patience=0.0, inheritable=False):
    """Be the only writer of a folder for as long as the context lasts.

    The operating system holds the lock, and takes it back when the process ends, however that happens: a file that a
    killed process left behind locks nothing. On NFS the server holds it for all machines (`flock` of Linux since
    2.6.12); where a file system has no locks, a line says so, and the folder is written without one.

    Args:
        folder: path of the folder. It is made if it is missing, and goes again if nothing was written into it.
        patience: seconds to wait for another writer.
        inheritable: whether a process that is started in the meantime holds the folder as well, until both have ended.

    Raises:
        ValueError: if another process writes there for longer; names its machine, its number, and since when.
        OSError: if the folder cannot be written.

    Example:
        >>> import pathlib
        >>> with locked("runs/dcgan"):
        ...     _ = pathlib.Path("runs/dcgan/notes.txt").write_text("mine alone")
    """
    folder = pathlib.Path(folder)
    path, existed = folder / LOCK, folder.exists()
    descriptor = taken_within(path, patience)
    try:
        os.set_inheritable(descriptor, inheritable)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(this_process()).encode(), 0)
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is still held: whoever waits for this file looks for the next one
        os.close(descriptor)
        if not existed:
            with contextlib.suppress(OSError):  # it is not empty
                folder.rmdir()


def locked_if_inside(path, folder):
    """`locked` for a folder that a path lies in, which then is about to be written; else a context that does nothing.

    Args:
        path: where something is about to be written.
        folder: the folder that others may write at the same time.
    """
    inside = pathlib.Path(path).resolve().is_relative_to(pathlib.Path(folder).resolve())
    return locked(folder) if inside else contextlib.nullcontext()


def taken_within(path, patience):
    """The descriptor of the locked file, once no other process holds it."""
    end, announced = time.monotonic() + patience, False
    while (descriptor := taken(path)) is None:
        if time.monotonic() >= end:
            raise ValueError(
                f"{path.parent} is being written by another process ({holder_of(path)}): wait for its end, or give "
                "another --out. Reading needs no waiting."
            )
        if not announced:
            print(f"Waiting: another process ({holder_of(path)}) writes in {path.parent}", flush=True)
            announced = True
        time.sleep(POLL)
    return descriptor


def taken(path):
    """The descriptor of the file, locked; None where another process holds it.

    Raises:
        OSError: if it cannot be made.
    """
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        except FileNotFoundError:
            continue  # an earlier writer has removed the folder, which was empty
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in WITHOUT_LOCKS:
                os.close(descriptor)
                if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                    return None
                raise
            print(f"{path.parent} has no file locks: start no second process that writes there.", flush=True)
        if is_file(descriptor, path):
            return descriptor
        os.close(descriptor)  # the writer that held it has removed it since


def is_file(descriptor, path):
    """Whether the path still is the file that was opened."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path, follow_symlinks=False))
    except FileNotFoundError:
        return False


def this_process():
    """Who holds the lock, and since when."""
    since = datetime.datetime.now(datetime.UTC).isoformat(" ", "seconds")
    return {"host": socket.gethostname(), "process": os.getpid(), "since": since}


def holder_of(path):
    """Who holds the lock, in words, as far as its file says it."""
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(HOLDER_LIMIT))
        words = f"process {found['process']} on {found['host']}, since {found['since']}"
    except (OSError, ValueError, LookupError, TypeError):
        return "which has just begun"
    return words if words.isprintable() else "unknown"
