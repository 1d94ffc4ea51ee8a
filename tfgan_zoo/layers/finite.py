"""Running means and other state that a step with a value that is not finite does not reach."""

import contextlib

import tensorflow as tf
from keras import ops


def assign_finite(state, value):
    """Assign to a state what is finite of a value, and keep what it was where the value is not.

    A running mean that met one NaN would be NaN for good, long after the step that made it was skipped.

    Args:
        state: variable of floats.
        value: tensor of its shape.

    Example:
        >>> mean = keras.Variable([1.0, 2.0])
        >>> assign_finite(mean, [3.0, float("nan")])
        >>> mean.numpy().tolist()
        [3.0, 2.0]
    """
    value = ops.cast(value, state.dtype)
    state.assign(ops.where(ops.isfinite(value), value, state.value))


@contextlib.contextmanager
def keeping_finite(states):
    """Take back, at the end of this context, what was assigned to these states in it and is not finite.

    Args:
        states: variables of floats that other code assigns to, such as a Keras layer's statistics.
    """
    known = [tf.identity(state.value) for state in states]
    yield
    for state, value in zip(states, known, strict=True):
        state.assign(ops.where(ops.isfinite(state.value), state.value, value))
