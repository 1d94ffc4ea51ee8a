"""Checks of the layers' inputs."""

import keras


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
