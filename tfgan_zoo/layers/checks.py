"""Checks of the layers' inputs."""

import keras
import tensorflow as tf


def check_floating(layer, inputs):
    """Refuse inputs that are not floating point.

    Raises:
        ValueError: if they are integers or booleans.
    """
    dtype = keras.backend.standardize_dtype(inputs.dtype)
    if "float" not in dtype:
        raise ValueError(
            f"{type(layer).__name__} takes floating point inputs, not {dtype}: cast them, or use samples from "
            "tfgan_zoo.data, which are floats in [-1, 1]."
        )


def check_rank(layer, shape, rank, advice):
    """Refuse inputs of the wrong rank.

    Raises:
        ValueError: if `shape` does not have `rank` axes, including the batch axis.
    """
    if len(shape) != rank:
        raise ValueError(
            f"{type(layer).__name__} takes inputs with {rank} axes, batch first, not of shape {tuple(shape)}: {advice}."
        )


def checked_split(rows, size, cannot, or_fewer=False):
    """The rows of a batch, after a check that they can be split equally.

    Args:
        rows: tensor or array (batch, ...).
        size: what their number must be a multiple of.
        cannot: what they cannot be split into otherwise, for the message.
        or_fewer: whether there may be fewer rows than `size`.

    Raises:
        ValueError: if the batch is known not to be a multiple.
        tf.errors.InvalidArgumentError: in a graph that takes any batch, if it is not.

    Example:
        >>> checked_split(keras.ops.ones((4, 1)), 2, " cannot be split into packs of 2").shape
        TensorShape([4, 1])
    """
    count, advice = rows.shape[0], f"{cannot}: use a batch size that is a multiple of {size}."
    if count is not None:
        if count % size and not (or_fewer and count < size):
            raise ValueError(f"a batch of {count}{advice}")
        return rows
    count = tf.shape(rows)[0]
    fits = (count % size == 0) | (or_fewer & (count < size))
    assertion = tf.debugging.Assert(fits, ["a batch of", count, advice.strip()])
    with tf.control_dependencies([assertion]):
        return tf.identity(rows)
