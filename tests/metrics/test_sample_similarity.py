"""MS-SSIM between samples: the right pairs, and 1 for a collapsed generator."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import metrics
from tfgan_zoo.metrics.sample_similarity import random_pairs


def pictures(count, seed=0, size=24):
    """Waves of random directions and phases."""
    generator = np.random.default_rng(seed)
    places = np.linspace(0, 3, size)
    angles, phases = generator.uniform(-3, 3, (2, count, 1, 1))
    return np.sin(angles * places[:, None] + phases * places + angles)[..., None].astype("float32")


IMAGES = pictures(8)


def similarity(*batches):
    metric = metrics.SampleSimilarity()
    update = tf.function(metric.update, autograph=False)
    for batch in batches:
        update(None, batch)
    return metric.result()


def test_neighbors_in_a_batch_are_compared():
    result = similarity(tf.constant(IMAGES[:4]), tf.constant(IMAGES[4:7]))
    expected = metrics.multiscale_ssim(IMAGES[[0, 2, 4]], IMAGES[[1, 3, 5]])
    assert result.value == pytest.approx(float(np.mean(expected)), rel=1e-5)
    assert (result.metric, result.network, result.n_fake) == ("sample_ms_ssim", "none, 2 scales, 3 pairs", 7)


def test_labeled_samples_are_compared_within_a_class():
    labels = tf.constant([2, 0, 2, 1, 0, 2, 2, 3])
    result = similarity(
        {"sample": tf.constant(IMAGES), "labels": labels}
    )  # in order of their labels: 1 4, 3 0, 2 5, 6 7
    expected = metrics.multiscale_ssim(IMAGES[[1, 2]], IMAGES[[4, 5]])
    assert result.value == pytest.approx(float(np.mean(expected)), rel=1e-5)
    assert "2 pairs" in result.network


def test_codes_are_not_labels():
    with_codes = similarity({"sample": tf.constant(IMAGES), "codes": tf.zeros((8, 3))})
    assert with_codes.value == pytest.approx(similarity(tf.constant(IMAGES)).value)


def test_it_is_one_for_a_collapsed_generator_and_falls_with_diversity():
    diverse = metrics.sample_similarity(pictures(64), num_pairs=300)
    fewer = metrics.sample_similarity(np.tile(pictures(4), (16, 1, 1, 1)), num_pairs=300)
    collapsed = metrics.sample_similarity(np.tile(pictures(1), (64, 1, 1, 1)), num_pairs=300)
    assert diverse < fewer - 0.1 < collapsed
    assert collapsed == pytest.approx(1.0)


def test_pairs_are_of_different_images_of_one_class_and_of_every_class():
    labels = np.array([0, 1, 0, 1, 5, 0])
    first, second = random_pairs(6, labels, 200, np.random.default_rng(0))
    assert np.all(first != second)
    np.testing.assert_array_equal(labels[first], labels[second])
    assert {frozenset(pair) for pair in zip(first.tolist(), second.tolist(), strict=True)} == {
        frozenset(pair) for pair in [(0, 2), (0, 5), (2, 5), (1, 3)]
    }


def test_the_same_seed_compares_the_same_pairs():
    values = [metrics.sample_similarity(IMAGES, num_pairs=5, seed=seed) for seed in (1, 1, 2)]
    assert values[0] == values[1] != values[2]


@pytest.mark.parametrize(
    ("labels", "num_pairs", "message"),
    [
        (None, 0, "at least 1 pair"),
        (np.arange(8), 5, "have no pair"),
        (np.zeros(7, int), 5, "labels of shape"),
    ],
)
def test_images_without_a_pair_are_refused(labels, num_pairs, message):
    with pytest.raises(ValueError, match=message):
        metrics.sample_similarity(IMAGES, labels, num_pairs)


def test_no_pairs_and_nonfinite_samples_are_refused():
    with pytest.raises(ValueError, match="no pairs of samples"):
        similarity(tf.constant(IMAGES[:1]))
    with pytest.raises(ValueError, match="not a number"):
        similarity(tf.constant(IMAGES * np.nan))
    metric = metrics.SampleSimilarity()
    metric.update(None, IMAGES)
    metric.reset()
    with pytest.raises(ValueError, match="no pairs of samples"):
        metric.result()
