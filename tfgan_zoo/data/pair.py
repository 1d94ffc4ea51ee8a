"""Two domains without pairs, for translation; and a pair of domains whose true map is known.

Reference: Zhu et al. 2017, https://arxiv.org/abs/1703.10593.
"""

import dataclasses
from collections.abc import Callable

import numpy as np
import tensorflow as tf

from tfgan_zoo.data.augmentation import Augmentation
from tfgan_zoo.data.checks import other_seed, resolved_shape
from tfgan_zoo.data.digits import IMAGE_SHAPE, digits
from tfgan_zoo.data.examples import Examples

GREEN = 64  # of the paper as of the ink, so that the map is exact on uint8


@dataclasses.dataclass(frozen=True, eq=False)
class Unpaired:
    """Two sets of examples that are shuffled each on its own; make one with `unpaired` or `load_pair`.

    Args:
        first: Domain A.
        second: Domain B.
        true_map: Function from images of A to what they are in B, float32 in [-1, 1]; None where nobody knows it.
        true_inverse: The same from B to A.
        augmentation: That of the training batches, such as `Augmentation(flip=True, jitter=30)`; every image draws for
            itself. None for none.

    Example:
        >>> first, second = next(iter(colored_digits("train").batches(4)))
        >>> first.shape == second.shape
        True
    """

    first: Examples
    second: Examples
    true_map: Callable | None = dataclasses.field(default=None, repr=False)
    true_inverse: Callable | None = dataclasses.field(default=None, repr=False)
    augmentation: Augmentation | None = None

    @property
    def name(self):
        """Both names, or the one they share."""
        names = dict.fromkeys((self.first.name, self.second.name))
        return " and ".join(names)

    @property
    def split(self):
        """Both splits, or the one they share."""
        return " and ".join(dict.fromkeys((self.first.split, self.second.split)))

    @property
    def shape(self):
        """Shapes of one example of either domain."""
        return self.first.shape, self.second.shape

    @property
    def modality(self):
        """What a sample is."""
        return self.first.modality

    @property
    def num_classes(self):
        """None: the pair has no classes of its own."""
        return None

    class_names = None

    @property
    def num_examples(self):
        """How many examples the smaller domain has."""
        return min(self.first.num_examples, self.second.num_examples)

    def first_samples(self, count):
        """The first samples of domain A, as a game takes them, a NumPy array."""
        return self.first.first_samples(count)

    def batches(self, batch_size, seed=0, labels=False, augment=None, shuffle=True, repeat=True, skip=0):
        """Batches (first, second); the arguments are those of `Examples.batches`.

        With `repeat=False` they end where the shorter domain ends; with `labels=True` they are
        ((first, labels), (second, labels)). Without `augment`, batches for training take the pair's own `augmentation`,
        those for measuring (`shuffle=False, repeat=False`) none.
        """
        if augment is None and (shuffle or repeat):
            augment = self.augmentation
        first = self.first.batches(batch_size, seed, labels, augment, shuffle, repeat, skip)
        # Another seed, or domains of equal size would keep the same order and so be paired after all.
        second = self.second.batches(batch_size, other_seed(seed), labels, augment, shuffle, repeat, skip)
        return tf.data.Dataset.zip((first, second))

    def for_worker(self, index, count):
        """The same domains, of each batch for training one worker's rows; as for `Examples`."""
        parts = {"first": self.first.for_worker(index, count), "second": self.second.for_worker(index, count)}
        return dataclasses.replace(self, **parts)


def unpaired(first, second):
    """Two sets of your own as a pair of domains.

    Args:
        first: `Examples` of domain A.
        second: `Examples` of domain B.

    Returns:
        `Unpaired`, whose `batches` gives (first, second).

    Raises:
        ValueError: When either is not `Examples`.

    Example:
        >>> unpaired(data.load("digits", "train"), data.load("digits", "test")).split
        'train and test'
    """
    for place, examples in (("first", first), ("second", second)):
        if not isinstance(examples, Examples):
            raise ValueError(f"{place} is {type(examples).__name__}; expected Examples: load(...) or from_arrays(...).")
    return Unpaired(*(dataclasses.replace(part, conditions={}) for part in (first, second)))


def colored_digits(split="train", image_shape=None):
    """Digits in white on black, and other digits in orange ink on blue paper: no digit is in both domains.

    Args:
        split: "train" (749 and 748 images) or "test" (150 and 150).
        image_shape: (height, width, 3); (28, 28, 3) when None.

    Returns:
        `Unpaired` with `true_map` and `true_inverse`, both domains labeled.

    Raises:
        ValueError: For another split, or an image shape without colors.

    Example:
        >>> colored_digits("test").second.shape
        (28, 28, 3)
    """
    image_shape = resolved_shape(image_shape, (*IMAGE_SHAPE[:2], 3))
    if image_shape[2] == 1:
        raise ValueError(f"image_shape={image_shape!r}; colored_digits need three channels, such as (28, 28, 3).")
    source = digits(split, image_shape)
    rows = np.argsort(source.labels, kind="stable")  # every other one of each digit, so both hold as many of each
    white = _part(source, np.sort(rows[0::2]), "white")
    gray = _part(source, np.sort(rows[1::2]), "orange")
    orange = dataclasses.replace(gray, samples=_color(gray.samples))
    return Unpaired(white, orange, orange_from_white, white_from_orange)


def orange_from_white(images):
    """White digits (batch, height, width, 3), float32 in [-1, 1], as they are in the second domain."""
    ink = images[..., 0]
    return tf.stack([ink, tf.fill(tf.shape(ink), GREEN / 127.5 - 1.0), -ink], axis=-1)


def white_from_orange(images):
    """Orange digits (batch, height, width, 3), float32 in [-1, 1], as they are in the first domain."""
    return tf.repeat((images[..., :1] - images[..., 2:]) / 2, 3, axis=-1)


def _color(images):
    ink = images[..., 0]
    return np.stack([ink, np.full_like(ink, GREEN), 255 - ink], axis=-1)


def _part(source, rows, color):
    return dataclasses.replace(
        source, name=f"colored_digits/{color}", samples=source.samples[rows], labels=source.labels[rows]
    )
