"""How far an autoencoder's samples lie from those that they were made of."""

import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.running_mean import RunningMean


class ReconstructionError:
    """The mean squared error of held-out samples against their reconstructions, by number (of images: by pixel).

    Args:
        reconstruct: function from samples to their reconstructions, such as `Autoencoder.reconstructions`.
        split: which part of the data the samples are.

    Example:
        >>> metric = ReconstructionError(autoencoder.reconstructions)
    """

    name = "reconstruction_error"

    def __init__(self, reconstruct, split="test"):
        self.reconstruct = reconstruct
        self.split = split
        self._mean = RunningMean()

    def reset(self):
        """Forget all samples."""
        self._mean.reset()

    def update(self, real, fake):
        """Add the errors of a batch of real samples; generated ones are not looked at."""
        samples = tf.cast(sample_of(real), tf.float32)
        errors = tf.square(samples - tf.cast(self.reconstruct(real), tf.float32))
        self._mean.add(tf.reduce_mean(errors, axis=range(1, len(errors.shape))))

    def result(self):
        """The mean as a `Result`, in squared units of the samples, which lie in [-1, 1].

        Raises:
            ValueError: if there was no sample.
        """
        value, count = self._mean.value(), self._mean.count()
        return Result(self.name, value, "none", count, count, self.split)
