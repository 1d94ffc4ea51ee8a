"""The Laplacian pyramid: images decomposed into bands of spatial frequency."""

import numpy as np
import scipy.ndimage

BINOMIAL = np.array([1, 4, 6, 4, 1], np.float32) / 16


def laplacian_pyramid(images, num_levels):
    """Decompose images into bands of spatial frequency, each half the size of the one before.

    Args:
        images: (batch, height, width, channels), height and width divisible by 2^(num_levels - 1).
        num_levels: number of bands.

    Returns:
        list of float32 arrays, finest first; the last is the downsampled images themselves.

    Raises:
        ValueError: if the images cannot be halved num_levels - 1 times.

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
        smaller = blurred(levels[-1])[:, ::2, ::2]
        levels[-1] = levels[-1] - upsampled(smaller)
        levels.append(smaller)
    return levels


def upsampled(images):
    """Images of twice the size."""
    batch, height, width, channels = images.shape
    larger = np.zeros((batch, 2 * height, 2 * width, channels), np.float32)
    larger[:, ::2, ::2] = 4 * images
    return blurred(larger)


def blurred(images):
    """Images blurred with the binomial kernel, with mirrored borders."""
    for axis in (1, 2):
        images = scipy.ndimage.correlate1d(images, BINOMIAL, axis, mode="mirror")
    return images
