"""Agreement of unsupervised discrete codes with labels."""

import numpy as np
import scipy.optimize
import tensorflow as tf

from tfgan_zoo.conditions import conditions_of, sample_of
from tfgan_zoo.metrics.result import Result


def assignment_accuracy(codes, labels):
    """Fraction of samples whose code matches their label, under the best one-to-one assignment of codes to labels.

    This is InfoGAN's claim as one number: its categorical code is learned without labels, so any code may stand for any
    digit, but each for one digit only.

    Args:
        codes: the code of each sample, any discrete values, shape (n,).
        labels: the label of each sample, shape (n,).

    Returns:
        Accuracy in [0, 1].

    Raises:
        ValueError: if the shapes differ, are not (n,), or n is 0.

    Example:
        >>> assignment_accuracy([2, 2, 0, 0], [7, 7, 3, 7])
        0.75

    Reference:
        Chen et al. 2016, https://arxiv.org/abs/1606.03657, section 7.2 (5 % error on MNIST).
    """
    codes, labels = np.asarray(codes), np.asarray(labels)
    if codes.ndim != 1 or codes.shape != labels.shape or codes.size == 0:
        raise ValueError(
            f"Received codes of shape {codes.shape} and labels of shape {labels.shape}. "
            "Expected the same shape (n,), one code and one label for each sample; take the argmax of one-hot codes."
        )
    _, code_indices = np.unique(codes, return_inverse=True)
    _, label_indices = np.unique(labels, return_inverse=True)
    counts = np.zeros((code_indices.max() + 1, label_indices.max() + 1), np.int64)
    np.add.at(counts, (code_indices, label_indices), 1)
    return _assigned(counts) / codes.size


class CodeAccuracy:
    """How well discrete codes, inferred from labeled real images, agree with the labels.

    Args:
        categories: function from float32 images in [-1, 1] to the code of each, integers from 0, shape (batch,), such
            as `InfoGAN.categories`.
        num_categories: number of values of the code.
        num_classes: number of classes.
        split: name of the images' split.

    Example:
        >>> metric = CodeAccuracy(infogan.categories, 10, 10)
        >>> infogan.compile("adam", "adam", metrics=[metric])
        >>> test = data.load("digits", "test").batches(64, labels=True, shuffle=False, repeat=False)
        >>> results = infogan.evaluate(test, verbose=0)

    Reference:
        Chen et al. 2016, https://arxiv.org/abs/1606.03657, section 7.2.
    """

    name = "code_accuracy"
    higher_is_better = True

    def __init__(self, categories, num_categories, num_classes, split="test"):
        self.categories = categories
        self.split = split
        self._counts = tf.Variable(tf.zeros((num_categories, num_classes), tf.int64), trainable=False)

    def reset(self):
        """Discard all images."""
        self._counts.assign(tf.zeros_like(self._counts))

    def update(self, real, fake):
        """Infer the codes of a batch of real samples with labels; generated ones are ignored."""
        labels = conditions_of(real)["labels"]
        pairs = tf.stack([tf.cast(self.categories(sample_of(real)), tf.int64), tf.cast(labels, tf.int64)], axis=-1)
        self._counts.scatter_nd_add(pairs, tf.ones(tf.shape(pairs)[:1], tf.int64))

    def result(self):
        """The accuracy under the best one-to-one assignment, as a `Result`.

        Raises:
            ValueError: if there are no images yet.
        """
        counts = self._counts.numpy()
        total = int(counts.sum())
        if not total:
            raise ValueError("there are no images yet: update with labeled images first.")
        return Result(self.name, _assigned(counts) / total, "the discriminator's own Q", total, 0, self.split)


def _assigned(counts):
    """The number of samples that the best one-to-one assignment of codes (rows) to labels (columns) gets right."""
    return float(counts[scipy.optimize.linear_sum_assignment(counts, maximize=True)].sum())
