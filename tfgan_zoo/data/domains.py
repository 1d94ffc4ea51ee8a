"""Labeled pictures as domains, from each of which a game learns to translate to each other.

Reference: Choi et al. 2018, https://arxiv.org/abs/1711.09020.
"""

import dataclasses
from collections.abc import Callable

import numpy as np
import tensorflow as tf

from tfgan_zoo.data.checks import other_seed
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.targets import WithTargets

TINTS = {"red": (255, 48, 48), "green": (48, 208, 48), "blue": (64, 96, 255), "yellow": (255, 224, 0)}


@dataclasses.dataclass(frozen=True, eq=False)
class Domains(WithTargets):
    """Labeled pictures, whose classes are domains; make one with `domains`.

    A batch has pictures with their labels, and other pictures, which are to become pictures of these labels. The two
    are shuffled each on their own, so that any domain meets any other.

    Args:
        target: `Examples` of pictures with labels.
        augmentation: That of the training batches, such as `Augmentation(flip=True)`; each picture draws for itself.
            None for none.

    Example:
        >>> batch = next(iter(domains(tinted(data.load("digits"))).batches(4)))
        >>> {name: tuple(values.shape) for name, values in batch.items()}
        {'sample': (4, 28, 28, 3), 'labels': (4,), 'source': (4, 28, 28, 3), 'source_labels': (4,)}
    """

    target: Examples
    augmentation: Callable | None = None

    @property
    def samples(self):
        """The pictures as they are stored."""
        return self.target.samples

    @property
    def labels(self):
        """Their domains."""
        return self.target.labels

    @property
    def num_classes(self):
        """How many domains there are."""
        return self.target.num_classes

    @property
    def class_names(self):
        """Their names; None where unknown."""
        return self.target.class_names

    def batches(self, batch_size, seed=0, labels=True, augment=None, shuffle=True, repeat=True, skip=0):
        """Batches {"sample", "labels", "source", "source_labels"}; the arguments are those of `Examples.batches`.

        Labels are there whether asked for or not. In order (`shuffle=False`) the sources are the pictures, half a set
        further on.

        Raises:
            ValueError: As `Examples.batches`.
        """
        if augment is None and (shuffle or repeat):
            augment = self.augmentation
        targets = self.target.batches(batch_size, seed, True, augment, shuffle, repeat, skip)
        others = self.target if shuffle else rotated(self.target)
        sources = others.batches(batch_size, other_seed(seed), True, augment, shuffle, repeat, skip)

        def named(target, source):
            return {"sample": target[0], "labels": target[1], "source": source[0], "source_labels": source[1]}

        return tf.data.Dataset.zip((targets, sources)).map(named)

    def for_worker(self, index, count):
        """The same domains, of each batch for training one worker's rows; as for `Examples`."""
        return dataclasses.replace(self, target=self.target.for_worker(index, count))


def domains(examples, augmentation=None):
    """Labeled pictures of your own as domains.

    Args:
        examples: `Examples` of pictures with labels: a folder with a subfolder for each domain, for example.
        augmentation: That of the training batches. None for none.

    Returns:
        `Domains`.

    Raises:
        ValueError: When they are not pictures, have no labels, or only one class.

    Example:
        >>> domains(tinted(data.load("digits"))).num_classes
        4
    """
    if not isinstance(examples, Examples) or examples.modality.name != "image":
        kind = examples.modality.name if isinstance(examples, Examples) else type(examples).__name__
        raise ValueError(f"received {kind}; expected Examples of images: load(...) or from_arrays(...).")
    if examples.labels is None or examples.num_classes < 2:
        raise ValueError(
            f"{examples.name} ({examples.split}) has {examples.num_classes or 'no'} classes; expected labels of at "
            "least two domains: give a folder with a subfolder for each, or labels."
        )
    return Domains(dataclasses.replace(examples, conditions={}), augmentation)


def tinted(examples):
    """Gray pictures, each in one of four colors, which becomes its label: domains of which every translation is known.

    Args:
        examples: `Examples` of one channel, or of three equal ones, in memory.

    Returns:
        `Examples` (height, width, 3), whose label is the number of the color in `TINTS`; the pictures' own labels are
        left out.

    Raises:
        ValueError: When they are not gray pictures.

    Example:
        >>> tinted(data.load("digits")).class_names
        ('red', 'green', 'blue', 'yellow')
    """
    if examples.modality.name != "image" or examples.shape[-1] != 1:
        raise ValueError(f"{examples.name} has the shape {examples.shape}; expected images of one channel.")
    labels = np.arange(examples.num_examples) % len(TINTS)
    colors = np.asarray(list(TINTS.values()), "float32")[labels]
    samples = np.rint(np.asarray(examples.samples) / 255 * colors[:, None, None]).astype("uint8")
    return dataclasses.replace(
        examples,
        name=f"tinted_{examples.name}",
        samples=samples,
        labels=labels.astype("int32"),
        num_classes=len(TINTS),
        class_names=tuple(TINTS),
    )


def rotated(examples):
    """The same examples, the second half before the first."""
    rows = np.roll(np.arange(examples.num_examples), -(examples.num_examples // 2))
    return dataclasses.replace(examples, samples=examples.samples[rows], labels=examples.labels[rows])
