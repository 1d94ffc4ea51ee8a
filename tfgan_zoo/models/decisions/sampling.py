"""Items drawn for users: from a softmax of scores, from its mixture with the users' own items, from the others."""

import tensorflow as tf


def inverse_cdf(probabilities, uniforms):
    """Categories at which cumulative probabilities pass uniform numbers.

    Args:
        probabilities: (rows, categories), float32; need not sum to 1.
        uniforms: in [0, 1), (rows, n).

    Returns:
        int32 (rows, n).

    Example:
        >>> inverse_cdf(tf.constant([[0.25, 0.5, 0.25]]), tf.constant([[0.2, 0.3, 0.8]])).numpy().tolist()
        [[0, 1, 2]]
    """
    sums = tf.cumsum(probabilities, axis=-1)
    total = sums[:, -1:]
    # Rounding may raise a target to the whole sum; then the last category with a probability above 0 is taken.
    last = tf.reduce_sum(tf.cast(sums < total, tf.int32), axis=-1, keepdims=True)
    return tf.minimum(tf.searchsorted(sums, uniforms * total, side="right"), last)


def mixture(probabilities, own, share):
    """(1 - share) p + share q, where q is uniform on the user's own items.

    Args:
        probabilities: p, (num_items,), float32.
        own: items, int32 (n,), each once.
        share: lambda, of q.

    Returns:
        float32 (num_items,).

    Reference:
        geek-ai/irgan, `item_recommendation/cf_gan.py`: importance sampling, for which the paper leaves the choice open.
    """
    weight = share / tf.cast(tf.size(own), tf.float32)
    return tf.tensor_scatter_nd_add((1 - share) * probabilities, own[:, None], tf.fill(tf.shape(own), weight))


def others(seen, uniforms):
    """Items that users have not seen, each as likely.

    Args:
        seen: 0 or 1, (rows, num_items).
        uniforms: in [0, 1), (rows, n).

    Returns:
        int32 (rows, n).

    Example:
        >>> others(tf.constant([[0, 1, 0]]), tf.constant([[0.4, 0.6]])).numpy().tolist()
        [[0, 2]]
    """
    unseen_first = tf.argsort(tf.cast(seen, tf.int32), axis=-1, stable=True)
    count = tf.reduce_sum(tf.cast(seen == 0, tf.int32), axis=-1, keepdims=True)
    place = tf.cast(uniforms * tf.cast(count, tf.float32), tf.int32)
    return tf.gather(unseen_first, tf.minimum(place, count - 1), batch_dims=1)
