"""Pictures and what is left of them, for games that learn to give back what is lost."""

import dataclasses
from collections.abc import Callable

import tensorflow as tf

from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.paired import Paired
from tfgan_zoo.data.targets import WithTargets


@dataclasses.dataclass(frozen=True, eq=False)
class Degraded(WithTargets):
    """Pictures as targets, and as sources what a degradation leaves of each; make one with `degraded`.

    Args:
        target: `Examples` of pictures.
        degradation: One of `CenterHole`, `FreeHole`, `Reduction`, `Grayscale`, or a function like them.
        augmentation: That of the training batches, such as an `Augmentation`; of the targets, so that a source always
            belongs to its target. None for none.

    Example:
        >>> batch = next(iter(degraded(data.load("digits"), data.CenterHole()).batches(4)))
        >>> {name: tuple(pictures.shape) for name, pictures in batch.items()}
        {'sample': (4, 28, 28, 1), 'source': (4, 28, 28, 2)}
    """

    target: Examples
    degradation: Callable
    augmentation: Callable | None = None

    @property
    def source_shape(self):
        """Shape of one source."""
        return self.degradation.source_shape(self.target.shape)

    def batches(self, batch_size, seed=0, labels=False, augment=None, shuffle=True, repeat=True, skip=0):
        """Batches {"sample": targets, "source": sources}; the arguments are those of `Examples.batches`.

        What is drawn for a degradation depends on the seed and the batch's number alone. Without `augment`, batches for
        training take the own `augmentation`, those for measuring (`shuffle=False, repeat=False`) none.

        Raises:
            ValueError: As `Examples.batches`.
        """
        if augment is None and (shuffle or repeat):
            augment = self.augmentation
        targets = self.target.batches(batch_size, seed, labels, augment, shuffle, repeat, skip)
        index, count = self.target.worker
        place = None if count == 1 else (index * (batch_size // count), batch_size)

        def pair(step, target):
            source = self.degradation(target, tf.stack([tf.constant(seed, tf.int64), step]), place)
            return {"sample": target, "source": source}

        return targets.enumerate(start=skip).map(pair)

    def for_worker(self, index, count):
        """The same pictures, of each batch for training one worker's rows; as for `Examples`."""
        return dataclasses.replace(self, target=self.target.for_worker(index, count))


def degraded(target, degradation, augmentation=None):
    """Pictures of your own with what a degradation leaves of them.

    Args:
        target: `Examples` of pictures, or pairs, whose targets are taken; labels and conditions are left out.
        degradation: Such as `CenterHole()`, `FreeHole(0.25)`, `Reduction(4)` or `Grayscale()`.
        augmentation: That of the training batches, such as `Augmentation(flip=True)`. None for none.

    Returns:
        `Degraded`.

    Raises:
        ValueError: When the target is not `Examples` of pictures, or the degradation does not fit their shape.

    Example:
        >>> degraded(data.load("digits"), data.Reduction(4)).source_shape
        (7, 7, 1)
    """
    if isinstance(target, Paired):
        target = target.target
    if not isinstance(target, Examples) or target.modality.name != "image":
        kind = target.modality.name if isinstance(target, Examples) else type(target).__name__
        raise ValueError(f"received {kind}; expected Examples of images: load(...) or from_arrays(...).")
    target = dataclasses.replace(target, labels=None, num_classes=None, conditions={})
    degradation.source_shape(target.shape)
    return Degraded(target, degradation, augmentation)
