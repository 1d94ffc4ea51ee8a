"""A Markov chain in the graph."""

import tensorflow as tf


def run_chain(step, start, uniforms):
    """The end of a chain, as a function of uniform numbers: one loop in the graph.

    Args:
        step: function from the state and a step's numbers, (batch, ...), to the next state.
        start: the first state, (batch, ...).
        uniforms: in [0, 1), (batch, steps + 1, ...); the first draw the start, and are not used here.

    Returns:
        the state after the last step, (batch, ...).

    Example:
        >>> run_chain(lambda total, numbers: total + numbers, tf.zeros(1), tf.constant([[0.9, 0.25, 0.5]])).numpy()
        array([0.75], dtype=float32)
    """
    length = uniforms.shape[1]

    def next_state(number, state):
        return number + 1, step(state, tf.gather(uniforms, number, axis=1))

    return tf.while_loop(lambda number, _: number < length, next_state, (tf.constant(1), start))[1]
