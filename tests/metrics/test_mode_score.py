"""The mode score: closed forms, and what it detects that the Inception score does not."""

import numpy as np
import pytest

from tfgan_zoo import metrics

SURE = 200.0 * np.eye(4)


def test_it_is_the_inception_score_if_the_class_frequencies_are_equal():
    logits = np.random.default_rng(0).normal(size=(50, 4))
    assert metrics.mode_score(logits, logits) == pytest.approx(metrics.inception_score(logits, splits=1)[0])


def test_missing_classes_count_by_their_real_frequency():
    # exp(log 2 - log 2): half the classes, of which the divergence is log 2
    assert metrics.mode_score(SURE, SURE[:2]) == pytest.approx(1)
    # as real samples have no others, nothing is missing
    assert metrics.mode_score(SURE[:2], SURE[:2]) == pytest.approx(2)


def test_a_class_that_real_samples_never_have_makes_it_zero():
    assert metrics.mode_score(1e4 * np.eye(4)[:2], 1e4 * np.eye(4)) == 0.0


@pytest.mark.parametrize(
    ("real", "fake", "message"),
    [
        (SURE, SURE[:, :3], "4 and 3 classes"),
        (SURE, SURE[:1], "at least 2 samples"),
        (SURE * np.nan, SURE, "not finite"),
        (np.eye(4), SURE, "probabilities"),
    ],
)
def test_bad_arguments_are_refused(real, fake, message):
    with pytest.raises(ValueError, match=message):
        metrics.mode_score(real, fake)
