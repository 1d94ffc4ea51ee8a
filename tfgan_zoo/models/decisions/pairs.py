"""Pairs of users' own items and others, as stacks of minibatches."""

import tensorflow as tf


def in_minibatches(users, own, negatives, size):
    """The pairs of all users, in their order, cut into minibatches of one size.

    Args:
        users: int32 (num_users,).
        own: their items, int32 (num_users, length), -1 behind the last.
        negatives: an item for each place of `own`, int32.
        size: pairs in a minibatch.

    Returns:
        users, own items, others, int32, and weights, float32: each (minibatches, size). The last minibatch is filled
        up with pairs of weight 0.

    Example:
        >>> users, own = tf.constant([7, 8]), tf.constant([[3, 4], [5, -1]])
        >>> [part.numpy().tolist() for part in in_minibatches(users, own, 0 * own, 2)][:2]
        [[[7, 7], [8, 0]], [[3, 4], [5, 0]]]
    """
    places = tf.where(own >= 0)
    pairs = (tf.gather(users, places[:, 0]), tf.gather_nd(own, places), tf.gather_nd(negatives, places))
    count = tf.shape(places)[0]
    missing = -count % size
    weights = tf.ones((count,))
    return tuple(tf.reshape(tf.pad(part, [[0, missing]]), (-1, size)) for part in (*pairs, weights))
