"""Files that end after some bytes, as on a full disk."""

import contextlib
import resource


@contextlib.contextmanager
def files_end_after(num_bytes):
    """While entered, this process can write no file beyond that ("File too large")."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (num_bytes, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
