"""Detects side effects of code: files written or removed, programs started, code or data unpickled."""

import contextlib
import os
import sys
import time

ALWAYS = {
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "subprocess.Popen",
    "socket.connect",
    "pickle.find_class",
}
ON_PATHS = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate", "shutil.rmtree"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
SECONDS = 2.0  # of CPU time; a valid file takes a tenth of it

_watching = []


def _hook(event, arguments):
    if not _watching:
        return
    path = str(arguments[0]) if arguments else ""
    if "__pycache__" in path:  # Python keeps its own compiled modules
        return
    written = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
    if written or event in ALWAYS or event in ON_PATHS:
        _watching[-1].append((event, path))


sys.addaudithook(_hook)  # it cannot be removed, so it does nothing while not in use


@contextlib.contextmanager
def harmless():
    """Fail if code in this context writes, removes, starts, connects to or unpickles anything, or takes long."""
    events = []
    _watching.append(events)
    began = time.process_time()
    try:
        yield
    finally:
        seconds = time.process_time() - began
        _watching.pop()
    assert not events, events
    assert seconds < SECONDS, f"{seconds:.1f} s of the processor"
