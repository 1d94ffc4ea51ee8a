"""TensorFlow's own messages, without those that tell a user nothing."""

import contextlib
import glob
import logging
import os
import sys
import tempfile

LEVEL = "TF_CPP_MIN_LOG_LEVEL"
EVERYTHING, WARNINGS, NOTHING = "0", "1", "3"
ACCELERATORS = ("/dev/nvidia*", "/dev/dxg", "/dev/kfd", "/dev/accel*")  # NVIDIA's, also under Windows; AMD's; TPUs
ALWAYS = (b"before absl::InitializeLog() is called", b"oneDNN custom operations are on")
WITHOUT_ACCELERATOR = (b"Could not find cuda drivers",)


def has_accelerator():
    """Whether this machine has a GPU or TPU, of which TensorFlow may have to warn."""
    return any(glob.glob(pattern) for pattern in ACCELERATORS)


@contextlib.contextmanager
def quiet_import():
    """Within it, TensorFlow may be imported for the first time.

    Where the environment does not say what TensorFlow prints (TF_CPP_MIN_LOG_LEVEL), it is warnings and errors on a
    machine with an accelerator, and nothing elsewhere: there they are about the lack of one, or of an optimization that
    was left out; whatever ends a step is raised as well. That level does not hold yet while TensorFlow is imported, so
    the known messages of the import are taken from what is written to stderr, and all others printed at its end.

    Example:
        >>> with quiet_import():
        ...     import tensorflow
    """
    if "tensorflow" in sys.modules or os.environ.get(LEVEL) == EVERYTHING:
        yield
        return
    accelerator = has_accelerator()
    os.environ.setdefault(LEVEL, WARNINGS if accelerator else NOTHING)
    with without_lines(ALWAYS if accelerator else ALWAYS + WITHOUT_ACCELERATOR):
        yield


@contextlib.contextmanager
def without_lines(parts):
    """Holds back what this process writes to stderr, and prints it at the end without the lines that have a part."""
    try:
        stderr = os.dup(2)
    except OSError:  # there is none
        yield
        return
    with tempfile.TemporaryFile() as written:
        os.dup2(written.fileno(), 2)
        try:
            yield
        finally:
            if sys.stderr is not None:
                sys.stderr.flush()
            os.dup2(stderr, 2)
            os.close(stderr)
            written.seek(0)
            for line in written:
                if not any(part in line for part in parts):
                    os.write(2, line)


def import_tensorflow_datasets():
    """TensorFlow Datasets as a module, which no longer warns of what only it does itself.

    Example:
        >>> import_tensorflow_datasets().builder("mnist").name
        'mnist'
    """
    import tensorflow_datasets

    logging.getLogger("absl").addFilter(is_for_users)
    return tensorflow_datasets


def is_for_users(record):
    """Whether a record of a log is not TensorFlow Datasets' warning of its own use of an attribute."""
    return "`FeatureConnector.dtype` is deprecated" not in record.getMessage()
