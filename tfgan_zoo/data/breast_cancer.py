"""The breast cancer data of scikit-learn, as a table."""

import dataclasses

import numpy as np
import sklearn.datasets

from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.table import TEST_EVERY, table

NAME = "breast_cancer"


def breast_cancer(split="train"):
    """Thirty measurements of the cells of 569 tumors; labels are the diagnoses.

    Args:
        split: "train" (456 rows) or "test" (113).

    Returns:
        `Examples` of float64 rows (30,).

    Raises:
        ValueError: For another split.

    Example:
        >>> breast_cancer("test").class_names
        ('malignant', 'benign')
    """
    check_split(NAME, split, ("train", "test"))
    found = sklearn.datasets.load_breast_cancer()
    rows = table(dict(zip(map(str, found.feature_names), found.data.T, strict=True)), split, name=NAME)
    held = np.arange(len(found.target)) % TEST_EVERY == TEST_EVERY - 1
    labels = found.target[held if split == "test" else ~held].astype(np.int32)
    return dataclasses.replace(rows, labels=labels, num_classes=2, class_names=tuple(map(str, found.target_names)))
