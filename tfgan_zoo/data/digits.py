"""Real handwritten digits that need no network: scikit-learn's 1 797, labeled.

Reference: the test part of https://archive.ics.uci.edu/dataset/80 (Alpaydin & Kaynak), CC BY 4.0.
"""

import numpy as np

from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.resize import resize

IMAGE_SHAPE = (28, 28, 1)
NUM_TEST = 300


def digits(split="train", image_shape=None):
    """Handwritten digits 0 to 9, 8x8 pixels resized bicubically, white ink on black.

    Args:
        split: "train" (1 497 images) or "test" (300 others, 30 of each digit); always the same.
        image_shape: (height, width, 1 or 3); (28, 28, 1) when None.

    Returns:
        `Examples` with 10 classes.

    Raises:
        ValueError: For another split or a wrong `image_shape`.

    Example:
        >>> digits("test").num_examples
        300
    """
    check_split("digits", split, ("train", "test"))
    from sklearn.datasets import load_digits  # takes a second to import, and only this dataset needs it

    source = load_digits()
    rows = _rows(source.target, split)
    images = np.rint(source.images * (255 / 16)).astype(np.uint8)[rows, :, :, None]
    images = resize(images, image_shape or IMAGE_SHAPE).numpy()
    labels = source.target[rows].astype(np.int32)
    return Examples("digits", split, images, labels, num_classes=10, class_names=tuple("0123456789"))


def _rows(labels, split):
    shuffled = np.random.default_rng(0).permutation(len(labels))
    each = NUM_TEST // 10
    test = np.concatenate([shuffled[labels[shuffled] == digit][:each] for digit in range(10)])
    return np.sort(test) if split == "test" else np.setdiff1d(np.arange(len(labels)), test)
