"""The metric is the pull-away loss over all samples."""

import keras
import pytest
import tensorflow as tf

from tfgan_zoo import losses, metrics


def metric(size=3):
    features = keras.Input((size,))
    return metrics.PairwiseCosine(keras.Model(features, features, name="same"))


def test_it_matches_the_pull_away_term_over_all_batches():
    rows = tf.random.stateless_normal((7, 3), (0, 1), alg="philox")
    measured = metric()
    for batch in (rows[:4], rows[4:]):
        measured.update(None, batch)
    result = measured.result()
    assert result.value == pytest.approx(float(losses.pull_away(rows)), rel=1e-5)
    assert (result.metric, result.n_real, result.n_fake) == ("pairwise_cosine_same", 0, 7)


def test_features_of_zeros_have_cosine_zero():
    measured = metric(2)
    measured.update(None, tf.constant([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]))
    assert measured.result().value == pytest.approx(1 / 3)


def test_a_single_sample_is_refused():
    measured = metric()
    measured.update(None, tf.ones((2, 3)))
    measured.reset()
    measured.update(None, tf.ones((1, 3)))
    with pytest.raises(ValueError, match="received 1 samples"):
        measured.result()
