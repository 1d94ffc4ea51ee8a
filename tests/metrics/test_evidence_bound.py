"""Bounds on the likelihood of a model with a known likelihood."""

import numpy as np
import pytest
import scipy.stats
import tensorflow as tf

from tfgan_zoo import metrics

SAMPLES = np.random.default_rng(0).normal(size=(2000, 1)).astype("float32")
SHIFT = 0.7  # of the wrong posterior


def log_weights(samples, num_codes, seed):
    """x = z + e, both standard normal: the posterior is N(x / 2, 1 / 2), and q is the posterior shifted by `SHIFT`."""
    noise = tf.random.stateless_normal((tf.shape(samples)[0], num_codes), seed, alg="philox")
    codes = samples / 2 + SHIFT + noise * np.sqrt(0.5)
    half = 0.5 * np.log(2 * np.pi)
    prior, likelihood = -0.5 * codes**2 - half, -0.5 * (samples - codes) ** 2 - half
    return prior + likelihood + 0.5 * noise**2 + half + 0.5 * np.log(0.5)


def bound_of(num_codes):
    metric = metrics.ImportanceWeightedBound(log_weights, num_codes)
    metric.update(SAMPLES[:1200], None)
    metric.update(SAMPLES[1200:], None)
    return metric.result()


def test_the_importance_weighted_bound_converges_to_the_likelihood():
    expected = -scipy.stats.norm.logpdf(SAMPLES, 0, np.sqrt(2)).mean()
    bounds = [bound_of(num_codes).value for num_codes in (1, 10, 1000)]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[0] == pytest.approx(expected + SHIFT**2, abs=0.1)  # the divergence of q from the posterior
    assert bounds[-1] == pytest.approx(expected, abs=0.02)
    result = bound_of(10)
    assert (result.metric, result.n_real, result.n_fake) == ("importance_weighted_bound_10", 2000, 0)


def test_the_evidence_bound_is_the_sum_of_its_terms_over_all_samples():
    def terms(samples, seed):
        return {"reconstruction": samples[:, 0] + tf.cast(seed[0], tf.float32), "kl": 2 * samples[:, 0]}

    metric = metrics.EvidenceBound(terms, split="train")
    for _ in range(2):
        metric.reset()
        metric.update(tf.constant([[1.0], [2.0]]), None)
        metric.update(tf.constant([[3.0]]), None)  # the second batch, drawn from a seed of its own
        bound, reconstruction, divergence = metric.result()
        assert (reconstruction.value, divergence.value) == (pytest.approx((1 + 2 + 4) / 3), pytest.approx(4.0))
        assert bound.value == pytest.approx(reconstruction.value + divergence.value)
    assert [each.metric for each in metric.result()] == ["negative_elbo", "reconstruction", "kl"]
    assert (bound.n_real, bound.n_fake, bound.split) == (3, 0, "train")


def test_a_result_without_samples_is_refused():
    for metric in (metrics.EvidenceBound(None), metrics.ImportanceWeightedBound(None)):
        with pytest.raises(ValueError, match="no samples to average"):
            metric.result()
