import numpy as np
import pytest

from tfgan_zoo import data, metrics


@pytest.fixture
def pair():
    return data.load_pair("colored_digits", "test")


def accuracy_of(pair, translate):
    metric = metrics.MappingAccuracy(pair.true_map, pair.second.samples[0, 0, 0] / 127.5 - 1)
    for first, _ in pair.batches(50, shuffle=False, repeat=False):
        metric.update(first, translate(first))
    return metric.result()


def test_the_true_map_has_accuracy_one(pair):
    result = accuracy_of(pair, pair.true_map)
    assert result.value == 1.0
    assert result.n_real == 150


def test_unchanged_images_have_accuracy_zero(pair):
    assert accuracy_of(pair, lambda images: images).value < 0.01


def test_the_background_alone_scores_one_half(pair):
    paper = pair.true_map(np.full((1, 28, 28, 3), -1, "float32"))
    assert accuracy_of(pair, lambda images: 0 * images + paper).value == pytest.approx(0.5, abs=0.05)


def test_swapped_background_and_foreground_score_zero(pair):
    assert accuracy_of(pair, lambda images: pair.true_map(-images)).value < 0.15


def test_a_result_without_images_is_refused(pair):
    with pytest.raises(ValueError, match="update with images"):
        metrics.MappingAccuracy(pair.true_map, [0, 0, 0]).result()
