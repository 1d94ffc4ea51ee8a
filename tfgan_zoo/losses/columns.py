"""The loss of a generator of rows that is asked for a category of one column (Xu et al. 2019, arXiv:1907.00503)."""

import tensorflow as tf
from keras import ops

from tfgan_zoo.losses.checks import checked


def condition_cross_entropy(logits, condition, sizes):
    """The cross-entropy of the category asked for, in its column alone, averaged over the batch (section 4.3).

    Args:
        logits: of the categories of all columns, one column after another, (batch, categories).
        condition: of the same shape, 1 at the category asked for, else 0.
        sizes: number of categories of each column.

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the shapes differ, or the sizes do not add up to them.

    Example:
        >>> round(float(condition_cross_entropy([[0.0, 0.0, 9.0]], [[1.0, 0.0, 0.0]], [2, 1])), 4)
        0.6931
    """
    logits, condition = checked(logits), checked(condition, "condition")
    if not logits.shape.is_compatible_with(condition.shape) or logits.shape[-1] != sum(sizes):
        raise ValueError(
            f"the logits have the shape {logits.shape}, the condition {condition.shape}; expected the same, (batch, "
            f"{sum(sizes)}), the categories of columns of {list(sizes)}."
        )
    pairs = zip(tf.split(logits, sizes, axis=-1), tf.split(condition, sizes, axis=-1), strict=True)
    # TensorFlow's fused cross-entropy has the gradient softmax - labels even where no label is 1: it would pull the
    # columns that are not asked for toward equal shares.
    parts = [ops.sum(asked * ops.log_softmax(of_column), axis=-1) for of_column, asked in pairs]
    return -ops.mean(sum(parts))
