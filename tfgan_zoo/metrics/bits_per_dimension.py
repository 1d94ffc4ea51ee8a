"""The likelihood of held-out samples, in bits per dimension."""

import math

import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.running_mean import RunningMean


class BitsPerDimension:
    """-log2 p(x) of held-out samples, divided by the number of their values: a code of so many bits a pixel exists.

    Args:
        log_densities: function of (samples, seed) that returns log p(x) in nats, (batch,): of discrete samples the
            logarithm of their probability, such as `PixelCNN.log_likelihoods`. The seed depends on the batch's index
            alone, for models that draw.
        kind: what the value is: "exact", "bound" (from above) or "estimate"; part of the result.
        split: name of the samples' split.
        log_partition: None; or a function without arguments that returns log Z, if the densities lack it, such as
            `RBM.log_partition`. It is called once for each result.

    Example:
        >>> metric = BitsPerDimension(lambda samples, seed: np.full(len(samples), -3 * np.log(2)))
        >>> metric.update(np.zeros((5, 3), "float32"), None)
        >>> metric.result().value  # three fair coins
        1.0

    Reference:
        van den Oord et al. 2016, https://arxiv.org/abs/1601.06759, section 5.1; Theis et al. 2016,
        https://arxiv.org/abs/1511.01844, section 3.1, on densities of discrete samples.
    """

    name = "bits_per_dimension"
    higher_is_better = False

    def __init__(self, log_densities, kind="exact", split="test", log_partition=None):
        self.log_densities = log_densities
        self.kind = kind
        self.split = split
        self.log_partition = log_partition
        self._mean = RunningMean()  # of the nats of a dimension
        self._batches = tf.Variable(tf.zeros((), tf.int64), trainable=False)
        self._size = None

    def reset(self):
        """Discard all samples."""
        self._batches.assign(0)
        self._mean.reset()

    def update(self, real, fake):
        """Add a batch of real samples; generated ones are ignored."""
        self._size = math.prod(sample_of(real).shape[1:])
        seed = tf.stack([self._batches, tf.ones((), tf.int64)])
        self._mean.add(-tf.cast(self.log_densities(real, seed), tf.float64) / self._size)
        self._batches.assign_add(1)

    def result(self):
        """The mean as a `Result`; its network says whether it is exact.

        Raises:
            ValueError: if there are no samples yet.
        """
        nats, count = self._mean.value(), self._mean.count()
        if self.log_partition is not None:
            nats += float(self.log_partition()) / self._size
        network = f"the model itself, {self.kind}"
        return Result(self.name, nats / math.log(2), network, count, 0, self.split)
