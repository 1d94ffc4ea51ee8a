"""PSNR, SSIM and MS-SSIM: by hand, against TensorFlow on uint8 images, and how noise changes them."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import metrics

NOISE = np.random.default_rng(0).uniform(-1, 1, (3, 48, 48, 3)).astype("float32")
ALL = (metrics.psnr, metrics.ssim, metrics.multiscale_ssim)


def smooth(size=48):
    """An image with structure at every scale."""
    across = np.linspace(0, 6, size)
    return (0.5 * np.sin(across)[:, None] + 0.4 * np.cos(2 * across)[None])[None, :, :, None].astype("float32")


def test_psnr_is_ten_times_the_logarithm_of_the_squared_range_over_the_mean_squared_error():
    difference = np.zeros((1, 4, 4, 1), "float32")
    difference[0, 0, 0, 0] = 0.8  # a mean squared error of 0.64 / 16
    assert metrics.psnr(difference, np.zeros_like(difference)).numpy() == pytest.approx(10 * np.log10(4 / 0.04))


def test_ssim_of_two_flat_images_compares_their_means_only():
    first, second = np.full((1, 11, 11, 1), -0.5, "float32"), np.full((1, 11, 11, 1), 0.5, "float32")
    low, high, constant = 0.5, 1.5, (0.01 * 2) ** 2  # black is 0, white is 2
    expected = (2 * low * high + constant) / (low**2 + high**2 + constant)
    assert metrics.ssim(first, second).numpy() == pytest.approx(expected, rel=5e-4)


@pytest.mark.parametrize("metric", [metrics.ssim, metrics.psnr])
def test_floats_match_tensorflow_on_the_same_uint8_images(metric):
    levels = np.random.default_rng(1).integers(0, 256, (2, 4, 24, 24, 3), "uint8")
    expected = getattr(tf.image, metric.__name__)(levels[0], levels[1], 255)
    np.testing.assert_allclose(metric(levels[0] / 127.5 - 1, levels[1] / 127.5 - 1), expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("metric", ALL)
def test_more_noise_lowers_it_more(metric):
    picture, noise = smooth(), NOISE[:1, :, :, :1]
    values = [float(metric(picture, picture + share * noise)[0]) for share in (0.0, 0.02, 0.05, 0.1)]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 4


@pytest.mark.parametrize(
    ("size", "scales"), [(176, 5), (161, 5), (160, 4), (81, 4), (80, 3), (41, 3), (32, 2), (21, 2), (20, 1), (11, 1)]
)
def test_the_number_of_scales_depends_on_the_images_size(size, scales):
    weights = metrics.similarity.SCALE_WEIGHTS[:scales]
    rows = np.random.default_rng(2).uniform(0, 2, (2, 1, size, size, 1)).astype("float32")
    rows[1] = rows[0] * 0.7 + rows[1] * 0.3
    expected = tf.image.ssim_multiscale(*rows, 2.0, [weight / sum(weights) for weight in weights])
    assert metrics.multiscale_ssim(*(rows - 1.0)).numpy() == pytest.approx(expected.numpy(), abs=1e-5)


@pytest.mark.parametrize("metric", [metrics.ssim, metrics.multiscale_ssim])
def test_images_smaller_than_the_window_are_refused(metric):
    with pytest.raises(ValueError, match=r"10 x 20 pixels.* 11 x 11"):
        metric(np.zeros((1, 10, 20, 1)), np.zeros((1, 10, 20, 1)))


@pytest.mark.parametrize("metric", ALL)
@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (NOISE, NOISE[:2], "the same for both"),
        (NOISE[0], NOISE[0], "the same for both"),
        (NOISE, NOISE * 127.5 + 127.5, r"Expected floats in \[-1, 1\]"),
        (NOISE, NOISE * np.nan, r"from nan to nan. Expected floats in \[-1, 1\]"),
    ],
)
def test_images_that_do_not_match_are_refused(metric, first, second, message):
    with pytest.raises(ValueError, match=message):
        metric(first, second)


@pytest.mark.parametrize(
    ("metric", "function"),
    [
        (metrics.PSNR(), metrics.psnr),
        (metrics.SSIM(), metrics.ssim),
        (metrics.MultiscaleSSIM(), metrics.multiscale_ssim),
    ],
)
def test_the_metric_is_the_mean_over_all_pairs_of_all_batches(metric, function):
    real, fake = NOISE, np.roll(NOISE, 1, axis=0)
    update = tf.function(metric.update, autograph=False)
    for _ in range(2):
        metric.reset()
        update(real[:2], fake[:2])
        update({"sample": real[2:], "labels": np.zeros(1)}, fake[2:])
    result = metric.result()
    assert result.value == pytest.approx(float(np.mean(function(real, fake))), rel=1e-5)
    assert (result.metric, result.n_real, result.n_fake) == (metric.name, 3, 3)
    metric.reset()
    with pytest.raises(ValueError, match="no samples to average"):
        metric.result()


def test_a_nonfinite_mean_is_refused():
    metric = metrics.SSIM()
    tf.function(metric.update, autograph=False)(NOISE, NOISE * np.nan)
    with pytest.raises(ValueError, match="not a number"):
        metric.result()
