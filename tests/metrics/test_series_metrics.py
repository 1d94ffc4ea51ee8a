"""Scores of series by small recurrent networks, and the band of a series' frequency."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import data, metrics
from tfgan_zoo.metrics import series_metric

SHAPE = (4, 2)


def waves(count, low, high, seed=0):
    """Series whose last variable at the next step is the first one now."""
    first = np.random.default_rng(seed).uniform(low, high, (count, 5, 1))
    return np.concatenate([first[:, 1:], first[:, :-1]], axis=-1).astype("float32")


def value(metric, real, fake):
    metric.update(tf.constant(real), tf.constant(fake))
    return metric.result().value


@pytest.mark.slow
def test_the_discriminative_score_is_half_for_what_is_always_told_apart_and_near_nothing_for_the_same(monkeypatch):
    monkeypatch.setattr(series_metric, "LEARNING_RATE", 0.03)  # so that few steps do
    apart = metrics.DiscriminativeScore(SHAPE, steps=150)
    assert value(apart, waves(200, 0, 1), waves(200, -1, 0, 1)) > 0.45
    same = metrics.DiscriminativeScore(SHAPE, steps=10)
    assert value(same, waves(400, -1, 1), waves(400, -1, 1, 1)) < 0.15
    assert (same.width, same.higher_is_better) == (1, False)


def test_the_predictive_score_asks_for_the_last_variable_a_step_ahead_of_the_others_in_the_unit_interval():
    metric = metrics.PredictiveScore(SHAPE)
    series = np.arange(24.0).reshape(1, 4, 6)
    known, wanted = metric.one_step_ahead(series)
    np.testing.assert_array_equal(known, series[:, :3, :5])
    np.testing.assert_array_equal(wanted, series[:, 1:, 5:])
    metric.update(tf.constant(waves(2, -1, 1)), tf.constant(waves(2, -1, 1)))
    real, _ = metric.series(1)
    np.testing.assert_allclose(real, (waves(2, -1, 1) + 1) / 2, atol=1e-6)


@pytest.mark.slow
def test_results_say_how_they_were_measured_and_the_same_seed_gives_the_same():
    first, second = (metrics.DiscriminativeScore(SHAPE, "train", steps=2) for _ in range(2))
    assert value(first, waves(20, 0, 1), waves(30, -1, 1)) == value(second, waves(20, 0, 1), waves(30, -1, 1))
    result = first.result()
    assert (result.network, result.n_real, result.n_fake, result.split) == (
        "GRU 1, 2 steps, mean of 1",
        20,
        20,
        "train",
    )


def test_series_that_are_too_few_or_not_finite_are_refused():
    metric = metrics.DiscriminativeScore(SHAPE, steps=1)
    with pytest.raises(ValueError, match="received 3 real and 3 generated series; expected at least 10 of each"):
        value(metric, waves(3, 0, 1), waves(3, 0, 1))
    metric.reset()
    with pytest.raises(ValueError, match="all finite"):
        value(metric, waves(20, 0, 1), np.full((20, *SHAPE), np.nan, "float32"))


def test_a_band_is_that_of_the_strongest_frequency():
    network = metrics.frequency_bands((30, 1), data.BANDS)
    examples = data.labeled_sines("test")
    found = network(examples.samples[:300]).numpy().argmax(axis=-1)
    assert np.mean(found == examples.labels[:300]) > 0.99
    shifted = network(examples.samples[:300] + 5).numpy().argmax(axis=-1)
    np.testing.assert_array_equal(found, shifted)
    with pytest.raises(ValueError, match="expected cycles, ascending, up to 15"):
        metrics.frequency_bands((30, 1), [3, 2])


@pytest.mark.slow
def test_tstr_is_the_accuracy_on_real_series_of_a_classifier_that_saw_generated_ones():
    labels = np.arange(60) % 2
    samples = np.repeat(np.where(labels == 1, 0.8, -0.8), 4).reshape(60, 4, 1).astype("float32")
    examples = data.from_arrays(samples, labels, modality=data.labeled_sines("test").modality)
    metric = metrics.TSTRAccuracy(examples, steps=60)
    real = {"sample": tf.constant(samples), "labels": tf.constant(labels)}
    metric.update(real, {**real, "labels": tf.constant(1 - labels)})
    of_fake, of_real = metric.result()
    assert (of_fake.value, of_real.value) == (0, 1)
    with pytest.raises(ValueError, match="the series have no labels"):
        metric.update(real["sample"], real["sample"])
    with pytest.raises(ValueError, match="sines has no labels; expected labeled series"):
        metrics.TSTRAccuracy(data.sines("test"))
