"""One search at a time in a folder."""

import contextlib
import fcntl
import os
import time

from tfgan_zoo.tuning.trial import GRACE


@contextlib.contextmanager
def locked(folder, patience=GRACE + 10):
    """Hold a folder for as long as the context lasts; the lock ends with the process, however that ends.

    Where an earlier search was killed, its last trial is still being saved, and holds the folder until it has ended.

    Args:
        folder: path of a folder that exists.
        patience: seconds to wait for another process.

    Raises:
        ValueError: if another process holds it for longer.
    """
    with (folder / ".lock").open("a") as file:
        end, announced = time.monotonic() + patience, False
        while not taken(file):
            if time.monotonic() > end:
                raise ValueError(f"another search works in {folder}: wait for its end, or give another --out.")
            if not announced:
                print(f"Waiting: another search, or the last trial of one that ended, works in {folder}", flush=True)
            announced = True
            time.sleep(0.5)
        os.set_inheritable(file.fileno(), True)  # so that a trial holds the folder too, until it has ended
        yield


def taken(file):
    """Whether the lock could be taken."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
