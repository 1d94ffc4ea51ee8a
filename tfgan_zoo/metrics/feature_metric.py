"""What the measures share that compare the features of real and of generated samples all at once."""

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.feature_checks import checked_capacity
from tfgan_zoo.metrics.frechet_metric import identity_of, num_features_of
from tfgan_zoo.metrics.row_buffer import KeptRows
from tfgan_zoo.metrics.result import Result


class FeatureMetric:
    """Keeps what a network makes of the first samples of each kind; a subclass says in `result` what is measured.

    Args:
        name: the measure's name.
        network: `keras.Model` from float32 images in [-1, 1] to (batch, features).
        split: which part of the data the real samples are.
        max_samples: how many samples of each kind are kept; what comes later is not looked at.
        least: how many samples of each kind are needed.

    Attributes:
        settings: what else a figure must say to be compared, such as the number of neighbors.

    Raises:
        ValueError: if the network gives no feature vectors, or fewer samples are kept than are needed.
    """

    settings = ""

    def __init__(self, name, network, split, max_samples, least):
        self.name = name
        self.network = network
        self.split = split
        self.least = least
        self.max_samples = checked_capacity(max_samples, least, name)
        self._real, self._fake = (KeptRows(max_samples, num_features_of(network)) for _ in range(2))

    def reset(self):
        """Forget all samples."""
        self._real.reset()
        self._fake.reset()

    def update(self, real, fake):
        """Add a batch of real and one of generated images, or of tuples that begin with them."""
        for kept, samples in ((self._real, real), (self._fake, fake)):
            kept.add(self.network(sample_of(samples), training=False))

    def features(self):
        """The features kept so far: arrays (m, features) of real and (n, features) of generated samples."""
        return self._real.rows(), self._fake.rows()

    def result_of(self, value, real, fake, spread=None, name=None):
        """A `Result` of the kept features, under the measure's own name if no other is given."""
        network = f"{identity_of(self.network)}{self.settings and f', {self.settings}'}"
        return Result(name or self.name, value, network, len(real), len(fake), self.split, spread)
