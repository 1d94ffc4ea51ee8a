"""A round's batch in parts, and several turns of a player as one loop in the graph."""

import tensorflow as tf

from tfgan_zoo.distribution.replicas import num_replicas
from tfgan_zoo.layers.checks import checked_split


def mean_terms(turn, count, names):
    """The mean terms of several turns, which are traced once on one device and unrolled on several.

    Args:
        turn: function that plays the turn of a number, from 0 on, and returns named terms.
        count: how many turns, an integer or, on one device, a scalar tensor.
        names: of the terms.

    Returns:
        dict of float32 scalars.

    Example:
        >>> float(mean_terms(lambda number: {"loss": tf.cast(number, tf.float32)}, 3, ["loss"])["loss"])
        1.0
    """

    def add(number, totals):
        terms = turn(number)
        return number + 1, {name: totals[name] + terms[name] for name in names}

    totals = {name: tf.constant(0.0) for name in names}
    if num_replicas() == 1:
        _, totals = tf.while_loop(lambda number, _: number < count, add, (tf.constant(0), totals))
    else:  # replicas cannot meet, as they do at every update, within a loop of the graph
        for number in range(count):
            _, totals = add(number, totals)
    return {name: total / tf.cast(count, tf.float32) for name, total in totals.items()}


def in_parts(sequences, num_parts):
    """A batch in equal parts.

    Sequences take turns in the parts, so that the parts of several replicas together are those of the whole batch.

    Args:
        sequences: tensor (batch, length), or (batch, length, variables).
        num_parts: how many.

    Returns:
        tensor (num_parts, batch / num_parts, ...).

    Raises:
        ValueError: if the batch is known not to be divisible.

    Example:
        >>> in_parts(tf.constant([[1], [2], [3], [4]]), 2)[:, :, 0].numpy().tolist()
        [[1, 3], [2, 4]]
    """
    cannot = f" cannot be split into {num_parts} equal parts, one for each step of a round"
    sequences = checked_split(sequences, num_parts, cannot)
    return tf.einsum("bp...->pb...", tf.reshape(sequences, (-1, num_parts, *sequences.shape[1:])))
