"""Sequences of an oracle."""

import numpy as np
import pytest

from tests.helpers import numpy_lstm
from tfgan_zoo import data, networks
from tfgan_zoo.networks.lstm import oracle_shapes

VOCABULARY, LENGTH = 5, 4


def oracle(seed=0):
    return networks.lstm_oracle(VOCABULARY, LENGTH, width=3, embedding_size=2, seed=seed)


def test_they_are_always_the_same_and_differ_between_the_splits():
    train, test = data.oracle_sequences(oracle(), 50), data.oracle_sequences(oracle(), 50, "test")
    np.testing.assert_array_equal(train.samples, data.oracle_sequences(oracle(), 50).samples)
    assert not np.array_equal(train.samples, test.samples)
    assert not np.array_equal(train.samples, data.oracle_sequences(oracle(), 50, seed=1).samples)
    assert train.samples.dtype == np.int32
    assert train.modality.vocabulary_size == VOCABULARY


def test_their_first_tokens_have_the_oracles_frequencies():
    generator = np.random.default_rng(0)
    arrays = [generator.normal(size=shape) for shape in oracle_shapes(VOCABULARY, 3, 2)]
    samples = data.oracle_sequences(oracle(), 4000).samples
    logits = numpy_lstm.logits_of(arrays, samples)
    for place in range(2):
        expected = np.exp(logits[:, place]) / np.exp(logits[:, place]).sum(-1, keepdims=True)
        frequencies = np.bincount(samples[:, place], minlength=VOCABULARY) / len(samples)
        np.testing.assert_allclose(frequencies, expected.mean(axis=0), atol=0.03)


def test_more_than_one_block_is_generated():
    assert data.oracle_sequences(oracle(), 1203).samples.shape == (1203, LENGTH)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"split": "dev"}, "has no split 'dev'"),
        ({"num_examples": 0}, "takes num_examples as an integer of at least 1, not 0"),
    ],
)
def test_wrong_arguments_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        data.oracle_sequences(oracle(), **options)
