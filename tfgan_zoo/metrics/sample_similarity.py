"""Similarity of generated samples to each other: MS-SSIM as a measure of diversity."""

import numpy as np
import tensorflow as tf

from tfgan_zoo.conditions import conditions_of, sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.similarity import multiscale_ssim, num_scales_of

BATCH_SIZE = 64


def sample_similarity(images, labels=None, num_pairs=1000, seed=0):
    """The mean MS-SSIM of random pairs of different images: 1 if all are alike, lower the more they differ.

    It does not measure quality: noise is diverse too. The reference is the value of real images.

    Args:
        images: floats in [-1, 1], shape (n, height, width, channels), at least 11 pixels high and wide.
        labels: integers (n,), to choose both images of a pair from the same class; None chooses from all images.
        num_pairs: number of pairs; 100 per class in the paper.
        seed: seed of the pairs.

    Returns:
        float in [0, 1].

    Raises:
        ValueError: as `multiscale_ssim`, or if there are not two images (of one class).

    Example:
        >>> images = np.random.default_rng(0).uniform(-1, 1, (1, 16, 16, 1)).astype("float32")
        >>> round(sample_similarity(np.repeat(images, 5, axis=0)), 4)
        1.0

    Reference:
        Odena et al. 2017 (ACGAN), https://arxiv.org/abs/1610.09585, section 4.2.
    """
    images = np.asarray(images, np.float32)
    first, second = random_pairs(len(images), labels, num_pairs, np.random.default_rng(seed))
    values = [
        multiscale_ssim(images[first[start : start + BATCH_SIZE]], images[second[start : start + BATCH_SIZE]]).numpy()
        for start in range(0, num_pairs, BATCH_SIZE)
    ]
    return float(np.concatenate(values).mean())


def random_pairs(num_images, labels, num_pairs, generator):
    """The rows of both images of each pair, which always differ."""
    if num_pairs < 1:
        raise ValueError(f"num_pairs={num_pairs}: a mean needs at least 1 pair.")
    labels = np.zeros(num_images, np.int64) if labels is None else np.asarray(labels)
    if labels.shape != (num_images,):
        raise ValueError(f"Received labels of shape {labels.shape} for {num_images} images. Expected ({num_images},).")
    order = np.argsort(labels, kind="stable")
    classes, starts, counts = np.unique(labels[order], return_index=True, return_counts=True)
    several = np.flatnonzero(counts > 1)
    if not several.size:
        raise ValueError(
            f"{num_images} images of {len(classes)} classes have no pair: pass at least two images (of one class)."
        )
    chosen = generator.choice(several, num_pairs)  # all classes equally often, as in the paper
    first = generator.integers(counts[chosen])
    second = (first + generator.integers(1, counts[chosen])) % counts[chosen]
    return order[starts[chosen] + first], order[starts[chosen] + second]


class SampleSimilarity:
    """The mean MS-SSIM of different generated samples: 1 if all are alike, lower the more they differ.

    Neighbors in a batch are compared, which are random pairs, because a generator's samples are independent. If samples
    have labels, only pairs of the same class are compared.

    Args:
        split: name of the split that the run is evaluated on.

    Example:
        >>> gan.compile(metrics=[SampleSimilarity()])

    Reference:
        Odena et al. 2017 (ACGAN), https://arxiv.org/abs/1610.09585, section 4.2.
    """

    name = "sample_ms_ssim"
    higher_is_better = None

    def __init__(self, split="test"):
        self.split = split
        self.num_scales = None
        self._sum = tf.Variable(tf.zeros((), tf.float64), trainable=False)
        self._pairs = tf.Variable(tf.zeros((), tf.int64), trainable=False)
        self._images = tf.Variable(tf.zeros((), tf.int64), trainable=False)

    def reset(self):
        """Discard all samples."""
        self._sum.assign(0.0)
        self._pairs.assign(0)
        self._images.assign(0)

    def update(self, real, fake):
        """Add a batch of generated samples, with or without labels; real ones are ignored."""
        images = sample_of(fake)
        self.num_scales = num_scales_of(images.shape)
        self._images.assign_add(tf.shape(images, tf.int64)[0])
        labels = class_labels(fake)
        order = tf.argsort(labels, stable=True)[: 2 * (tf.size(labels) // 2)]
        first, second = order[0::2], order[1::2]
        alike = tf.cast(tf.gather(labels, first) == tf.gather(labels, second), tf.float64)
        values = multiscale_ssim(tf.gather(images, first), tf.gather(images, second))
        self._sum.assign_add(tf.reduce_sum(tf.cast(values, tf.float64) * alike))
        self._pairs.assign_add(tf.cast(tf.reduce_sum(alike), tf.int64))

    def result(self):
        """The mean over all pairs as a `Result`, with the numbers of pairs and scales.

        Raises:
            ValueError: if there are no pairs yet, or samples are not finite.
        """
        pairs = int(self._pairs.numpy())
        if not pairs:
            raise ValueError("there are no pairs of samples yet: update with batches of at least two (of one class).")
        value = float(self._sum.numpy()) / pairs
        if value != value:
            raise ValueError(f"{self.name} is not a number: some samples are not finite. The generator has diverged.")
        network = f"none, {self.num_scales} scales, {pairs} pairs"
        return Result(self.name, value, network, 0, int(self._images.numpy()), self.split)


def class_labels(samples):
    """The labels of the samples, or zeros if they have none."""
    labels = conditions_of(samples).get("labels")
    if labels is not None:
        return tf.cast(labels, tf.int64)
    return tf.zeros(tf.shape(sample_of(samples))[:1], tf.int64)
