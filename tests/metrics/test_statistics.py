"""Streaming statistics against NumPy, and the files they are saved to."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo.metrics import FeatureStatistics, StreamingStatistics


def batches_of(features, sizes):
    return np.split(features, np.cumsum(sizes)[:-1])


def streamed(features, sizes):
    statistics = StreamingStatistics(features.shape[1])
    for batch in batches_of(features, sizes):
        statistics.update(batch)
    return statistics.result("any", "test")


@pytest.fixture
def features():
    """200 correlated vectors far from the source, where a sum of squares would lose precision."""
    generator = np.random.default_rng(0)
    return generator.normal(size=(200, 6)) @ generator.normal(size=(6, 6)) + 1e4


def test_streaming_equals_numpy_to_ten_digits_even_with_a_large_mean(features):
    result = streamed(features, [64, 1, 100, 35])
    np.testing.assert_allclose(result.covariance, np.cov(features, rowvar=False), rtol=0, atol=1e-10)
    np.testing.assert_allclose(result.mean, features.mean(axis=0), rtol=1e-14)
    assert result.count == 200


def test_the_order_of_the_batches_does_not_matter(features):
    first, second = streamed(features, [150, 50]), streamed(features[::-1].copy(), [20, 180])
    np.testing.assert_allclose(first.covariance, second.covariance, rtol=0, atol=1e-10)


def test_it_works_inside_a_graph(features):
    statistics = StreamingStatistics(6)
    graph_update = tf.function(statistics.update, autograph=False)
    for batch in batches_of(features, [100, 100]):
        graph_update(tf.constant(batch))
    np.testing.assert_allclose(
        statistics.result("any", "test").covariance, np.cov(features, rowvar=False), rtol=0, atol=1e-10
    )


def test_an_empty_batch_changes_nothing(features):
    statistics = StreamingStatistics(6)
    for batch in (features[:0], features, features[:0]):
        statistics.update(batch)
    np.testing.assert_allclose(
        statistics.result("any", "test").covariance, np.cov(features, rowvar=False), rtol=0, atol=1e-10
    )


def test_reset_discards_everything(features):
    statistics = StreamingStatistics(6)
    statistics.update(features + 5.0)
    statistics.reset()
    statistics.update(features)
    assert statistics.count == 200
    np.testing.assert_allclose(statistics.result("any", "test").mean, features.mean(axis=0), rtol=1e-14)


def test_a_single_sample_has_no_covariance(features):
    statistics = StreamingStatistics(6)
    statistics.update(features[:1])
    with pytest.raises(ValueError, match="seen 1 samples"):
        statistics.result("any", "test")


def test_feature_maps_are_refused():
    with pytest.raises(ValueError, match=r"Expected \(batch, 6\)"):
        StreamingStatistics(6).update(np.zeros((2, 3, 3, 6)))


def test_loaded_statistics_equal_the_saved_ones(features, tmp_path):
    statistics = streamed(features, [200])
    statistics.save(tmp_path / "real.npz")
    loaded = FeatureStatistics.load(tmp_path / "real.npz")
    assert (loaded.count, loaded.network, loaded.split) == (200, "any", "test")
    np.testing.assert_array_equal(loaded.covariance, statistics.covariance)


def test_a_file_without_statistics_is_refused(tmp_path):
    (tmp_path / "real.npz").write_text("no statistics")
    with pytest.raises(ValueError, match="does not hold feature statistics"):
        FeatureStatistics.load(tmp_path / "real.npz")
    with pytest.raises(FileNotFoundError, match="No feature statistics"):
        FeatureStatistics.load(tmp_path / "absent.npz")
