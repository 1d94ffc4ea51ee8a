"""Reconstruction error of an autoencoder."""

import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.running_mean import RunningMean


class ReconstructionError:
    """The mean squared error of the reconstructions of held-out samples, averaged over their values.

    Args:
        reconstruct: function from samples to their reconstructions, such as `Autoencoder.reconstructions`.
        split: name of the samples' split.

    Example:
        >>> metric = ReconstructionError(autoencoder.reconstructions)
    """

    name = "reconstruction_error"
    higher_is_better = False

    def __init__(self, reconstruct, split="test"):
        self.reconstruct = reconstruct
        self.split = split
        self._mean = RunningMean()

    def reset(self):
        """Discard all samples."""
        self._mean.reset()

    def update(self, real, fake):
        """Add the errors of a batch of real samples; generated ones are ignored."""
        samples = tf.cast(sample_of(real), tf.float32)
        errors = tf.square(samples - tf.cast(self.reconstruct(real), tf.float32))
        self._mean.add(tf.reduce_mean(errors, axis=range(1, len(errors.shape))))

    def result(self):
        """The mean as a `Result`, in squared units of the samples, which are in [-1, 1].

        Raises:
            ValueError: if there are no samples yet.
        """
        value, count = self._mean.value(), self._mean.count()
        return Result(self.name, value, "none", count, count, self.split)
