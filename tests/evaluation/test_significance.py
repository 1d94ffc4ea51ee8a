"""A result is worse if noise does not explain it; the false alarm rate is as stated."""

import numpy as np
import pytest
from scipy import stats

from tfgan_zoo.evaluation.significance import compare_draws


@pytest.mark.parametrize("better", ["lower", "higher"])
@pytest.mark.parametrize(("old", "new", "alarms"), [(5, 5, 0.05), (3, 8, 0.05), (5, 5, 0.01)])
def test_the_false_alarm_rate_is_as_stated(better, old, new, alarms):
    generator, repeats = np.random.default_rng(0), 4000
    results = generator.normal(10.0, 1.0, (repeats, old + new))
    found = sum(compare_draws(row[:old], row[old:], better, alarms).is_worse for row in results)
    deviation = (alarms * (1 - alarms) / repeats) ** 0.5
    assert abs(found / repeats - alarms) < 4 * deviation


def test_a_loss_of_six_deviations_is_nearly_always_detected_and_a_gain_is_never_a_loss():
    generator = np.random.default_rng(1)
    old, worse, better = (generator.normal(mean, 1.0, (500, 5)) for mean in (10.0, 16.0, 4.0))
    assert sum(compare_draws(*pair).is_worse for pair in zip(old, worse, strict=True)) > 480
    assert not any(compare_draws(*pair).is_worse for pair in zip(old, better, strict=True))
    assert sum(compare_draws(*pair, better="higher").is_worse for pair in zip(old, better, strict=True)) > 480


def test_of_a_metric_with_a_best_value_either_side_is_worse_and_alarms_are_no_more_frequent():
    generator, repeats = np.random.default_rng(3), 2000
    results = generator.normal(1.0, 0.1, (repeats, 10))
    assert sum(compare_draws(row[:5], row[5:], 1.0, 0.05).is_worse for row in results) <= 0.05 * repeats
    for shift in (-1.0, 1.0):
        assert all(compare_draws(row[:5], row[5:] + shift, 1.0).is_worse for row in results[:50])
        assert not any(compare_draws(row[:5] + shift, row[5:], 1.0).is_worse for row in results[:50])


def test_the_margin_is_that_of_students_test():
    generator = np.random.default_rng(2)
    old, new = generator.normal(3.0, 1.0, 5), generator.normal(3.0, 1.0, 7)
    found = compare_draws(old, new, false_alarms=0.01)
    t = stats.ttest_ind(new, old).statistic
    margin = found.margin - 1e-4 * old.mean()
    assert (new.mean() - old.mean()) / margin * stats.t.isf(0.01, 10) == pytest.approx(t)


def test_results_without_noise_may_differ_by_rounding_only():
    assert not compare_draws([8.0, 8.0], [8.0, 8.0]).is_worse
    assert not compare_draws([8.0, 8.0], [8.0005, 8.0005]).is_worse
    assert compare_draws([8.0, 8.0], [8.1, 8.1]).is_worse
    assert compare_draws([8.0, 8.0], [7.0, 7.0], better="higher").is_worse


@pytest.mark.parametrize("results", [[1.0], [], [1.0, float("nan")], [[1.0, 2.0]]])
def test_too_few_and_nonfinite_results_are_refused(results):
    with pytest.raises(ValueError, match="expected two or more finite numbers"):
        compare_draws([1.0, 2.0], results)


def test_an_invalid_probability_is_refused():
    with pytest.raises(ValueError, match="between 0 and 0.5"):
        compare_draws([1.0, 2.0], [1.0, 2.0], false_alarms=1.0)


@pytest.mark.parametrize(("recorded", "little"), [([10.0, 10.2, 9.8], False), ([0.1, -0.2, 0.5], True)])
def test_a_margin_beyond_the_result_itself_sees_little(recorded, little):
    assert compare_draws(recorded, recorded).sees_little == little
