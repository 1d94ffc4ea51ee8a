"""Every metric of features changes as it should with a generator's problems, by more than its noise."""

import numpy as np
import pytest

from tests.metrics.feature_sets import GENERATED, NUM_SAMPLES, REAL, logits_of
from tfgan_zoo import metrics


def precision(real, fake):
    return metrics.precision_recall(real, fake)[0]


def recall(real, fake):
    return metrics.precision_recall(real, fake)[1]


def density(real, fake):
    return metrics.density_coverage(real, fake)[0]


def coverage(real, fake):
    return metrics.density_coverage(real, fake)[1]


def nearest_neighbor(real, fake):
    return metrics.nearest_neighbor_test(real, fake).accuracy


def kernel_distance(real, fake):
    return metrics.kernel_distance(real, fake, subsets=20, subset_size=200)[0]


def kernel_discrepancy(real, fake):
    return metrics.kernel_discrepancy(real, fake, [metrics.median_distance(REAL)])


def inception_score(real, fake):
    return metrics.inception_score(logits_of(fake), splits=5)[0]


def mode_score(real, fake):
    return metrics.mode_score(logits_of(real), logits_of(fake))


# The metric's range for healthy samples (from, to), and for each problem whether it is lower (-), higher (+) or within
# that range (0).
MEANING = {
    metrics.frechet_distance_of: ((0, 2), {"same": 0, "disjoint": +1, "collapsed": +1, "dropped": +1, "noisy": +1}),
    kernel_distance: ((-10, 10), {"same": 0, "disjoint": +1, "collapsed": +1, "dropped": +1, "noisy": +1}),
    kernel_discrepancy: ((-0.01, 0.01), {"same": 0, "disjoint": +1, "collapsed": +1, "dropped": +1, "noisy": +1}),
    metrics.sliced_wasserstein: ((0, 0.5), {"same": 0, "disjoint": +1, "collapsed": +1, "dropped": +1, "noisy": +1}),
    nearest_neighbor: ((0.4, 0.6), {"same": -1, "disjoint": +1, "collapsed": +1, "dropped": +1, "noisy": +1}),
    precision: ((0.8, 1), {"same": 0, "disjoint": -1, "collapsed": 0, "dropped": 0, "noisy": -1}),
    recall: ((0.8, 1), {"same": 0, "disjoint": -1, "collapsed": -1, "dropped": -1}),
    density: ((0.8, 1.2), {"same": 0, "disjoint": -1, "collapsed": +1, "dropped": 0, "noisy": -1}),
    coverage: ((0.9, 1), {"same": 0, "disjoint": -1, "collapsed": -1, "dropped": -1, "noisy": -1}),
    inception_score: ((4.8, 5), {"same": 0, "disjoint": 0, "collapsed": -1, "dropped": -1, "noisy": -1}),
    mode_score: ((4.8, 5), {"same": 0, "disjoint": 0, "collapsed": -1, "dropped": -1, "noisy": -1}),
}
CASES = [(metric, problem, side) for metric, (_, sides) in MEANING.items() for problem, side in sides.items()]


@pytest.mark.parametrize("metric", MEANING, ids=lambda metric: metric.__name__)
def test_of_samples_of_the_same_distribution_it_is_what_it_should_be(metric):
    lowest, highest = MEANING[metric][0]
    assert lowest <= metric(REAL, GENERATED["healthy"]) <= highest


@pytest.mark.parametrize(
    ("metric", "problem", "side"), CASES, ids=[f"{metric.__name__}, {problem}" for metric, problem, _ in CASES]
)
def test_it_changes_in_the_right_direction_for_bad_samples(metric, problem, side):
    lowest, highest = MEANING[metric][0]
    value = metric(REAL, GENERATED[problem])
    assert np.sign(value - highest) == 1 if side > 0 else value < lowest if side < 0 else lowest <= value <= highest


def test_of_equal_sets_it_is_known_exactly():
    same = REAL, GENERATED["same"]
    assert metrics.precision_recall(*same) == (1.0, 1.0)
    assert metrics.density_coverage(*same) == (1.0, 1.0)  # each ball's surface left out: k samples in k balls
    assert nearest_neighbor(*same) == 0.0  # everyone's nearest is its own copy of the other kind
    assert metrics.sliced_wasserstein(*same) == 0.0
    assert metrics.frechet_distance_of(*same) == pytest.approx(0, abs=1e-9)


def test_of_disjoint_sets_it_is_known_exactly():
    apart = REAL, GENERATED["disjoint"]
    assert metrics.precision_recall(*apart) == (0.0, 0.0)
    assert metrics.density_coverage(*apart) == (0.0, 0.0)
    assert nearest_neighbor(*apart) == 1.0


def test_a_crowd_in_the_middle_shows_only_in_the_halves_of_the_nearest_neighbor_test():
    real = np.random.default_rng(0).normal(size=(NUM_SAMPLES, 50))
    actual = metrics.nearest_neighbor_test(real, 0.1 * real[::-1])
    assert actual.on_real < 0.05
    assert actual.on_fake == 1.0
    assert actual.accuracy == pytest.approx(0.5, abs=0.03)


def test_one_outlier_moves_precision_and_hardly_density():
    generator = np.random.default_rng(0)
    real, fake = generator.normal(size=(NUM_SAMPLES, 2)), generator.normal(size=(NUM_SAMPLES, 2)) + [4.0, 0.0]
    far = np.concatenate([real[:-1], [[30.0, 0.0]]])  # its ball reaches back over everything
    assert metrics.precision_recall(real, fake)[0] < 0.5
    assert metrics.precision_recall(far, fake)[0] > 0.95
    assert metrics.density_coverage(far, fake)[0] - metrics.density_coverage(real, fake)[0] < 0.25
