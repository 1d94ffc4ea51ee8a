"""What the layers ask of their inputs."""

import keras


def check_floating(layer, inputs):
    """Refuse inputs that are not floating point.

    Raises:
        ValueError: if they are integers or booleans.
    """
    dtype = keras.backend.standardize_dtype(inputs.dtype)
    if "float" not in dtype:
        raise ValueError(
            f"{type(layer).__name__} takes floating point inputs, not {dtype}: cast them, or take samples from "
            "tfgan_zoo.data, which are floats in [-1, 1]."
        )


def check_rank(layer, shape, rank, advice):
    """Refuse inputs of another rank than the layer takes.

    Raises:
        ValueError: if `shape` has not `rank` axes, the batch included.
    """
    if len(shape) != rank:
        raise ValueError(
            f"{type(layer).__name__} takes inputs with {rank} axes, the batch's first, not of shape {tuple(shape)}: "
            f"{advice}."
        )
