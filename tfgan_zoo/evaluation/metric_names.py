"""The metrics that compare any two sets of samples, by the names that `tfgan-zoo compare` and `compare` know them by.

Nothing here imports TensorFlow before a metric is made.
"""

import dataclasses

from tfgan_zoo import metrics

MOST = 10_000  # samples of each kind where no number is asked for: the time of some metrics grows with its square
ROOM = 100  # samples for which a metric always makes room, so that the metric itself says how many it needs
SUBSET_SIZE = 1000  # of the kernel distance, where there are twice as many samples
BANDWIDTH_SAMPLES = 500  # real ones, whose median distance is the bandwidth of the kernel statistic


@dataclasses.dataclass(frozen=True)
class Given:
    """What a metric is made from.

    Args:
        network: `PrecomputedFeatures`; None for a metric of images.
        shape: of one sample.
        split: which part of the data the real samples are.
        num: how many samples of each kind.
        seed: of the metric.
        verbose: 1 shows progress, 0 nothing.
        real: what the network made of the real samples.
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
        """The measure's `max_samples`."""
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
