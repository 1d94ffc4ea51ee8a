"""Draws of a category from a uniform number."""

import numpy as np
import pytest

from tfgan_zoo.networks.categorical import categorical


@pytest.mark.parametrize("num_categories", [1, 2, 3, 5, 50, 101])
def test_a_category_is_drawn_where_the_cumulated_softmax_passes(num_categories):
    generator = np.random.default_rng(0)
    logits = 3 * generator.normal(size=(500, num_categories)).astype("float32")
    uniforms = generator.uniform(size=500).astype("float32")
    weights = np.exp(logits.astype("float64"))
    sums = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    expected = (sums < uniforms[:, None]).sum(axis=1)
    near = np.abs(sums - uniforms[:, None]).min(axis=1) < 1e-6  # where rounding may decide
    assert near.mean() < 0.01 or num_categories == 1
    np.testing.assert_array_equal(categorical(logits, uniforms).numpy()[~near], expected[~near])


@pytest.mark.parametrize("number", [0.0, 0.5, 1.0 - 2.0**-24, 1.0])
@pytest.mark.parametrize("num_categories", [3, 7, 10, 5000])
def test_a_category_without_weight_is_never_drawn(number, num_categories):
    for place in (0, num_categories // 2, num_categories - 1):
        logits = np.full((1, num_categories), -np.inf, "float32")
        logits[0, place] = -5.0
        assert int(categorical(logits, np.array([number], "float32"))[0]) == place


def test_great_logits_do_not_overflow():
    assert categorical(np.array([[1e4, 1e4 + 1]], "float32"), np.array([0.9], "float32")).numpy().tolist() == [1]
