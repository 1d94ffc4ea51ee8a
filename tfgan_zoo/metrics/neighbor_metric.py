"""What the measures share that compare neighbourhoods: two figures, quality and variety, of one search."""

from tfgan_zoo.metrics.feature_checks import checked_count
from tfgan_zoo.metrics.feature_metric import FeatureMeasure


class NeighbourMeasure(FeatureMeasure):
    """Two figures by the neighbours of real and generated samples in the features of a network.

    Args:
        network, split, max_samples: as for `FeatureMeasure`.
        neighbours: k.
        verbose: 1 shows a progress bar where there are many samples, 0 nothing.

    Attributes:
        names: of the two figures, before the network's.
        figures_of: function (real_features, fake_features, neighbours, verbose) to the two.

    Raises:
        ValueError: if the network gives no feature vectors, or no more samples than `neighbours` are kept.
    """

    higher_is_better = True

    def __init__(self, network, split, max_samples, neighbours, verbose):
        least = checked_count(neighbours, 1, "neighbours") + 1
        super().__init__(f"{self.names[0]}_{network.name}", network, split, max_samples, least)
        self.neighbours = neighbours
        self.verbose = verbose
        self.settings = f"k {neighbours}"

    def result(self):
        """Both figures so far, a `Figure` each.

        Raises:
            ValueError: with no more samples of a kind than neighbours, or features that are not finite.
        """
        real, fake = self.features()
        values = self.figures_of(real, fake, self.neighbours, self.verbose)
        names = (f"{name}_{self.network.name}" for name in self.names)
        return tuple(self.figure(value, real, fake, name=name) for value, name in zip(values, names, strict=True))
