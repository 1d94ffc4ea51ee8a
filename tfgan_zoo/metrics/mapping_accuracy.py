"""How much of a picture lands where a known map would put it."""

import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result


class MappingAccuracy:
    """Share of the pixels of translated images that are right in every channel, where the true map is known.

    Pixels of the commonest color (the paper of a drawing) and all others (the ink) count one half each, so that
    painting the paper alone does not score.

    Args:
        true_map: function from float32 images in [-1, 1] to what they are in the other domain.
        paper: the commonest color of the other domain, a sequence of its channels in [-1, 1].
        split: which part of the data the images are.
        tolerance: how far a channel may be off, in units of [-1, 1].

    Example:
        >>> pair = tfgan_zoo.data.load_pair("colored_digits", "test")
        >>> measure = MappingAccuracy(pair.true_map, paper=pair.second.samples[0, 0, 0] / 127.5 - 1)
    """

    name = "mapping_accuracy"
    higher_is_better = True

    def __init__(self, true_map, paper, split="test", tolerance=0.25):
        self.true_map = true_map
        self.paper = tf.constant(paper, tf.float32)
        self.split = split
        self.tolerance = tolerance
        self._right = tf.Variable(tf.zeros(2, tf.float64), trainable=False)  # of paper, of ink
        self._pixels = tf.Variable(tf.zeros(2, tf.float64), trainable=False)
        self._images = tf.Variable(tf.zeros((), tf.int64), trainable=False)

    def reset(self):
        """Forget all images."""
        for variable in (self._right, self._pixels, self._images):
            variable.assign(tf.zeros_like(variable))

    def update(self, real, fake):
        """Compare a batch of translated images with what the true map makes of the real ones."""
        images = sample_of(real)
        wanted = self.true_map(images)
        right = self._near(sample_of(fake), wanted)
        paper = self._near(wanted, self.paper)
        kinds = tf.stack([paper, tf.logical_not(paper)])
        self._right.assign_add(self._count(tf.logical_and(kinds, right)))
        self._pixels.assign_add(self._count(kinds))
        self._images.assign_add(tf.shape(images, tf.int64)[0])

    def result(self):
        """The accuracy as a `Result`; its network is the true map.

        Raises:
            ValueError: if no image was compared, or the images have no ink or no paper.
        """
        paper, ink = self._pixels.numpy()
        if not (paper and ink):
            raise ValueError(
                f"of the pixels compared {paper:.0f} are paper and {ink:.0f} ink: update with images that hold both."
            )
        value = float((self._right / self._pixels).numpy().mean())
        count = int(self._images.numpy())
        return Result(self.name, value, f"true map, tolerance {self.tolerance:g}", count, count, self.split)

    def _near(self, images, others):
        return tf.reduce_all(tf.abs(images - others) <= self.tolerance, axis=-1)

    def _count(self, kinds):
        return tf.reduce_sum(tf.cast(kinds, tf.float64), axis=(1, 2, 3))
