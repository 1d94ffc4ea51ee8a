"""Every metric of features stores the first samples, works in a graph, and reports its settings."""

import numpy as np
import pytest
import tensorflow as tf

from tests.metrics.feature_sets import GENERATED, REAL, logits_of, network
from tfgan_zoo import metrics
from tfgan_zoo.models.base.evaluating import results_of

FAKE = GENERATED["healthy"]
# The metric of a network, its value for stored features, and the settings in its results.
METRICS = {
    "kernel distance": (
        lambda network: metrics.KernelDistance(network, max_samples=50, subsets=4, subset_size=20),
        lambda real, fake: metrics.kernel_distance(real, fake, 4, 20)[:1],
        ["kernel_distance_same"],
        "4 subsets of 20",
    ),
    "kernel mmd": (
        lambda network: metrics.KernelMMD(network, [2.0], max_samples=50),
        lambda real, fake: [metrics.kernel_discrepancy(real, fake, [2.0])],
        ["kernel_mmd_same"],
        "sigma 2",
    ),
    "precision and recall": (
        lambda network: metrics.PrecisionRecall(network, max_samples=50, neighbors=2),
        lambda real, fake: metrics.precision_recall(real, fake, 2),
        ["precision_same", "recall_same"],
        "k 2",
    ),
    "density and coverage": (
        lambda network: metrics.DensityCoverage(network, max_samples=50, neighbors=4),
        lambda real, fake: metrics.density_coverage(real, fake, 4),
        ["density_same", "coverage_same"],
        "k 4",
    ),
    "nearest neighbor": (
        lambda network: metrics.NearestNeighborTest(network, max_samples=50),
        lambda real, fake: [
            getattr(metrics.nearest_neighbor_test(real, fake), name) for name in ("accuracy", "on_real", "on_fake")
        ],
        ["nearest_neighbor_same", "nearest_neighbor_same_on_real", "nearest_neighbor_same_on_fake"],
        "same",
    ),
    "mode score": (
        lambda network: metrics.ModeScore(network, max_samples=50),
        lambda real, fake: [metrics.mode_score(real, fake)],
        ["mode_score_same"],
        "same",
    ),
    "Inception score": (
        lambda network: metrics.InceptionScore(network, max_samples=50, splits=2),
        lambda real, fake: metrics.inception_score(fake, 2)[:1],
        ["inception_score_same"],
        "2 splits",
    ),
}


@pytest.mark.parametrize("case", METRICS)
def test_samples_are_stored_up_to_the_limit_inside_a_graph(case):
    new, expected, names, settings = METRICS[case]
    metric = new(network())
    update = tf.function(metric.update, autograph=False)
    for start in (0, 30):
        update(REAL[start : start + 30], {"sample": FAKE[start : start + 30], "labels": np.zeros(30)})
    results = results_of([metric])
    assert [result.metric for result in results] == names
    assert metric.name == names[0]
    assert [result.value for result in results] == pytest.approx(list(expected(REAL[:50], FAKE[:50])))
    for result in results:
        assert settings in result.network
        assert (result.n_real, result.n_fake, result.split) == (0 if case == "Inception score" else 50, 50, "test")
    metric.reset()
    update(REAL[:40], FAKE[:40])
    assert results_of([metric])[0].n_fake == 40


@pytest.mark.parametrize("case", METRICS)
def test_no_samples_too_few_samples_and_nonfinite_samples_are_refused(case):
    metric = METRICS[case][0](network())
    for seen in (0, 1):
        metric.update(REAL[:seen], FAKE[:seen])
        with pytest.raises(ValueError, match=r"needs at least \d+ samples"):
            metric.result()
    metric.update(REAL[:45], np.full((45, 5), np.nan, "float32"))
    with pytest.raises(ValueError, match="not finite"):
        metric.result()


def test_the_spread_is_printed_with_the_value():
    metric = metrics.KernelDistance(network(), subsets=4, subset_size=20)
    metric.update(REAL, FAKE)
    mean, spread = metrics.kernel_distance(REAL, FAKE, 4, 20)
    result = metric.result()
    assert (result.value, result.spread) == (pytest.approx(mean), pytest.approx(spread))
    assert f"{mean:.4g} ± {spread:.2g} (network same, 4 subsets of 20" in str(result)


@pytest.mark.parametrize(
    ("name", "kernel_distance"),
    [("inception-2015-12-05-2048", "kid"), ("inception-2015-12-05-768", "kid_768"), ("other", "kernel_distance_other")],
)
def test_only_inception_has_the_names_of_the_literature(name, kernel_distance):
    assert metrics.KernelDistance(network(name=name), max_samples=1000).name == kernel_distance


def test_only_inceptions_classifier_has_the_plain_name_inception_score():
    def name(classifier):
        return metrics.InceptionScore(network(name=classifier), max_samples=20).name

    assert name("inception-2015-12-05-logits") == "inception_score"
    assert name("classifier-digits") == "inception_score_classifier-digits"


@pytest.mark.parametrize("case", METRICS)
def test_a_network_that_does_not_output_feature_vectors_is_refused(case):
    import keras

    images = keras.Input((4, 4, 3))
    with pytest.raises(ValueError, match="Expected \\(batch, features\\)"):
        METRICS[case][0](keras.Model(images, images, name="maps"))


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (lambda: metrics.PrecisionRecall(network(), max_samples=3), "at least 4 samples"),
        (lambda: metrics.DensityCoverage(network(), max_samples=5), "at least 6 samples"),
        (lambda: metrics.InceptionScore(network(), max_samples=19), "at least 20 samples"),
        (lambda: metrics.NearestNeighborTest(network(), max_samples=1), "at least 2 samples"),
        (lambda: metrics.InceptionScore(network(), splits=0), "splits=0"),
        (lambda: metrics.KernelDistance(network(), subsets=0), "subsets=0"),
    ],
)
def test_a_max_samples_too_small_for_the_metric_is_refused_in_the_constructor(new, message):
    with pytest.raises(ValueError, match=message):
        new()


@pytest.mark.parametrize(
    "metric",
    [metrics.precision_recall, metrics.density_coverage, metrics.nearest_neighbor_test, metrics.sliced_wasserstein],
    ids=lambda metric: metric.__name__,
)
@pytest.mark.parametrize(
    ("real", "fake", "message"),
    [
        (REAL, REAL[:, :4], "Expected \\(m, features\\)"),
        (REAL, REAL[0], "Expected \\(m, features\\)"),
        (REAL, REAL[:0], "at least"),
        (REAL, REAL * np.inf, "not finite"),
    ],
)
def test_features_that_do_not_match_are_refused(metric, real, fake, message):
    with pytest.raises(ValueError, match=message):
        metric(real, fake)


def test_every_score_refuses_probabilities():
    shares = np.abs(logits_of(FAKE)) + 1e-3
    shares /= shares.sum(axis=1, keepdims=True)
    for refused in (lambda: metrics.inception_score(shares), lambda: metrics.mode_score(shares, shares)):
        with pytest.raises(ValueError, match="probabilities"):
            refused()
