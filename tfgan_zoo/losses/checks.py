"""What a loss is given, in float32; and what is wrong with it, said before anything is computed."""

import tensorflow as tf


def checked(tensor, name="logits", least=1):
    """The tensor in float32.

    Args:
        tensor: floating point, any shape, batch first.
        name: what the error calls it.
        least: number of examples that the loss needs.

    Raises:
        ValueError: if it is not floating point, or known to be empty or to hold too few examples.
    """
    tensor = tf.convert_to_tensor(tensor)
    if not tensor.dtype.is_floating:
        raise ValueError(
            f"the {name} are of type {tensor.dtype.name}, but a loss has a gradient only for floating point: give the "
            "network's raw output, not labels or decisions."
        )
    shape = [] if tensor.shape.rank is None else tensor.shape.as_list()
    if 0 in shape:
        raise ValueError(f"the {name} are empty (shape {tensor.shape}): give at least one example.")
    if shape and shape[0] is not None and shape[0] < least:
        raise ValueError(f"{shape[0]} example of {name} is too few: this loss compares {least} or more in a batch.")
    return tf.cast(tensor, tf.float32)


def checked_pair(real, fake, name="logits"):
    """Both in float32, after they were found to be of one shape.

    Without this a shape such as (batch, 1) against (batch,) is spread silently to (batch, batch).
    """
    real, fake = checked(real, f"real {name}"), checked(fake, f"fake {name}")
    if not real.shape.is_compatible_with(fake.shape):
        raise ValueError(
            f"the real {name} have the shape {real.shape}, the fake ones {fake.shape}: give both the same shape, from "
            "as many real examples as generated ones."
        )
    return real, fake


def checked_sets(real, fake, name="features", least=1):
    """Both in float32 with one row an example, (examples, features), after they were found to have the same features.

    The numbers of examples may differ.
    """
    real, fake = checked(real, f"real {name}", least), checked(fake, f"fake {name}", least)
    if real.shape.rank == 0 or fake.shape.rank == 0 or not real.shape[1:].is_compatible_with(fake.shape[1:]):
        raise ValueError(
            f"the real {name} have the shape {real.shape}, the fake ones {fake.shape}: give both as (examples, ...), "
            "equal in all axes but the first."
        )
    return in_rows(real), in_rows(fake)


def in_rows(tensor):
    """One row an example, (examples, ...) to (examples, numbers)."""
    return tf.reshape(tensor, [tf.shape(tensor)[0], tensor.shape[1:].num_elements() or -1])
