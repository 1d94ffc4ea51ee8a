"""Negative log-likelihoods of sequences against an LSTM in NumPy."""

import numpy as np
import pytest
import tensorflow as tf

from tests.helpers import numpy_lstm
from tfgan_zoo import data, metrics, networks
from tfgan_zoo.networks.lstm import oracle_shapes

VOCABULARY, LENGTH = 6, 5


def oracle():
    return networks.lstm_oracle(VOCABULARY, LENGTH, width=4, embedding_size=3, seed=2)


def arrays():
    generator = np.random.default_rng(2)
    return [generator.normal(size=shape) for shape in oracle_shapes(VOCABULARY, 4, 3)]


def tokens(count, seed=0):
    return np.random.default_rng(seed).integers(0, VOCABULARY, (count, LENGTH)).astype("int32")


def measured(metric, *pairs):
    for real, fake in pairs:
        metric.update(tf.constant(real), tf.constant(fake))
    return metric.result()


def test_generated_sequences_are_judged_by_the_oracle_in_nats_per_token():
    result = measured(metrics.OracleNLL(oracle()), (tokens(7), tokens(7, 1)), (tokens(3, 2), tokens(3, 3)))
    fake = np.concatenate([tokens(7, 1), tokens(3, 3)])
    assert result.value == pytest.approx(numpy_lstm.nll_of(arrays(), fake), rel=1e-5)
    assert (result.metric, result.n_real, result.n_fake, result.split) == ("oracle_nll", 10, 10, "test")
    assert "nats per token, 5 tokens a sequence" in result.network


def test_real_sequences_are_judged_by_the_generator():
    generator = networks.recurrent_generator(VOCABULARY, LENGTH, width=4, embedding_size=3, stddev=0.0)
    result = measured(metrics.HeldOutNLL(generator), (tokens(7), tokens(7, 1)))
    assert result.value == pytest.approx(np.log(VOCABULARY), rel=1e-6)
    assert result.network == "the generator itself, nats per token, 5 tokens a sequence"
    networks.language_model(generator).bias.assign(np.log(np.arange(1.0, VOCABULARY + 1)))
    expected = -np.log((tokens(7) + 1) / 21).mean()
    assert measured(metrics.HeldOutNLL(generator), (tokens(7), tokens(7, 1))).value == pytest.approx(expected, rel=1e-5)


def test_the_oracle_finds_its_own_sequences_likelier_than_uniform_ones():
    own = data.oracle_sequences(oracle(), 500).samples
    uniform = measured(metrics.OracleNLL(oracle()), (own, tokens(500))).value
    assert measured(metrics.OracleNLL(oracle()), (own, own)).value < uniform - 0.3


def test_samples_may_come_with_conditions_and_in_a_graph():
    metric = metrics.OracleNLL(oracle())
    update = tf.function(metric.update, autograph=False)
    fake = {"sample": tf.constant(tokens(4)), "labels": tf.zeros(4)}
    update(fake, fake)
    assert metric.result().value == pytest.approx(numpy_lstm.nll_of(arrays(), tokens(4)), rel=1e-5)


def test_a_reset_metric_has_seen_nothing():
    metric = metrics.OracleNLL(oracle())
    measured(metric, (tokens(2), tokens(2)))
    metric.reset()
    with pytest.raises(ValueError, match="no sequence was seen yet"):
        metric.result()


def test_its_name_tells_two_oracles_apart():
    other = networks.lstm_oracle(VOCABULARY, LENGTH, width=4, embedding_size=3, seed=3)
    names = {measured(metrics.OracleNLL(each), (tokens(2), tokens(2))).network for each in (oracle(), other)}
    assert len(names) == 2
