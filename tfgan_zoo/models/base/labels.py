"""Class numbers as a game takes them."""

import contextlib
import re

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_zoo import layers

LABELS = "labels"
OUT_OF_RANGE = "received labels out of range"
# The message of a failed assertion, as TensorFlow writes it.
FAILED = re.compile(rf"\[{OUT_OF_RANGE}: from\] \[(-?\d+)\] \[to\] \[(-?\d+)\] \[expected 0 to\] \[(\d+)\]")


def checked_labels(labels, num_classes):
    """Labels as int32, after what their shape and type say, and their values.

    Args:
        labels: tensor or array (batch,).
        num_classes: number of classes; None checks no range.

    Returns:
        int32 tensor (batch,).

    Raises:
        ValueError: if they are not integers, or not one number an example; eagerly, if one is out of range.
        tf.errors.InvalidArgumentError: in a graph, if one is out of range (see `explained_labels`). XLA leaves the
            check out (see `spoiled`).

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
        raise ValueError(
            f"received labels of type {dtype}; expected integers, the numbers of the classes: labels.astype('int32')."
        )
    if num_classes is None:
        return ops.cast(labels, "int32")
    if tf.executing_eagerly():
        if not in_range(labels, num_classes):
            raise ValueError(out_of_range(np.min(labels), np.max(labels), num_classes))
        return ops.cast(labels, "int32")
    said = [f"{OUT_OF_RANGE}: from", ops.min(labels), "to", ops.max(labels), "expected 0 to", num_classes - 1]
    asserted = tf.debugging.Assert(in_range(labels, num_classes), said)
    with tf.control_dependencies([asserted]):
        return tf.identity(ops.cast(labels, "int32"))


def in_range(labels, num_classes):
    """Whether all labels count from 0 and stay below the number of classes: a scalar bool.

    Looked up, a label out of range would be another class (counted from the end, where it is negative), or, on some
    devices, zeros.
    """
    labels = ops.cast(labels, "int64")  # as int32 a larger number could become another label
    return ops.all((labels >= 0) & (labels < num_classes))


def spoiled(samples, labels, num_classes):
    """Samples as they are, or all NaN where a label is out of range.

    XLA leaves assertions out. With this the terms of such a step are NaN, and training does not go on as if nothing
    were wrong.
    """
    return ops.where(in_range(labels, num_classes), samples, ops.cast(float("nan"), samples.dtype))


def out_of_range(low, high, num_classes):
    """What is said of labels that no class has."""
    return (
        f"{OUT_OF_RANGE}: from {low} to {high}; expected 0 to {num_classes - 1}, for the game has {num_classes} "
        "classes: count classes from 0, or build the game and its networks for as many as the data have."
    )


@contextlib.contextmanager
def explained_labels():
    """Labels that are found to be out of range inside a graph are a ValueError, as they are outside.

    Raises:
        ValueError: in place of the error of `checked_labels` in a graph.
    """
    try:
        yield
    except tf.errors.InvalidArgumentError as error:
        if found := FAILED.search(error.message):
            low, high, last = map(int, found.groups())
            raise ValueError(out_of_range(low, high, last + 1)) from None
        raise


def check_tables(network, num_classes):
    """Refuse a network whose tables of labels are for another number of classes.

    Raises:
        ValueError: if a layer that is given the input named "labels" has more or fewer rows.
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
                f"received {network.name!r} for {rows} classes and num_classes={num_classes}; expected as many in "
                "both: build the networks and the game with the data's number of classes."
            )


def with_checked_labels(network, num_classes):
    """A network that refuses labels out of range wherever it runs, in a server too; itself where it takes none.

    Args:
        network: functional `keras.Model`.
        num_classes: number of classes; None checks nothing.
    """
    if num_classes is None or LABELS not in [tensor.name for tensor in network.inputs]:
        return network
    inputs = [keras.Input(batch_shape=old.shape, dtype=old.dtype, name=old.name) for old in network.inputs]
    check = keras.layers.Lambda(checked_labels, output_shape=(), arguments={"num_classes": num_classes})
    checked = [check(tensor) if tensor.name == LABELS else tensor for tensor in inputs]
    outputs = network(keras.tree.pack_sequence_as(network.input, checked))
    return keras.Model(inputs, outputs, name=network.name)
