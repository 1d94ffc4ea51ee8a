"""Errors of a graph as the ValueErrors that they are in eager mode."""

import contextlib
import re

import tensorflow as tf

from tfgan_zoo.models.base.labels import OUT_OF_RANGE, out_of_range

# The messages of failed assertions in TensorFlow: of `labels.checked_labels`; and all others of this package, words and
# values in turn, which begin with what was received.
LABELS_FAILED = re.compile(rf"\[{OUT_OF_RANGE}: from\] \[(-?\d+)\] \[to\] \[(-?\d+)\] \[expected 0 to\] \[(\d+)\]")
RECEIVED = re.compile(r"assertion failed: \[((?:received|a batch of)\b.*)\]")


@contextlib.contextmanager
def readable_errors():
    """Turn the error of a graph about what it received into the ValueError of eager mode.

    Raises:
        ValueError: instead of the error of an assertion in a graph.
    """
    try:
        yield
    except tf.errors.InvalidArgumentError as error:
        if match := LABELS_FAILED.search(error.message):
            low, high, last = map(int, match.groups())
            raise ValueError(out_of_range(low, high, last + 1)) from None
        if match := RECEIVED.search(error.message):
            raise ValueError(match[1].replace("] [", " ").replace(" ;", ";")) from None
        raise
