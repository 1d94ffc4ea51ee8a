"""Energies of held-out data and of samples, and their ratio."""

import pytest
import tensorflow as tf

from tfgan_zoo import metrics

REAL, FAKE = tf.constant([[1.0], [2.0], [3.0]]), tf.constant([[3.0], [5.0]])


def test_energies_are_averaged_over_all_samples_not_batches():
    metric = metrics.MeanEnergy(lambda samples: samples)
    metric.update(REAL, FAKE)
    metric.update(REAL[:1], FAKE)
    result = metric.result()
    assert (result.metric, result.value, result.n_real, result.n_fake) == ("energy_real", 7 / 4, 4, 0)
    metric = metrics.MeanEnergy(lambda samples: samples, generated=True)
    metric.update(REAL, FAKE)
    result = metric.result()
    assert (result.metric, result.value, result.n_real, result.n_fake) == ("energy_generated", 4.0, 0, 2)


def test_the_ratio_is_of_samples_to_data():
    metric = metrics.EnergyRatio(lambda samples: samples)
    metric.update(REAL, FAKE)
    assert metric.result().value == 2.0
    metric.reset()
    with pytest.raises(ValueError, match="no samples to average"):
        metric.result()


def test_data_with_zero_energy_are_refused():
    metric = metrics.EnergyRatio(lambda samples: samples)
    metric.update(0 * REAL, FAKE)
    with pytest.raises(ValueError, match="ratio is undefined"):
        metric.result()
