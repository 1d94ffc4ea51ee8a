"""Class numbers as a game takes them."""

import keras
import tensorflow as tf
from keras import ops


def checked_labels(labels, num_classes):
    """Labels as int32, after what their shape and type say, and in a graph their values.

    Args:
        labels: tensor or array (batch,).
        num_classes: number of classes; None checks no range.

    Returns:
        int32 tensor (batch,).

    Raises:
        ValueError: if they are not integers, or not one number an example; eagerly, if one is out of range.
        tf.errors.InvalidArgumentError: in a graph, if one is out of range.

    Example:
        >>> checked_labels([3, 9], num_classes=10).numpy().tolist()
        [3, 9]
    """
    labels = ops.convert_to_tensor(labels)
    shape = tuple(labels.shape)
    if len(shape) != 1:
        hint = "take the argmax of one-hot labels" if len(shape) == 2 else "give one class number an example"
        raise ValueError(f"received labels of shape {shape}; expected (batch,): {hint}.")
    dtype = keras.backend.standardize_dtype(labels.dtype)
    if "int" not in dtype:
        raise ValueError(f"received labels of type {dtype}; expected integers, the classes' numbers, as int32.")
    labels = ops.cast(labels, "int32")
    if num_classes is None:
        return labels
    message = f"expected labels from 0 to {num_classes - 1}, for there are {num_classes} classes; received"
    if tf.executing_eagerly():
        wrong = [int(label) for label in labels if not 0 <= int(label) < num_classes]
        if wrong:
            raise ValueError(f"{message} {wrong[0]}.")
        return labels
    inside = tf.debugging.Assert(ops.all((labels >= 0) & (labels < num_classes)), [message, labels])
    with tf.control_dependencies([inside]):
        return tf.identity(labels)
