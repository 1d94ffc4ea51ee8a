"""Examples from arrays in memory."""

import numpy as np

from tfgan_zoo.data import checks
from tfgan_zoo.data.damage import Damage, checked_limit
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities import modality_of_array


def from_arrays(samples, labels=None, name="arrays", split="train", skip_bad=None, modality=None, num_classes=None):
    """Examples from what is already in memory.

    Args:
        samples: uint8 images (num_examples, height, width, 1 or 3), or the same as floats in [-1, 1] (stored as
            uint8, rounded to 256 levels), or float points (num_examples, 2). A `numpy.memmap` of uint8 stays
            on disk.
        labels: Integers from 0 (num_examples,), or None.
        name: A name for messages and results.
        split: Which part of the data this is.
        skip_bad: Examples with values that are NaN or infinite to skip, each named in a warning; None takes that of
            `skipping_bad`, which is 0.
        modality: `tfgan_zoo.modalities` object that says what a sample is; None takes points for floats
            (num_examples, 2), else images.
        num_classes: Classes of the data set, of which these examples may lack the last ones; None counts up to the
            highest label.

    Returns:
        `Examples`.

    Raises:
        ValueError: For a wrong rank, type or range, non-finite values, or labels that do not match.

    Example:
        >>> from_arrays(np.zeros((10, 28, 28, 1), "uint8"), labels=np.arange(10)).num_classes
        10
    """
    samples = np.asanyarray(samples)
    modality = modality or modality_of_array(samples)
    labels = None if labels is None else checks.checked_labels(np.asarray(labels), len(samples), name)
    if limit := checked_limit(skip_bad):
        samples, labels = _finite(samples, labels, Damage(name, limit))
    samples = checks.checked_samples(samples, name, modality)
    if labels is None:
        return Examples(name, split, samples, modality=modality)
    return Examples(name, split, samples, labels, checks.checked_classes(num_classes, labels, name), modality=modality)


def _finite(samples, labels, damage):
    """Samples and their labels, without those that have NaN or infinity."""
    if samples.ndim < 2 or not np.issubdtype(samples.dtype, np.floating):
        return samples, labels
    whole = np.isfinite(samples).all(axis=tuple(range(1, samples.ndim)))
    if whole.all():
        return samples, labels
    for row in np.flatnonzero(~whole):
        damage.add(f"example {row} has values that are NaN or infinite")
    damage.warn(whole.sum())
    return samples[whole], None if labels is None else labels[whole]
