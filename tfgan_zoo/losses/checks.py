"""Conversion of a loss's arguments to float32, and checks of them before anything is computed."""

import tensorflow as tf


def checked(tensor, name="logits", min_examples=1):
    """The tensor in float32.

    Args:
        tensor: floating point, any shape, batch first.
        name: its name in the error message.
        min_examples: number of examples that the loss needs.

    Raises:
        ValueError: if it is not floating point, or is known to be empty or to have too few examples.
    """
    tensor = tf.convert_to_tensor(tensor)
    if not tensor.dtype.is_floating:
        raise ValueError(
            f"the {name} are of type {tensor.dtype.name}, but a loss has gradients only for floating point: pass the "
            "network's raw output, not labels or decisions."
        )
    shape = [] if tensor.shape.rank is None else tensor.shape.as_list()
    if 0 in shape:
        raise ValueError(f"the {name} are empty (shape {tensor.shape}): give at least one example.")
    if shape and shape[0] is not None and shape[0] < min_examples:
        raise ValueError(
            f"received {shape[0]} example of {name}, expected {min_examples} or more: this loss compares them."
        )
    return tf.cast(tensor, tf.float32)


def checked_pair(real, fake, name="logits"):
    """Both in float32, refused if their shapes differ.

    Otherwise (batch, 1) and (batch,) would silently be broadcast to (batch, batch).
    """
    real, fake = checked(real, f"real {name}"), checked(fake, f"fake {name}")
    if not real.shape.is_compatible_with(fake.shape):
        raise ValueError(
            f"the real {name} have the shape {real.shape}, the fake ones {fake.shape}: pass the same shape for both, "
            "from as many real examples as generated ones."
        )
    return real, fake


def checked_sets(real, fake, name="features", min_examples=1):
    """Both in float32 with one row per example, (examples, features), refused if their features differ in shape.

    The numbers of examples may differ.
    """
    real, fake = checked(real, f"real {name}", min_examples), checked(fake, f"fake {name}", min_examples)
    if real.shape.rank == 0 or fake.shape.rank == 0 or not real.shape[1:].is_compatible_with(fake.shape[1:]):
        raise ValueError(
            f"the real {name} have the shape {real.shape}, the fake ones {fake.shape}: pass both as (examples, ...), "
            "equal in all axes but the first."
        )
    return flatten(real), flatten(fake)


def flatten(tensor):
    """One row per example, (examples, ...) to (examples, features)."""
    return tf.reshape(tensor, [tf.shape(tensor)[0], tensor.shape[1:].num_elements() or -1])
