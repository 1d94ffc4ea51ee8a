"""Classification error of a game that learns a classifier."""

import tensorflow as tf

from tfgan_zoo.conditions import conditions_of, sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.running_mean import RunningMean


class ClassificationError:
    """Fraction of labeled real images that are misclassified.

    Args:
        classify: function from float32 images in [-1, 1] to the class of each, integers of shape (batch,), such as
            `ImprovedGAN.classify`.
        split: name of the images' split.

    Example:
        >>> metric = ClassificationError(improved_gan.classify)
        >>> improved_gan.compile("adam", "adam", metrics=[metric])
        >>> test = data.load("digits", "test").batches(64, labels=True, shuffle=False, repeat=False)
        >>> results = improved_gan.evaluate(test, verbose=0)

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, table 1 (errors on MNIST's 10,000 test images).
    """

    name = "classification_error"
    higher_is_better = False

    def __init__(self, classify, split="test"):
        self.classify = classify
        self.split = split
        self._wrong = RunningMean()

    def reset(self):
        """Discard all images."""
        self._wrong.reset()

    def update(self, real, fake):
        """Classify a batch of real samples with their labels; generated ones are ignored.

        Raises:
            ValueError: if the images come without labels.
        """
        labels = conditions_of(real).get("labels")
        if labels is None:
            raise ValueError("the images have no labels: evaluate on batches(..., labels=True).")
        wrong = tf.cast(self.classify(sample_of(real)), tf.int64) != tf.cast(labels, tf.int64)
        self._wrong.add(wrong)

    def result(self):
        """The error as a `Result`.

        Raises:
            ValueError: if no image was classified yet.
        """
        share, count = self._wrong.value(), self._wrong.count()
        return Result(self.name, share, "the game's own classifier", count, 0, self.split)
