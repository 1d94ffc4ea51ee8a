"""Cache of a discriminator's outputs during one update, so that they are computed once."""

import contextlib
import threading

import tensorflow as tf


class OutputCache(threading.local):
    """Outputs by the tensors they were computed from, while enabled; one for each replica, which has its own thread."""

    def __init__(self):
        self.outputs = None

    @contextlib.contextmanager
    def enabled(self):
        """Cache outputs in this context."""
        self.outputs = {}
        try:
            yield
        finally:
            self.outputs = None

    def get_or_compute(self, inputs, training, compute):
        """The outputs of `compute()` for these inputs, computed once while enabled.

        Inputs match if they are the same tensors, not equal ones: a gradient with respect to its own inputs
        (`penalties`) passes new tensors, and gets outputs computed from them.
        """
        if self.outputs is None:
            return compute()
        tensors = tf.nest.flatten(inputs)
        key = (*map(id, tensors), training)
        if key not in self.outputs:
            self.outputs[key] = (tensors, compute())  # the tensors are kept, so that no other gets their ids
        return self.outputs[key][1]
