"""Codes of the prior's own distribution are at no distance from it."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import latents, metrics

KS, MMD = 0, 1


def distances(transform, count=2000):
    """The two distances of normal codes after a transformation."""
    metric = metrics.CodeDistribution(transform, lambda count, seed: latents.normal((count, 2), seed), 2)
    codes = np.random.default_rng(0).normal(size=(count, 2)).astype("float32")
    for part in np.split(codes, 4):
        metric.update(tf.constant(part), None)
    return [result.value for result in metric.result()]


def test_codes_of_the_prior_are_at_no_distance():
    values = distances(lambda codes: codes)
    assert values[KS] < 0.05
    assert abs(values[MMD]) < 2e-3


def test_the_worst_axis_counts():
    values = distances(lambda codes: codes * [1.0, 0.0])
    assert values[KS] == pytest.approx(0.5, abs=0.02)
    assert values[MMD] > 0.02


def test_what_single_axes_do_not_show_the_kernel_does():
    def equal_axes(codes):
        return tf.stack([codes[:, 0], codes[:, 0]], axis=1)

    values = distances(equal_axes)
    assert values[KS] < 0.05
    assert values[MMD] > 0.02


def test_codes_are_asked_for_first():
    with pytest.raises(ValueError):
        metrics.CodeDistribution(lambda codes: codes, lambda count, seed: latents.normal((count, 2), seed), 2).result()
