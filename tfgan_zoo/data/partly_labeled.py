"""Few labels and many images: what a semi-supervised game learns from."""

import dataclasses

import numpy as np
import tensorflow as tf

from tfgan_zoo.data.checks import checked_classes, other_seed
from tfgan_zoo.data.examples import Examples


@dataclasses.dataclass(frozen=True, eq=False)
class PartlyLabeled:
    """A set of examples of which only a few keep their labels; make one with `partly_labeled`.

    Args:
        everything: All examples; in training their labels are not looked at.
        labeled: The few that keep their labels. They are among `everything` too, as unlabeled ones.

    Example:
        >>> batches = partly_labeled(data.load("digits")).batches(4, labels=True)
        >>> unlabeled, (labeled, labels) = next(iter(batches))
        >>> labels.shape
        TensorShape([4])
    """

    everything: Examples
    labeled: Examples

    @property
    def name(self):
        """Name of the dataset."""
        return self.everything.name

    @property
    def split(self):
        """Which part of the dataset this is."""
        return self.everything.split

    @property
    def shape(self):
        """Shape of one example."""
        return self.everything.shape

    @property
    def modality(self):
        """What a sample is."""
        return self.everything.modality

    @property
    def samples(self):
        """All samples as they are stored, for measuring."""
        return self.everything.samples

    @property
    def labels(self):
        """The labels of all, for measuring."""
        return self.everything.labels

    @property
    def num_examples(self):
        """How many examples there are, with and without labels."""
        return self.everything.num_examples

    @property
    def num_classes(self):
        """Number of classes."""
        return self.everything.num_classes

    @property
    def class_names(self):
        """Name of each class, or None."""
        return self.everything.class_names

    def first_samples(self, count):
        """The first samples, as a game takes them, a NumPy array."""
        return self.everything.first_samples(count)

    def batches(self, batch_size, seed=0, labels=False, augment=None, shuffle=True, repeat=True, skip=0):
        """Batches (unlabeled, (labeled, labels)); the arguments are those of `Examples.batches`.

        Either part holds `batch_size` examples; if there are fewer labeled ones than that, each comes several times.
        With `labels=False` they are the unlabeled examples alone. For measuring (`shuffle=False, repeat=False`) they
        are those of `everything`, with all labels.
        """
        unlabeled = self.everything.batches(
            batch_size, seed, labels and not (shuffle or repeat), augment, shuffle, repeat, skip
        )
        if not labels or not (shuffle or repeat):
            return unlabeled
        # Another seed, or two sets of one size would be paired for good.
        labeled = self._filling(batch_size).batches(batch_size, other_seed(seed), True, augment, shuffle, True, skip)
        return tf.data.Dataset.zip((unlabeled, labeled))

    def for_worker(self, index, count):
        """The same set, of each batch for training one worker's rows; as for `Examples`."""
        return PartlyLabeled(self.everything.for_worker(index, count), self.labeled.for_worker(index, count))

    def arrays(self, limit=None):
        """All examples, or the first, as they are stored, for measuring and plotting, with all labels."""
        return self.everything.arrays(limit)

    def _filling(self, batch_size):
        """The labeled examples as often as fill a batch."""
        times = -(-batch_size // self.labeled.num_examples)
        rows = np.tile(np.arange(self.labeled.num_examples), times)
        return _rows_of(self.labeled, rows)


def partly_labeled(examples, num_labels=100, num_classes=None, seed=0):
    """Examples of which only some keep their labels, as many of each class.

    Args:
        examples: `Examples` with labels.
        num_labels: How many keep them, a multiple of the number of classes.
        num_classes: Number of classes that the classifier knows; that of the examples when None.
        seed: Integer; determines which ones.

    Returns:
        `PartlyLabeled`, whose `batches(..., labels=True)` gives (unlabeled, (labeled, labels)).

    Raises:
        ValueError: When there are no labels, one is out of range, they cannot be shared equally among the classes, or a
            class has too few examples.

    Example:
        >>> partly_labeled(data.load("digits", "train"), num_labels=50).labeled.num_examples
        50

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 6.1: 100 labels, balanced.
    """
    if not isinstance(examples, Examples):
        raise ValueError(f"examples is {type(examples).__name__}; expected Examples: load(...) or from_arrays(...).")
    where = f"{examples.name} ({examples.split})"
    if examples.labels is None:
        raise ValueError(f"{where} has no labels to keep; give a labeled set.")
    labels = np.asarray(examples.labels)
    num_classes = checked_classes(num_classes or examples.num_classes, labels, where)
    each, rest = divmod(num_labels, num_classes)
    if rest or each < 1:
        raise ValueError(
            f"num_labels={num_labels} cannot be shared equally among {num_classes} classes; use a multiple of "
            f"{num_classes}, such as {max(1, each) * num_classes}."
        )
    examples = dataclasses.replace(examples, conditions={})
    return PartlyLabeled(examples, _rows_of(examples, _balanced_rows(labels, num_classes, each, where, seed)))


def _balanced_rows(labels, num_classes, each, where, seed):
    """As many rows of every class, drawn at random."""
    counts = np.bincount(labels, minlength=num_classes)
    if counts.min() < each:
        scarce = int(counts.argmin())
        raise ValueError(
            f"Class {scarce} of {where} has {counts[scarce]} examples, fewer than the {each} of each class that are to "
            f"keep their labels; use num_labels={counts[scarce] * num_classes} or less, or more data."
        )
    shuffled = np.random.default_rng(seed).permutation(len(labels))
    return np.concatenate([shuffled[labels[shuffled] == kind][:each] for kind in range(num_classes)])


def _rows_of(examples, rows):
    return dataclasses.replace(examples, samples=examples.samples[rows], labels=examples.labels[rows])
