"""Pairs of pictures: a source and what a game is to make of it.

Reference: Isola et al. 2017, https://arxiv.org/abs/1611.07004.
"""

import dataclasses
from collections.abc import Callable

import tensorflow as tf

from tfgan_zoo.data.augmentation import Augmentation
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.targets import WithTargets


@dataclasses.dataclass(frozen=True, eq=False)
class Paired(WithTargets):
    """Pictures of which row i of one set belongs to row i of the other; make one with `paired` or `load_paired`.

    Both are shuffled alike and augmented alike, so that a pair stays one.

    Args:
        target: `Examples` of what is to be made.
        source: `Examples` of what it is made from, of the same height and width.
        label_map: Whether the source's colors are labels, which an augmentation must not mix.
        augmentation: That of the training batches, such as an `Augmentation`; None for none.

    Example:
        >>> batch = next(iter(data.load_paired("outlined_digits").batches(4)))
        >>> {name: tuple(pictures.shape) for name, pictures in batch.items()}
        {'sample': (4, 32, 32, 3), 'source': (4, 32, 32, 1)}
    """

    target: Examples
    source: Examples
    label_map: bool = False
    augmentation: Callable | None = None

    @property
    def source_shape(self):
        """Shape of one source."""
        return self.source.shape

    def batches(self, batch_size, seed=0, labels=False, augment=None, shuffle=True, repeat=True, skip=0):
        """Batches {"sample": targets, "source": sources}; the arguments are those of `Examples.batches`.

        Without `augment`, batches for training take the pairs' own `augmentation`, those for measuring
        (`shuffle=False, repeat=False`) none.

        Raises:
            ValueError: As `Examples.batches`.
        """
        if augment is None and (shuffle or repeat):
            augment = self.augmentation
        # One seed: it determines the order of the rows and the augmentation.
        target = self.target.batches(batch_size, seed, labels, augment, shuffle, repeat, skip)
        source = self.source.batches(batch_size, seed, labels, self._of_source(augment), shuffle, repeat, skip)
        return tf.data.Dataset.zip({"sample": target, "source": source})

    def for_worker(self, index, count):
        """The same pairs, of each batch for training one worker's rows; as for `Examples`."""
        parts = {"target": self.target.for_worker(index, count), "source": self.source.for_worker(index, count)}
        return dataclasses.replace(self, **parts)

    def _of_source(self, augment):
        """The same augmentation, but that it does not mix the colors of a label map."""
        if self.label_map and isinstance(augment, Augmentation):
            return dataclasses.replace(augment, interpolation="nearest")
        return augment


def paired(target, source, label_map=False, augmentation=None):
    """Two sets of your own as pairs, row by row.

    Args:
        target: `Examples` of what is to be made.
        source: `Examples` of what it is made from.
        label_map: Whether the source's colors are labels, which an augmentation must not mix.
        augmentation: That of the training batches, such as `Augmentation(flip=True, jitter=8)`; it changes both
            pictures of a pair alike. None for none.

    Returns:
        `Paired`.

    Raises:
        ValueError: When either is not `Examples` of pictures, or they differ in number, height or width.

    Example:
        >>> photographs, drawings = np.zeros((8, 16, 16, 3), "uint8"), np.zeros((8, 16, 16, 1), "uint8")
        >>> paired(data.from_arrays(photographs), data.from_arrays(drawings)).source_shape
        (16, 16, 1)
    """
    for place, examples in (("target", target), ("source", source)):
        if not isinstance(examples, Examples) or examples.modality.name != "image":
            kind = examples.modality.name if isinstance(examples, Examples) else type(examples).__name__
            raise ValueError(f"{place} is {kind}; expected Examples of images: load(...) or from_arrays(...).")
    if target.num_examples != source.num_examples or target.shape[:2] != source.shape[:2]:
        raise ValueError(
            f"received {described(target)} as target and {described(source)} as source; in a pair one lies on the "
            "other: give as many of each, in the same order, height and width."
        )
    # Labels and conditions of either set have no place in a pair.
    alone = {"labels": None, "num_classes": None, "conditions": {}}
    target, source = (dataclasses.replace(part, **alone) for part in (target, source))
    return Paired(target, source, label_map, augmentation)


def described(examples):
    """Number and size of pictures, in words."""
    height, width = examples.shape[:2]
    return f"{examples.num_examples} pictures of {height} x {width} pixels"
