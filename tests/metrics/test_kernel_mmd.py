"""The kernel statistic with a fixed kernel: equal to the loss, in blocks, of the first samples."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import losses, metrics

ROWS = np.random.default_rng(0).normal(size=(40, 3)).astype("float32")


def metric(bandwidths=(1.0,), **options):
    features = keras.Input((3,))
    return metrics.KernelMMD(keras.Model(features, features, name="same"), bandwidths, **options)


def test_it_is_the_unbiased_statistic_divided_by_the_number_of_kernels():
    real, fake = ROWS[:15], ROWS[15:] + 0.5
    expected = float(losses.squared_mmd(real, fake, [0.5, 2.0])) / 2
    assert metrics.kernel_discrepancy(real, fake, [0.5, 2.0]) == pytest.approx(expected, rel=1e-4)


def test_the_block_size_does_not_change_the_result(monkeypatch):
    whole = metrics.kernel_discrepancy(ROWS[:15], ROWS[15:], [1.0])
    monkeypatch.setattr("tfgan_zoo.metrics.kernel_mmd.BLOCK", 4)
    assert metrics.kernel_discrepancy(ROWS[:15], ROWS[15:], [1.0]) == pytest.approx(whole, rel=1e-12)


@pytest.mark.parametrize("jit_compile", [False, True])
def test_samples_are_stored_up_to_the_limit_inside_a_graph(jit_compile):
    measured = metric(max_samples=12)
    update = tf.function(measured.update, autograph=False, jit_compile=jit_compile)
    for start in (0, 5, 10):
        update(ROWS[start : start + 5], ROWS[start + 20 : start + 25])
    result = measured.result()
    assert result.value == pytest.approx(metrics.kernel_discrepancy(ROWS[:12], ROWS[20:32], [1.0]), rel=1e-6)
    assert (result.metric, result.n_real, result.n_fake) == ("kernel_mmd_same", 12, 12)
    assert "sigma 1" in result.network
    measured.reset()
    update(ROWS[:5], ROWS[20:25])
    assert measured.result().n_real == 5


def test_it_is_zero_on_average_for_equal_distributions():
    rows = np.random.default_rng(1).normal(size=(300, 10, 3))
    values = [metrics.kernel_discrepancy(real, fake, [1.0]) for real, fake in zip(rows[:150], rows[150:], strict=True)]
    assert np.mean(values) == pytest.approx(0, abs=4 * np.std(values) / np.sqrt(len(values)))
    assert metrics.kernel_discrepancy(rows[0], rows[1] + 100, [1.0]) > 0.01


def test_the_median_is_over_pairs_of_different_rows():
    assert metrics.median_distance([[0.0], [1.0], [3.0]]) == pytest.approx(2.0)
    with pytest.raises(ValueError, match="not a bandwidth"):
        metrics.median_distance(np.ones((5, 2)))
    with pytest.raises(ValueError, match="at least 2"):
        metrics.median_distance(np.ones((1, 2)))


def test_bad_arguments_are_refused():
    for real, fake, bandwidths, message in [
        (ROWS, ROWS[:, :2], [1.0], "Expected"),
        (ROWS, ROWS[:1], [1.0], "at least 2"),
        (ROWS, ROWS * np.nan, [1.0], "not finite"),
        (ROWS, ROWS, [], "bandwidths"),
        (ROWS, ROWS, [1.0, 0.0], "bandwidths"),
        (ROWS, ROWS, [1.0, float("nan")], "bandwidths"),
    ]:
        with pytest.raises(ValueError, match=message):
            metrics.kernel_discrepancy(real, fake, bandwidths)
    with pytest.raises(ValueError, match="at least 2 samples"):
        metric(max_samples=1)
