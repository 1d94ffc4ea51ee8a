"""Laplacian energy by hand, and the effects of blur and noise."""

import numpy as np
import pytest
import scipy.ndimage

from tests.helpers.tiny import images
from tfgan_zoo import metrics

PICTURES = images(6, (12, 10, 3))


def blurred(pictures, deviation=1.0):
    return scipy.ndimage.gaussian_filter(pictures, (0, deviation, deviation, 0))


def test_the_energy_matches_scipys_laplacian_inside_the_border():
    expected = [
        np.mean([scipy.ndimage.laplace(picture[..., channel])[1:-1, 1:-1] ** 2 for channel in range(3)])
        for picture in PICTURES.astype("float64")
    ]
    np.testing.assert_allclose(metrics.laplacian_energy(PICTURES), expected, rtol=1e-5)


def test_a_linear_slope_has_zero_energy():
    slope = np.tile(np.linspace(-1, 1, 9, dtype="float32")[None, :, None, None], (1, 1, 5, 1))
    np.testing.assert_allclose(metrics.laplacian_energy(slope), [0], atol=1e-10)


def test_sharpness_is_the_ratio_to_real_images():
    metric = metrics.Sharpness()
    for fake, (low, high) in {"same": (1, 1), "blurred": (0, 0.1), "noisy": (1.2, 9)}.items():
        made = {"same": PICTURES, "blurred": blurred(PICTURES), "noisy": PICTURES + 0.5 * images(6, (12, 10, 3), 1)}
        metric.reset()
        metric.update(PICTURES[:4], made[fake][:2])
        metric.update(PICTURES[4:], made[fake][2:])
        result = metric.result()
        assert low <= result.value <= high
        assert (result.metric, result.n_real, result.n_fake) == ("sharpness", 6, 6)


def test_reconstructions_can_be_evaluated_instead_of_samples():
    metric = metrics.Sharpness(blurred, split="train")
    metric.update(PICTURES, np.zeros_like(PICTURES))
    result = metric.result()
    energies = [np.mean(metrics.laplacian_energy(pictures)) for pictures in (blurred(PICTURES), PICTURES)]
    assert result.value == pytest.approx(energies[0] / energies[1], rel=1e-5)
    assert (result.metric, result.split) == ("sharpness_reconstructions", "train")


def test_flat_data_are_refused():
    metric = metrics.Sharpness()
    metric.update(np.zeros_like(PICTURES), PICTURES)
    with pytest.raises(ValueError, match="real images are flat"):
        metric.result()


@pytest.mark.parametrize("shape", [(4, 2), (4, 8, 8), (4, 2, 8, 1)])
def test_images_without_inner_pixels_are_refused(shape):
    with pytest.raises(ValueError, match="at least 3 x 3 pixels"):
        metrics.laplacian_energy(np.zeros(shape, "float32"))
