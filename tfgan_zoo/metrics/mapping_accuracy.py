"""Pixel accuracy of a translation whose true mapping is known."""

import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result


class MappingAccuracy:
    """Fraction of the pixels of translated images that are correct in every channel, where the true mapping is known.

    Pixels of the background color and all others have the same total weight, so that an empty image scores only 1/2.

    Args:
        true_map: function from float32 images in [-1, 1] to their true translations.
        background: the background color of the other domain, a sequence of its channels in [-1, 1].
        split: name of the images' split.
        tolerance: largest error of a channel, in units of [-1, 1].

    Example:
        >>> pair = tfgan_zoo.data.load_pair("colored_digits", "test")
        >>> metric = MappingAccuracy(pair.true_map, background=pair.second.samples[0, 0, 0] / 127.5 - 1)
    """

    name = "mapping_accuracy"
    higher_is_better = True

    def __init__(self, true_map, background, split="test", tolerance=0.25):
        self.true_map = true_map
        self.background = tf.constant(background, tf.float32)
        self.split = split
        self.tolerance = tolerance
        self._correct = tf.Variable(tf.zeros(2, tf.float64), trainable=False)  # of background, of foreground
        self._pixels = tf.Variable(tf.zeros(2, tf.float64), trainable=False)
        self._images = tf.Variable(tf.zeros((), tf.int64), trainable=False)

    def reset(self):
        """Discard all images."""
        for variable in (self._correct, self._pixels, self._images):
            variable.assign(tf.zeros_like(variable))

    def update(self, real, fake):
        """Compare a batch of translated images with the true translations of the real ones."""
        images = sample_of(real)
        expected = self.true_map(images)
        correct = self._near(sample_of(fake), expected)
        background = self._near(expected, self.background)
        kinds = tf.stack([background, tf.logical_not(background)])
        self._correct.assign_add(self._count(tf.logical_and(kinds, correct)))
        self._pixels.assign_add(self._count(kinds))
        self._images.assign_add(tf.shape(images, tf.int64)[0])

    def result(self):
        """The accuracy as a `Result`; its network is the true map.

        Raises:
            ValueError: if no image was compared yet, or the images have no background or no foreground.
        """
        background, foreground = self._pixels.numpy()
        if not (background and foreground):
            raise ValueError(
                f"received {background:.0f} pixels of background and {foreground:.0f} of foreground: update with "
                "images that have both."
            )
        value = float((self._correct / self._pixels).numpy().mean())
        count = int(self._images.numpy())
        return Result(self.name, value, f"true map, tolerance {self.tolerance:g}", count, count, self.split)

    def _near(self, images, others):
        return tf.reduce_all(tf.abs(images - others) <= self.tolerance, axis=-1)

    def _count(self, kinds):
        return tf.reduce_sum(tf.cast(kinds, tf.float64), axis=(1, 2, 3))
