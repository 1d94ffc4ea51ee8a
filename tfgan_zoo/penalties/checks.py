"""Checks of the samples that a gradient is taken with respect to."""

import tensorflow as tf


def checked_samples(samples):
    """The samples as a tensor that a gradient can be taken with respect to."""
    samples = tf.convert_to_tensor(samples)
    if not samples.dtype.is_floating:
        raise ValueError(
            f"a gradient is taken with respect to the samples, so they must be floats, not {samples.dtype.name}."
        )
    if 0 in samples.shape.as_list():
        raise ValueError(f"the samples are empty (shape {samples.shape}): give at least one example.")
    return samples
