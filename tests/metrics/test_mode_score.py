"""The mode score: closed forms, and what it sees that the Inception score does not."""

import numpy as np
import pytest

from tfgan_zoo import metrics

SURE = 200.0 * np.eye(4)


def test_it_is_the_inception_score_where_the_classes_are_the_real_ones():
    logits = np.random.default_rng(0).normal(size=(50, 4))
    assert metrics.mode_score(logits, logits) == pytest.approx(metrics.inception_score(logits, splits=1)[0])


def test_missing_classes_count_as_much_as_they_are_missed():
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
def test_what_does_not_fit_is_refused(real, fake, message):
    with pytest.raises(ValueError, match=message):
        metrics.mode_score(real, fake)
