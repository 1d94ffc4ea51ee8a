"""Checks of class labels."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_zoo import layers
from tfgan_zoo.conditions import LABELS

NUM_NAMED = 100  # classes whose names are listed
OUT_OF_RANGE = "received labels out of range"


def checked_labels(labels, num_classes):
    """Labels as int32, after a check of their shape, type and range.

    Args:
        labels: tensor or array (batch,).
        num_classes: number of classes; None where a graph will check the range.

    Returns:
        int32 tensor (batch,).

    Raises:
        ValueError: if they are not integers, or not one per example; eagerly, if one is out of range.
        tf.errors.InvalidArgumentError: in a graph, if one is out of range (see `graph_errors`). XLA omits the
            check (see `nan_where_out_of_range`).

    Example:
        >>> checked_labels([3, 9], num_classes=10).numpy().tolist()
        [3, 9]
    """
    if isinstance(labels, list | tuple | np.ndarray) and np.asarray(labels).dtype == object:
        raise ValueError("received labels that are not numbers of 64 bits; expected integers, the classes' numbers.")
    labels = ops.convert_to_tensor(labels)
    shape = tuple(labels.shape)
    if len(shape) != 1:
        hint = "take the argmax of one-hot labels" if len(shape) == 2 else "give one class number per example"
        raise ValueError(f"received labels of shape {shape}; expected (batch,): {hint}.")
    dtype = keras.backend.standardize_dtype(labels.dtype)
    if "int" not in dtype:
        raise ValueError(
            f"received labels of type {dtype}; expected integers, the numbers of the classes: labels.astype('int32')."
        )
    if num_classes is None:
        if tf.executing_eagerly() and not in_int32(labels):
            raise ValueError(f"{OUT_OF_RANGE}: from {np.min(labels)} to {np.max(labels)}; expected numbers of classes.")
        return ops.cast(labels, "int32")
    if tf.executing_eagerly():
        if not in_range(labels, num_classes):
            raise ValueError(out_of_range(np.min(labels), np.max(labels), num_classes))
        return ops.cast(labels, "int32")
    message = [f"{OUT_OF_RANGE}: from", ops.min(labels), "to", ops.max(labels), "expected 0 to", num_classes - 1]
    assertion = tf.debugging.Assert(in_range(labels, num_classes), message)
    with tf.control_dependencies([assertion]):
        return tf.identity(ops.cast(labels, "int32"))


def in_range(labels, num_classes):
    """Whether all labels are at least 0 and below the number of classes: a scalar bool.

    An embedding would take a label out of range for another class (from the end, if it is negative) or, on some
    devices, return zeros.
    """
    labels = ops.cast(labels, "int64")  # as int32 a larger number could become another label
    return ops.all((labels >= 0) & (labels < num_classes))


def in_int32(labels):
    """Whether all labels are the same numbers as int32, where a larger one could become a class."""
    labels = ops.cast(labels, "int64")
    return ops.all(labels == ops.cast(ops.cast(labels, "int32"), "int64"))


def nan_where_out_of_range(samples, labels, num_classes):
    """The samples, or all NaN if a label is out of range.

    XLA omits assertions. This makes the terms of such a step NaN, so that training does not silently continue.
    """
    return ops.where(in_range(labels, num_classes), samples, ops.cast(float("nan"), samples.dtype))


def out_of_range(low, high, num_classes):
    """The error message for labels out of range."""
    return (
        f"{OUT_OF_RANGE}: from {low} to {high}; expected 0 to {num_classes - 1}, because the game has {num_classes} "
        "classes: number classes from 0, or build the game and its networks with the data's number of classes."
    )


def check_tables(network, num_classes):
    """Refuse a network whose embeddings of labels have another number of classes.

    Raises:
        ValueError: if a layer that takes the input named "labels" has more or fewer rows.
    """
    labels = [tensor for tensor in network.inputs if tensor.name == LABELS]
    for layer in network.layers:
        if isinstance(layer, keras.layers.Embedding):
            rows = layer.input_dim
        elif isinstance(layer, layers.ConditionalBatchNormalization | layers.ConditionalInstanceNormalization):
            rows = layer.num_classes
        else:
            continue
        inputs = keras.tree.flatten(layer.input)
        if rows != num_classes and any(tensor is label for tensor in inputs for label in labels):
            raise ValueError(
                f"received {network.name!r} for {rows} classes and num_classes={num_classes}; expected the same number "
                "in both: build the networks and the game with the data's number of classes."
            )


def with_checked_labels(network, num_classes):
    """A network that refuses labels out of range wherever it runs, also in a server; itself if it takes no labels.

    Args:
        network: functional `keras.Model`, or None.
        num_classes: number of classes; None skips the check.
    """
    if network is None or num_classes is None or LABELS not in [tensor.name for tensor in network.inputs]:
        return network
    inputs = [keras.Input(batch_shape=old.shape, dtype=old.dtype, name=old.name) for old in network.inputs]
    check = keras.layers.Lambda(checked_labels, output_shape=(), arguments={"num_classes": num_classes})
    checked = [check(tensor) if tensor.name == LABELS else tensor for tensor in inputs]
    outputs = network(keras.tree.pack_sequence_as(network.input, checked))
    return keras.Model(inputs, outputs, name=network.name)


def described_classes(num_classes, class_names=None):
    """Labels in words, with what each of the first few means where the classes have names."""
    numbers = f"0 to {num_classes - 1}"
    if not class_names or len(class_names) != num_classes:
        return numbers
    named = ", ".join(f"{number} {name}" for number, name in enumerate(class_names[:NUM_NAMED]))
    return f"{numbers}: {named}{', ...' if num_classes > NUM_NAMED else ''}"
