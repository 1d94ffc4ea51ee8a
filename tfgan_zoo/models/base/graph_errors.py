"""Errors of a graph as the ValueErrors that they are in eager mode."""

import contextlib
import re

import tensorflow as tf

from tfgan_zoo.models.base.labels import OUT_OF_RANGE, out_of_range

# The messages of failed assertions in TensorFlow: of `labels.checked_labels`; of `layers.checks` and
# `networks.WordTokenizer`.
LABELS_FAILED = re.compile(rf"\[{OUT_OF_RANGE}: from\] \[(-?\d+)\] \[to\] \[(-?\d+)\] \[expected 0 to\] \[(\d+)\]")
COUNT_FAILED = re.compile(r"\[(a batch of|received)\] \[(\d+)\] \[([^\]]*)\]")


@contextlib.contextmanager
def readable_errors():
    """Turn the error of a graph about labels, captions or the size of a batch into the ValueError of eager mode.

    Raises:
        ValueError: instead of the error of an assertion in a graph.
    """
    try:
        yield
    except tf.errors.InvalidArgumentError as error:
        if match := LABELS_FAILED.search(error.message):
            low, high, last = map(int, match.groups())
            raise ValueError(out_of_range(low, high, last + 1)) from None
        if match := COUNT_FAILED.search(error.message):
            raise ValueError(" ".join(match.groups())) from None
        raise
