"""Images taken apart by scale: what is fine, what is coarser, and what is left."""

import numpy as np
import scipy.ndimage

BINOMIAL = np.array([1, 4, 6, 4, 1], np.float32) / 16


def laplacian_pyramid(images, num_levels):
    """Cut images into bands of spatial frequency, each half the size of the one before it.

    Args:
        images: (batch, height, width, channels), height and width divisible by 2^(num_levels - 1).
        num_levels: number of bands.

    Returns:
        list of float32 arrays, finest first; the last is the images themselves, made small.

    Raises:
        ValueError: if the images cannot be halved so often.

    Example:
        >>> [level.shape[1] for level in laplacian_pyramid(np.zeros((2, 32, 32, 1)), 2)]
        [32, 16]

    Reference:
        Burt & Adelson 1983, "The Laplacian pyramid as a compact image code".
    """
    images = np.asarray(images, np.float32)
    if images.ndim != 4 or any(size % 2 ** (num_levels - 1) for size in images.shape[1:3]):
        raise ValueError(
            f"Received images of shape {images.shape}. Expected (batch, height, width, channels) that can be halved "
            f"{num_levels - 1} times."
        )
    levels = [images]
    for _ in range(num_levels - 1):
        smaller = smoothed(levels[-1])[:, ::2, ::2]
        levels[-1] = levels[-1] - enlarged(smaller)
        levels.append(smaller)
    return levels


def enlarged(images):
    """Twice as large, smoothly."""
    batch, height, width, channels = images.shape
    larger = np.zeros((batch, 2 * height, 2 * width, channels), np.float32)
    larger[:, ::2, ::2] = 4 * images
    return smoothed(larger)


def smoothed(images):
    """Weighted with their neighbors, and mirrored at the borders."""
    for axis in (1, 2):
        images = scipy.ndimage.correlate1d(images, BINOMIAL, axis, mode="mirror")
    return images
