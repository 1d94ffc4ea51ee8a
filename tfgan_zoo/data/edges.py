"""Pictures and the edges of other pictures: two domains without pairs, whose true map is known."""

import dataclasses

import numpy as np
import tensorflow as tf

from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.pair import Unpaired

THRESHOLD = 1.0  # length of Sobel's gradient from which a pixel is an edge; a step from black to white has 4
BATCH = 512  # pictures whose edges are found at once


def edges(examples):
    """The first half of a set's pictures, and the edges of its second half, white on black.

    Of a set for measuring as well, no picture is in both domains; what is made of one is measured against `true_map`.

    Args:
        examples: `Examples` of pictures; labels and conditions are left out.

    Returns:
        `Unpaired` with `true_map`; the second domain has one channel.

    Raises:
        ValueError: When these are not `Examples` of at least two pictures.

    Example:
        >>> pair = edges(data.load("digits"))
        >>> pair.first.num_examples, pair.second.num_examples, pair.second.shape
        (748, 749, (28, 28, 1))
    """
    if not isinstance(examples, Examples) or examples.modality.name != "image":
        kind = examples.modality.name if isinstance(examples, Examples) else type(examples).__name__
        raise ValueError(f"received {kind}; expected Examples of images: load(...) or from_arrays(...).")
    count = examples.num_examples
    if count < 2:
        raise ValueError(f"received {count} picture; expected at least 2, one for each domain.")
    parts = np.arange(count // 2), np.arange(count // 2, count)
    pictures, others = (examples.samples[rows] for rows in parts)
    found = [true_edges(others[at : at + BATCH] / np.float32(127.5) - 1) for at in range(0, len(others), BATCH)]
    drawn = np.where(np.concatenate(found) > 0, 255, 0).astype(np.uint8)
    alone = {"labels": None, "num_classes": None, "conditions": {}}
    first = dataclasses.replace(examples, samples=pictures, **alone)
    return Unpaired(first, Examples(f"edges of {examples.name}", examples.split, drawn), true_map=true_edges)


def true_edges(images):
    """Where images (batch, height, width, channels) in [-1, 1] have edges: (batch, height, width, 1), 1 there, else -1.

    Edges of their mean over channels, by Sobel's operator.
    """
    gray = tf.reduce_mean((tf.cast(images, tf.float32) + 1) / 2, axis=-1, keepdims=True)
    length = tf.norm(tf.image.sobel_edges(gray), axis=-1)
    return tf.where(length >= THRESHOLD, 1.0, -1.0)
