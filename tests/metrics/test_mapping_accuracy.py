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


def test_the_true_map_is_right_everywhere(pair):
    result = accuracy_of(pair, pair.true_map)
    assert result.value == 1.0
    assert result.n_real == 150


def test_leaving_images_alone_is_right_nowhere(pair):
    assert accuracy_of(pair, lambda images: images).value < 0.01


def test_painting_the_paper_alone_scores_one_half(pair):
    paper = pair.true_map(np.full((1, 28, 28, 3), -1, "float32"))
    assert accuracy_of(pair, lambda images: 0 * images + paper).value == pytest.approx(0.5, abs=0.05)


def test_paper_and_ink_swapped_score_nothing(pair):
    assert accuracy_of(pair, lambda images: pair.true_map(-images)).value < 0.15


def test_without_images_there_is_no_figure(pair):
    with pytest.raises(ValueError, match="update with images"):
        metrics.MappingAccuracy(pair.true_map, [0, 0, 0]).result()
