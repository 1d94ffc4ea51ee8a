"""Running means and other state that nonfinite values do not change."""

import contextlib

import tensorflow as tf
from keras import ops


def assign_finite(state, value):
    """Assign a value to a state where it is finite; elsewhere the state keeps its value.

    A running mean would otherwise stay NaN after a single NaN, although the step itself is skipped.

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
    """Undo, at the end of this context, the nonfinite values that were assigned to these states in it.

    Args:
        states: variables of floats that other code assigns to, such as a Keras layer's statistics.
    """
    known = [tf.identity(state.value) for state in states]
    yield
    for state, value in zip(states, known, strict=True):
        state.assign(ops.where(ops.isfinite(state.value), state.value, value))
