"""The modality of samples where nobody has said it."""

import numpy as np

from tfgan_zoo.modalities.image import Image
from tfgan_zoo.modalities.points import Points
from tfgan_zoo.modalities.vectors import Vectors


def modality_of_shape(shape):
    """What samples of a shape most likely are: pictures (height, width, 1 or 3), points (2,), else numbers.

    Args:
        shape: of one sample.

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
    """What an array of samples (n, ...) most likely holds: points, if floats (n, 2), else pictures."""
    planar = samples.ndim == 2 and samples.shape[1] == 2 and np.issubdtype(samples.dtype, np.floating)
    return Points() if planar else Image()
