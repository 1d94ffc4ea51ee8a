"""The metrics that compare any two sets of samples, by their names in `tfgan-zoo compare` and `compare`.

TensorFlow is not imported until a metric is created.
"""

import dataclasses

from tfgan_zoo import metrics

MOST = 10_000  # samples of each kind by default: some metrics take time quadratic in it
ROOM = 100  # smallest `max_samples`, so that the metric itself reports how many samples it needs
SUBSET_SIZE = 1000  # of the kernel distance, if there are twice as many samples
BANDWIDTH_SAMPLES = 500  # real samples whose median distance is the bandwidth of the kernel statistic


@dataclasses.dataclass(frozen=True)
class Given:
    """The arguments that metrics are created from.

    Args:
        network: `PrecomputedFeatures`; None for a metric of images.
        shape: shape of one sample.
        split: split of the real samples.
        num: number of samples of each kind.
        seed: seed of the metric.
        verbose: 1 shows progress, 0 nothing.
        real: the network's outputs for the real samples.
    """

    network: object
    shape: tuple
    split: str
    num: int
    seed: int
    verbose: int
    real: object = None

    @property
    def room(self):
        """The metric's `max_samples`."""
        return max(self.num, ROOM)


def kernel_distance(given):
    size = max(2, min(SUBSET_SIZE, given.num // 2))
    return metrics.KernelDistance(given.network, given.split, given.room, subset_size=size, seed=given.seed)


def kernel_mmd(given):
    bandwidth = metrics.median_distance(given.real[:BANDWIDTH_SAMPLES])
    return metrics.KernelMMD(given.network, [bandwidth], given.split, given.room)


OF_FEATURES = {
    "frechet": lambda given: metrics.FrechetDistance(given.network, given.split),
    "kernel_distance": kernel_distance,
    "kernel_mmd": kernel_mmd,
    "precision_recall": lambda given: metrics.PrecisionRecall(
        given.network, given.split, given.room, verbose=given.verbose
    ),
    "density_coverage": lambda given: metrics.DensityCoverage(
        given.network, given.split, given.room, verbose=given.verbose
    ),
    "nearest_neighbor": lambda given: metrics.NearestNeighborTest(
        given.network, given.split, given.room, given.verbose
    ),
}
OF_LOGITS = {
    "inception_score": lambda given: metrics.InceptionScore(given.network, given.split, given.room),
    "mode_score": lambda given: metrics.ModeScore(given.network, given.split, given.room),
}
OF_IMAGES = {
    "sliced_wasserstein": lambda given: metrics.SlicedWasserstein(given.shape, given.split, seed=given.seed),
    "sample_similarity": lambda given: metrics.SampleSimilarity(given.split),
}
METRICS = (*OF_FEATURES, *OF_LOGITS, *OF_IMAGES)
