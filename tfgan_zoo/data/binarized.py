"""Black and white images."""

import dataclasses

import numpy as np

THRESHOLD = 128  # of 0..255: from here on, a pixel is white


def binarized(examples):
    """Images whose pixels are all black or white, by one threshold: always the same ones.

    The likelihoods that papers publish of binarized MNIST are of pixels that were drawn by their gray values: other
    data, with which these cannot be compared.

    Args:
        examples: `Examples` of images in memory.

    Returns:
        `Examples` with the same labels, named after the original.

    Raises:
        ValueError: If they are not images.

    Example:
        >>> np.unique(binarized(data.load("digits")).samples).tolist()
        [0, 255]
    """
    if examples.modality.name != "image":
        raise ValueError(f"{examples.name} holds {examples.modality.name}; only images can be binarized.")
    samples = np.where(np.asarray(examples.samples) < THRESHOLD, 0, 255).astype(np.uint8)
    return dataclasses.replace(examples, name=f"binarized_{examples.name}", samples=samples)
