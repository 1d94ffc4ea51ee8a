"""Colorfulness by hand, and what gray and dull colors do to it."""

import numpy as np
import pytest

from tests.helpers.tiny import images
from tfgan_zoo import metrics

PICTURES = images(6, (12, 10, 3))


def test_colorfulness_is_the_papers_formula():
    red, green, blue = np.moveaxis((PICTURES.astype("float64") + 1) * 127.5, -1, 0).reshape(3, 6, -1)
    opponents = np.stack([red - green, (red + green) / 2 - blue])
    expected = np.sqrt((opponents.std(-1) ** 2).sum(0)) + 0.3 * np.sqrt((opponents.mean(-1) ** 2).sum(0))
    np.testing.assert_allclose(metrics.colorfulness(PICTURES), expected, rtol=1e-5)


def test_a_flat_red_picture_has_its_mean_color_alone():
    red = np.ones((1, 4, 4, 3), "float32") * [1, -1, -1]
    np.testing.assert_allclose(metrics.colorfulness(red), [0.3 * np.hypot(255, 127.5)], rtol=1e-6)


def test_colorfulness_is_the_ratio_to_real_images():
    gray = PICTURES.mean(axis=-1, keepdims=True)
    metric = metrics.Colorfulness("train")
    for made, expected in ((PICTURES, 1), (gray + (PICTURES - gray) / 2, 0.5), (np.repeat(gray, 3, axis=-1), 0)):
        metric.reset()
        metric.update(PICTURES[:4], made[:4])
        metric.update(PICTURES[4:], made[4:])
        result = metric.result()
        assert result.value == pytest.approx(expected, abs=1e-5)
        assert (result.metric, result.split, result.n_real, result.n_fake) == ("colorfulness", "train", 6, 6)


def test_gray_data_are_refused():
    metric = metrics.Colorfulness()
    metric.update(np.ones((2, 4, 4, 3), "float32"), PICTURES)
    with pytest.raises(ValueError, match="real images are gray"):
        metric.result()
    with pytest.raises(ValueError, match="three channels: gray ones have no colors"):
        metrics.colorfulness(np.ones((2, 4, 4, 1), "float32"))
