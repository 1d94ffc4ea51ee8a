"""Replica-aware randomness and batch statistics, so that a run is the same on one device and on several.

Several devices share a batch: each replica sees its own rows. Random values with one row per example are drawn for the
whole batch from one seed, and each replica takes its rows; so noise differs between the replicas, and the batch has the
noise that it would have on one device.
"""

import tensorflow as tf


def num_replicas():
    """The number of replicas that share this step's batch; 1 outside a replica."""
    return 1 if tf.distribute.in_cross_replica_context() else tf.distribute.get_strategy().num_replicas_in_sync


def replica_rows(draw, count):
    """This replica's rows of a random tensor that is drawn for all of them.

    Args:
        draw: function from a number of examples to a tensor with that many rows, the same on every replica.
        count: number of this replica's examples, the same on every replica.

    Returns:
        tensor (count, ...).

    Example:
        >>> replica_rows(lambda count: tf.random.stateless_normal((count, 2), (0, 1)), 4).shape
        TensorShape([4, 2])
    """
    if num_replicas() == 1:
        return draw(count)
    first = tf.distribute.get_replica_context().replica_id_in_sync_group * count
    return draw(count * num_replicas())[first : first + count]


def gather_rows(tensor):
    """The rows of all replicas, in order, on each of them.

    Args:
        tensor: this replica's rows (count, ...).

    Returns:
        tensor (count * number of replicas, ...).
    """
    return tensor if num_replicas() == 1 else tf.distribute.get_replica_context().all_gather(tensor, axis=0)
