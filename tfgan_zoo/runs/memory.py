"""What does not fit into memory, in words."""

import contextlib
import os

import tensorflow as tf

from tfgan_zoo.checks import COUNT
from tfgan_zoo.runs.settings import option
from tfgan_zoo.saving.weights import variables_within

GIB = 2**30
COPIES = 2  # random numbers, and the same scaled, beside the variable


@contextlib.contextmanager
def within_memory(sizes):
    """Refuse variables that this machine's memory cannot hold, before any is allocated.

    Args:
        sizes: dict of the flags that determine how large they are.

    Raises:
        ValueError: inside the context, if they need more; says what was received, and what to do.
    """
    memory = memory_of_machine()
    reason = f"the game's variables need more than the {memory / GIB:.3g} GiB of memory that this machine has"
    with readable_exhaustion(sizes), variables_within(memory, too_large(reason, sizes), COPIES):
        yield


def memory_of_machine():
    """Bytes of memory of this machine."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


@contextlib.contextmanager
def readable_exhaustion(sizes):
    """Turn TensorFlow's error about exhausted memory into one line.

    Args:
        sizes: as for `within_memory`.

    Raises:
        ValueError: in place of TensorFlow's error.
    """
    try:
        yield
    except (tf.errors.ResourceExhaustedError, MemoryError) as error:
        reason = f"memory is exhausted ({str(error).partition(chr(10))[0][:200]})"
        raise ValueError(too_large(reason, sizes)) from error


def too_large(reason, sizes):
    """The message for what is too large."""
    received = ", ".join(f"{option(name)} {value}" for name, value in sizes.items() if value in COUNT)
    return f"{reason}: received {received}. Give smaller sizes, such as --width or --batch-size."
