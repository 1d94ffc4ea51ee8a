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
    return checked_size(
        rows,
        lambda count: (count % size == 0) | (or_fewer & (count < size)),
        f"{cannot}: use a batch size that is a multiple of {size}.",
    )


def checked_size(rows, fits, message):
    """The rows of a batch, after a check of their number.

    Args:
        rows: tensor or array (batch, ...).
        fits: function from the number of rows, an integer or a scalar tensor, to whether it fits.
        message: what follows "a batch of 5" if it does not.

    Raises:
        ValueError: if the number is known and does not fit.
        tf.errors.InvalidArgumentError: in a graph that takes any batch, if it does not fit.
    """
    count = rows.shape[0]
    if count is not None:
        if not fits(count):
            raise ValueError(f"a batch of {count}{message}")
        return rows
    count = tf.shape(rows)[0]
    assertion = tf.debugging.Assert(fits(count), ["a batch of", count, message.strip()])
    with tf.control_dependencies([assertion]):
        return tf.identity(rows)
