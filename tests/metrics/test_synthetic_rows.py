"""What generated rows are worth: the whole truth, nothing, and rows of one category."""

import numpy as np
import pytest

from tfgan_zoo import metrics
from tfgan_zoo.modalities import Column, Table

MODALITY = Table([Column("x", 0, 1, decimals=4), Column("y", 0, 1, categories=("no", "yes"))])
DRAWS = np.random.default_rng(0)


def rows(count, flipped=0.0):
    """y is whether x is above a half, but for a share of the rows."""
    x = DRAWS.random(count)
    return np.stack([x, (x > 0.5) ^ (DRAWS.random(count) < flipped)], axis=1).astype(float)


def test_rows_of_the_same_law_teach_all_and_shuffled_or_constant_ones_nothing():
    real, fake = rows(400), rows(400)
    assert metrics.train_on_synthetic(fake, real, 1, [1]) > 0.98
    shuffled = np.stack([fake[:, 0], DRAWS.permutation(fake[:, 1])], axis=1)
    assert 0.3 < metrics.train_on_synthetic(shuffled, real, 1, [1]) < 0.7
    constant = np.stack([fake[:, 0], np.ones(400)], axis=1)
    assert metrics.train_on_synthetic(constant, real, 1, [1]) == pytest.approx(real[:, 1].mean())


@pytest.mark.slow
def test_rows_of_the_same_law_are_not_told_apart_and_others_are():
    assert 0.4 < metrics.detector_auc(rows(600), rows(600), [1]) < 0.6
    assert metrics.detector_auc(rows(600), rows(600) + [2, 0], [1]) == 1.0
    assert metrics.detector_auc(rows(600), rows(600, flipped=1.0), [1]) > 0.99  # only both columns together tell


@pytest.mark.slow
def test_metrics_read_the_rows_of_a_game_by_their_modality():
    train, real, fake = rows(200), rows(300), rows(300, flipped=0.5)
    learned = metrics.TrainOnSynthetic(MODALITY, 2, "y", train, "test")
    told = metrics.DetectorAUC(MODALITY, 2)
    for metric in (learned, told):
        for part in range(3):
            chosen = slice(100 * part, 100 * part + 100)
            metric.update({"sample": MODALITY.to_model(real[chosen])}, MODALITY.to_model(fake[chosen]))
    of_fake, of_real = learned.result()
    expected = metrics.train_on_synthetic(np.round(fake, 4), np.round(real, 4), 1, [1])
    assert of_fake.value == pytest.approx(expected, abs=0.02)
    assert of_real.value > 0.95
    assert [(result.metric, result.n_real, result.n_fake) for result in (of_fake, of_real)] == [
        ("train_on_synthetic", 300, 300),
        ("train_on_real", 300, 0),
    ]
    assert told.result().value > 0.6
    told.reset()
    with pytest.raises(ValueError, match="received 0 real and 0 generated rows"):
        told.result()


def test_a_target_of_numbers_is_refused():
    with pytest.raises(ValueError, match="column 'x' has numbers; expected one of categories"):
        metrics.TrainOnSynthetic(MODALITY, 2, "x", rows(5))
