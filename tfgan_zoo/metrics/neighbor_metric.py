"""Base class of metrics that compare neighborhoods, with two results: quality and diversity."""

from tfgan_zoo.metrics.feature_checks import checked_count
from tfgan_zoo.metrics.feature_metric import FeatureMetric


class NeighborMetric(FeatureMetric):
    """Two results from the neighbors of real and generated samples in the features of a network.

    Args:
        network, split, max_samples: as for `FeatureMetric`.
        neighbors: k.
        verbose: 1 shows a progress bar where there are many samples, 0 nothing.

    Attributes:
        names: names of the two results, without the network's.
        results_of: function of (real_features, fake_features, neighbors, verbose) that returns both values.

    Raises:
        ValueError: if the network's output is not (batch, features), or no more samples than `neighbors` are kept.
    """

    higher_is_better = True
    all_results_judge = True

    def __init__(self, network, split, max_samples, neighbors, verbose):
        min_samples = checked_count(neighbors, 1, "neighbors") + 1
        super().__init__(f"{self.names[0]}_{network.name}", network, split, max_samples, min_samples)
        self.neighbors = neighbors
        self.verbose = verbose
        self.settings = f"k {neighbors}"

    def result(self):
        """Both results so far, a `Result` each.

        Raises:
            ValueError: with no more samples of a kind than neighbors, or nonfinite features.
        """
        real, fake = self.features()
        values = self.results_of(real, fake, self.neighbors, self.verbose)
        names = (f"{name}_{self.network.name}" for name in self.names)
        return tuple(self.result_of(value, real, fake, name=name) for value, name in zip(values, names, strict=True))
