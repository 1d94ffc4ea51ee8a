"""Bits per dimension of distributions whose entropy is known."""

import math

import numpy as np
import pytest

from tfgan_zoo import metrics

SAMPLES = np.zeros((6, 2, 2, 1), "float32")


def fair(samples, seed):
    """Log-probabilities of four pixels of 8 equally likely levels each: three bits a pixel."""
    return np.full(len(samples), -4 * math.log(8))


def test_a_uniform_pixel_of_eight_levels_has_three_bits_whatever_the_batches_are():
    metric = metrics.BitsPerDimension(fair, split="train")
    metric.update(SAMPLES[:4], None)
    metric.update(SAMPLES[4:], None)
    result = metric.result()
    assert result.value == pytest.approx(3)
    assert (result.metric, result.n_real, result.n_fake, result.split) == ("bits_per_dimension", 6, 0, "train")
    assert "exact" in result.network


def test_log_z_is_subtracted_from_unnormalized_densities():
    metric = metrics.BitsPerDimension(
        lambda samples, seed: 5.0 + fair(samples, seed), "estimate", log_partition=lambda: 5.0
    )
    metric.update(SAMPLES, None)
    assert metric.result().value == pytest.approx(3)
    assert "estimate" in metric.result().network


def test_each_batch_has_a_seed_of_its_own_and_the_same_one_after_a_reset():
    seeds = []
    metric = metrics.BitsPerDimension(lambda samples, seed: seeds.append(tuple(seed.numpy())) or fair(samples, seed))
    for _ in range(2):
        metric.reset()
        metric.update(SAMPLES, None)
        metric.update(SAMPLES, None)
    assert seeds[0] != seeds[1]
    assert seeds[:2] == seeds[2:]


def test_a_result_without_samples_is_refused():
    with pytest.raises(ValueError, match="no samples to average"):
        metrics.BitsPerDimension(fair).result()
