"""Several turns of a player as one loop in the graph."""

import tensorflow as tf

from tfgan_zoo.distribution.replicas import num_replicas


def mean_terms(turn, count, names):
    """The mean terms of several turns, which are traced once on one device and unrolled on several.

    Args:
        turn: function that plays the turn of a number, from 0 on, and returns named terms.
        count: how many turns.
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
    return {name: total / count for name, total in totals.items()}
