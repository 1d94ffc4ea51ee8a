"""Rankings made by hand."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import metrics

RELEVANT = tf.constant([[4, 0, -1], [1, 2, 3]])
RANKINGS = tf.constant([[0, 1, 4, 2, -1], [0, 4, 3, 1, 2]])


def results(relevant, rankings, **options):
    metric = metrics.RankingQuality(**options)
    metric.update(relevant, rankings)
    return {result.metric: result.value for result in metric.result()}


def gain(*places):
    return sum(1 / np.log2(place + 1) for place in places)


def test_every_measure_is_that_of_rankings_made_by_hand():
    found = results(RELEVANT, RANKINGS, cutoffs=(1, 3), judged_at=3)
    expected = {
        "precision_at_3": np.mean([2 / 3, 1 / 3]),
        "precision_at_1": np.mean([1, 0]),
        "ndcg_at_3": np.mean([gain(1, 3) / gain(1, 2), gain(3) / gain(1, 2, 3)]),
        "ndcg_at_1": np.mean([1, 0]),
        "mean_average_precision": np.mean([(1 + 2 / 3) / 2, (1 / 3 + 2 / 4 + 3 / 5) / 3]),
        "mean_reciprocal_rank": np.mean([1, 1 / 3]),
    }
    assert list(found) == list(expected)
    assert found == pytest.approx(expected)


def test_the_best_order_is_that_of_the_same_ranking_without_relevant_items_that_are_not_in_it():
    found = results(tf.constant([[4, 5, 6]]), tf.constant([[4, 1, -1]]), cutoffs=(2,), judged_at=2)
    assert found["ndcg_at_2"] == pytest.approx(1.0)
    assert found["mean_average_precision"] == pytest.approx(1.0)


def test_a_ranking_without_a_relevant_item_counts_as_nothing():
    assert set(results(tf.constant([[7]]), tf.constant([[1, 2, 3, 4, 5]])).values()) == {0.0}


def test_users_are_averaged_over_batches_of_any_size():
    whole = results(RELEVANT, RANKINGS)
    metric = metrics.RankingQuality()
    for user in range(2):
        metric.update(RELEVANT[user : user + 1], RANKINGS[user : user + 1])
    assert {result.metric: result.value for result in metric.result()} == pytest.approx(whole)
    assert {result.n_real for result in metric.result()} == {2}
    metric.reset()
    with pytest.raises(ValueError, match="no user was seen yet"):
        metric.result()


def test_the_first_result_chooses_and_is_one_of_the_cutoffs():
    assert metrics.RankingQuality().name == "precision_at_5"
    with pytest.raises(ValueError, match="judged_at=4 is none of the cutoffs"):
        metrics.RankingQuality(judged_at=4)
    with pytest.raises(ValueError, match="cutoff as an integer of at least 1"):
        metrics.RankingQuality(cutoffs=(0, 5))
