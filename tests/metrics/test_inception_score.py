"""The Inception score: closed forms, its splits, and outputs that are not logits."""

import numpy as np
import pytest

from tfgan_zoo import metrics

CONFIDENT = 200.0 * np.eye(4)


def test_confident_samples_of_every_class_score_the_number_of_classes():
    mean, spread = metrics.inception_score(np.tile(CONFIDENT, (10, 1)), splits=10)
    assert mean == pytest.approx(4)
    assert spread == pytest.approx(0, abs=1e-12)


def test_uncertain_samples_and_samples_of_one_class_score_one():
    assert metrics.inception_score(np.zeros((20, 4)), splits=2)[0] == pytest.approx(1)
    assert metrics.inception_score(np.tile(CONFIDENT[:1], (20, 1)), splits=2)[0] == pytest.approx(1)


def test_it_is_the_divergence_of_each_sample_from_the_mean():
    logits = np.random.default_rng(0).normal(size=(12, 3))
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    mean = probabilities.mean(axis=0)
    expected = np.exp((probabilities * np.log(probabilities / mean)).sum(axis=1).mean())
    assert metrics.inception_score(logits, splits=1) == (pytest.approx(expected), 0.0)


def test_splits_are_consecutive_and_the_spread_is_over_them():
    logits = np.concatenate([np.tile(CONFIDENT, (2, 1)), np.tile(CONFIDENT[:2], (4, 1))])
    assert metrics.inception_score(logits, splits=2) == (pytest.approx(3), pytest.approx(1))


def test_the_block_size_does_not_change_the_result(monkeypatch):
    logits = np.random.default_rng(0).normal(size=(50, 6))
    whole = metrics.inception_score(logits, splits=1)[0]
    monkeypatch.setattr("tfgan_zoo.metrics.class_probabilities.BLOCK", 7)
    assert metrics.inception_score(logits, splits=1)[0] == pytest.approx(whole, rel=1e-12)


def test_one_sample_per_split_is_refused():
    with pytest.raises(ValueError, match="at least 20 samples"):
        metrics.inception_score(np.zeros((19, 4)))


@pytest.mark.parametrize(
    ("logits", "message"),
    [
        (np.full((20, 4), np.nan), "not finite"),
        (np.full((20, 4), np.inf), "not finite"),
        (np.zeros((20, 1)), "at least 2 classes"),
        (np.zeros((20, 4, 4)), "Expected \\(n, classes\\)"),
        (np.zeros(20), "Expected \\(n, classes\\)"),
        (np.full((20, 4), 0.25), "probabilities"),
        (np.eye(4)[np.arange(20) % 4], "probabilities"),
    ],
)
def test_outputs_that_are_not_logits_are_refused(logits, message):
    with pytest.raises(ValueError, match=message):
        metrics.inception_score(logits)


def test_logarithms_of_probabilities_are_logits():
    probabilities = np.tile([[0.7, 0.3], [0.2, 0.8]], (10, 1))
    logits = np.log(probabilities) + 5.0
    assert metrics.inception_score(np.log(probabilities))[0] == pytest.approx(metrics.inception_score(logits)[0])
