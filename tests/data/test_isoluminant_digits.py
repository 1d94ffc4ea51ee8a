"""The gray of a isoluminant digit does not tell its hue."""

import numpy as np
import pytest

from tfgan_zoo import data
from tfgan_zoo.data.isoluminant_digits import HUES


def test_hues_are_equally_light_and_equally_frequent():
    luma = np.array(HUES) @ [0.2989, 0.587, 0.114]
    assert np.ptp(luma) < 0.1
    digits = data.load("isoluminant_digits")
    brightest = digits.samples.reshape(len(digits.samples), -1, 3)
    brightest = brightest[np.arange(len(brightest)), brightest.sum(axis=-1).argmax(axis=1)]
    shares = np.bincount(np.linalg.norm(brightest[:, None] - np.float32(HUES), axis=-1).argmin(axis=1)) / len(brightest)
    np.testing.assert_allclose(shares, 0.25, atol=0.04)


def test_their_gray_is_that_of_the_digits_whatever_the_hue():
    pictures, digits = data.load("isoluminant_digits", "test"), data.load("digits", "test", (32, 32, 1))
    gray = data.Grayscale()(pictures.first_samples(300), (0, 0))
    expected = (digits.first_samples(300) + 1) / 2 * (122 / 127.5) - 1
    np.testing.assert_allclose(gray, expected, atol=1.5 / 127.5)
    np.testing.assert_array_equal(pictures.labels, digits.labels)


def test_gray_isoluminant_digits_are_refused():
    with pytest.raises(ValueError, match="three channels"):
        data.load("isoluminant_digits", image_shape=(32, 32, 1))
