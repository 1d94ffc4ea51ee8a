"""Inference of the modality from the shape of samples."""

import numpy as np

from tfgan_zoo.modalities.image import Image
from tfgan_zoo.modalities.points import Points
from tfgan_zoo.modalities.vectors import Vectors


def modality_of_shape(shape):
    """The most likely modality of a shape: images (height, width, 1 or 3), points (2,), otherwise vectors.

    Args:
        shape: shape of one sample.

    Returns:
        `Modality`.

    Example:
        >>> modality_of_shape((28, 28, 1)).name, modality_of_shape((2,)).name, modality_of_shape((7,)).name
        ('image', 'points', 'vectors')
    """
    if len(shape) == 3:
        return Image()
    return Points() if tuple(shape) == (2,) else Vectors()


def modality_of_array(samples):
    """The most likely modality of an array of samples (n, ...): points if floats (n, 2), otherwise images."""
    planar = samples.ndim == 2 and samples.shape[1] == 2 and np.issubdtype(samples.dtype, np.floating)
    return Points() if planar else Image()
