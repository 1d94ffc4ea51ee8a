"""Energies of data not seen and of samples, and their ratio."""

import pytest
import tensorflow as tf

from tfgan_zoo import metrics

REAL, FAKE = tf.constant([[1.0], [2.0], [3.0]]), tf.constant([[3.0], [5.0]])


def test_energies_are_averaged_over_all_samples_not_batches():
    measure = metrics.MeanEnergy(lambda samples: samples)
    measure.update(REAL, FAKE)
    measure.update(REAL[:1], FAKE)
    figure = measure.result()
    assert (figure.measure, figure.value, figure.n_real, figure.n_fake) == ("energy_real", 7 / 4, 4, 0)
    measure = metrics.MeanEnergy(lambda samples: samples, generated=True)
    measure.update(REAL, FAKE)
    figure = measure.result()
    assert (figure.measure, figure.value, figure.n_real, figure.n_fake) == ("energy_generated", 4.0, 0, 2)


def test_the_ratio_is_that_of_samples_to_data():
    measure = metrics.EnergyRatio(lambda samples: samples)
    measure.update(REAL, FAKE)
    assert measure.result().value == 2.0
    measure.reset()
    with pytest.raises(ValueError, match="no sample was judged"):
        measure.result()


def test_data_without_energy_have_no_ratio():
    measure = metrics.EnergyRatio(lambda samples: samples)
    measure.update(0 * REAL, FAKE)
    with pytest.raises(ValueError, match="no ratio"):
        measure.result()
