"""Base class of metrics that compare the features of all real and generated samples at once."""

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.feature_checks import checked_capacity
from tfgan_zoo.metrics.frechet_metric import identity_of, num_features_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.row_buffer import RowBuffer


class FeatureMetric:
    """Stores the network's features of the first samples of each kind; a subclass computes its metric in `result`.

    Args:
        name: the metric's name.
        network: `keras.Model` from float32 images in [-1, 1] to (batch, features).
        split: name of the real samples' split.
        max_samples: the largest number of samples of each kind to keep; later ones are ignored.
        min_samples: number of samples of each kind that are needed.

    Attributes:
        settings: further settings that results must share to be comparable, such as the number of neighbors.

    Raises:
        ValueError: if the network's output is not (batch, features), or fewer samples are kept than are needed.
    """

    settings = ""

    def __init__(self, name, network, split, max_samples, min_samples):
        self.name = name
        self.network = network
        self.split = split
        self.min_samples = min_samples
        self.max_samples = checked_capacity(max_samples, min_samples, name)
        self._real, self._fake = (RowBuffer(max_samples, num_features_of(network)) for _ in range(2))

    def reset(self):
        """Discard all samples."""
        self._real.reset()
        self._fake.reset()

    def update(self, real, fake):
        """Add a batch of real and one of generated samples, with or without conditions."""
        for kept, samples in ((self._real, real), (self._fake, fake)):
            kept.add(self.network(sample_of(samples), training=False))

    def features(self):
        """The features stored so far: arrays (m, features) of real and (n, features) of generated samples."""
        return self._real.rows(), self._fake.rows()

    def result_of(self, value, real, fake, spread=None, name=None):
        """A `Result` of the stored features, under the metric's own name by default."""
        network = f"{identity_of(self.network)}{self.settings and f', {self.settings}'}"
        return Result(name or self.name, value, network, len(real), len(fake), self.split, spread)
