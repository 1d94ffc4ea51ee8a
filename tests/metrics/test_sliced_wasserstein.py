"""Sliced Wasserstein distances: closed forms, levels of images, and images that do not match."""

import sys

import numpy as np
import pytest
import scipy.ndimage
import scipy.stats

from tfgan_zoo import metrics
from tfgan_zoo.metrics.laplacian_pyramid import laplacian_pyramid, upsampled
from tfgan_zoo.metrics.sliced_wasserstein import level_sizes


def pictures(seed, shape=(60, 32, 32, 1), smooth=True):
    noise = np.random.default_rng(seed).normal(size=shape)
    noise = scipy.ndimage.gaussian_filter(noise, (0, 1.5, 1.5, 0)) if smooth else noise
    levels = np.rint(np.clip(noise / (3 * noise.std()), -1, 1) * 127.5 + 127.5)
    return (levels / 127.5 - 1).astype("float32")


def test_in_one_dimension_it_is_the_wasserstein_distance():
    first, second = np.random.default_rng(0).normal(size=(2, 50, 1))
    expected = scipy.stats.wasserstein_distance(first[:, 0], second[:, 0] + 1)
    assert metrics.sliced_wasserstein(first, second + 1) == pytest.approx(expected)


def test_a_shift_counts_by_its_projection_on_a_direction():
    rows = np.random.default_rng(0).normal(size=(20, 3))
    # along a direction of the sphere the shift is |cos|, which is 1/2 on average in three dimensions
    assert metrics.sliced_wasserstein(rows, rows + [2.0, 0, 0], projections=20_000) == pytest.approx(1, rel=0.02)


def test_the_seed_determines_the_directions():
    first, second = np.random.default_rng(0).normal(size=(2, 50, 5))

    def distance(seed):
        return metrics.sliced_wasserstein(first, second, projections=4, seed=seed)

    assert distance(1) == distance(1) != distance(2)


def test_directions_are_processed_in_chunks(monkeypatch):
    first, second = np.random.default_rng(0).normal(size=(2, 50, 5))
    whole = metrics.sliced_wasserstein(first, second, projections=10)
    monkeypatch.setattr(sys.modules["tfgan_zoo.metrics.sliced_wasserstein"], "DIRECTIONS", 3)
    assert metrics.sliced_wasserstein(first, second, projections=10) == pytest.approx(whole, rel=1e-12)


def test_a_pyramid_sums_to_its_images():
    images = pictures(0, (2, 32, 48, 3))
    fine, middle, coarse = laplacian_pyramid(images, 3)
    assert coarse.shape == (2, 8, 12, 3)
    np.testing.assert_allclose(fine + upsampled(middle + upsampled(coarse)), images, atol=1e-6)


def test_a_constant_is_in_the_coarsest_level():
    fine, middle, coarse = laplacian_pyramid(np.full((1, 16, 16, 1), 0.5), 3)
    assert (np.abs(fine).max(), np.abs(middle).max()) == (0, 0)
    np.testing.assert_array_equal(coarse, 0.5)


@pytest.mark.parametrize(
    ("shape", "sizes"),
    [((8, 8), [8]), ((28, 28), [28]), ((32, 32), [32, 16]), ((64, 128), [64, 32, 16]), ((50, 50), [50, 25])],
)
def test_levels_are_halved_while_possible(shape, sizes):
    assert level_sizes((2, *shape, 3)) == sizes


@pytest.mark.parametrize("channels", [1, 3])
def test_images_of_the_same_kind_are_close_and_of_another_kind_far(channels):
    shape = (60, 32, 32, channels)
    real, fake, rough = pictures(0, shape), pictures(1, shape), pictures(1, shape, smooth=False)
    near = metrics.sliced_wasserstein_of_images(real, fake, projections=64)
    far = metrics.sliced_wasserstein_of_images(real, rough, projections=64)
    same = metrics.sliced_wasserstein_of_images(real, real, projections=64)
    assert list(near) == [32, 16]
    for size in near:
        assert same[size] < 0.1
        assert near[size] < 0.7 * far[size]


def test_a_collapsed_set_is_far_at_the_coarse_level():
    real, one = pictures(0), np.repeat(pictures(1)[:1], 60, axis=0)
    near = metrics.sliced_wasserstein_of_images(real, pictures(1), projections=64)
    far = metrics.sliced_wasserstein_of_images(real, one, projections=64)
    assert far[16] > 3 * near[16]


def test_contrast_does_not_matter_and_flat_images_have_no_texture():
    real, fake = pictures(0), pictures(1)
    plain = metrics.sliced_wasserstein_of_images(real, fake, projections=16)
    faint = metrics.sliced_wasserstein_of_images(real, 0.2 * fake + 0.1, projections=16)
    assert faint == pytest.approx(plain, rel=1e-3)
    flat = metrics.sliced_wasserstein_of_images(real, np.zeros_like(fake), projections=16)
    assert np.isfinite(list(flat.values())).all()
    assert min(flat.values()) > 0.3


def test_the_metric_gives_the_mean_and_each_level_of_the_rounded_images():
    metric = metrics.SlicedWasserstein((32, 32, 1), max_samples=50, projections=16)
    real, fake = pictures(0), pictures(1)
    for start in (0, 30):
        metric.update(real[start : start + 30], {"sample": fake[start : start + 30], "labels": np.zeros(30)})
    mean, fine, coarse = metric.result()
    assert (mean.metric, fine.metric, coarse.metric) == (
        "sliced_wasserstein", "sliced_wasserstein_32", "sliced_wasserstein_16",
    )  # fmt: skip
    assert mean.value == pytest.approx((fine.value + coarse.value) / 2)
    expected = metrics.sliced_wasserstein_of_images(real[:50], fake[:50], projections=16)
    assert (fine.value, coarse.value) == (pytest.approx(expected[32]), pytest.approx(expected[16]))
    assert "n_real 50, n_fake 50" in str(mean)


@pytest.mark.parametrize(
    ("real", "fake", "message"),
    [
        (pictures(0), pictures(0)[:30], "as many"),
        (pictures(0), pictures(0, (60, 16, 16, 1)), "the same for both"),
        (pictures(0)[..., 0], pictures(0)[..., 0], "height, width, channels"),
        (pictures(0)[:1], pictures(0)[:1], "at least 2 samples"),
        (pictures(0)[:, :6], pictures(0)[:, :6], "smaller than a patch"),
        (pictures(0), pictures(0) * np.nan, "not finite"),
    ],
)
def test_images_that_do_not_match_are_refused(real, fake, message):
    with pytest.raises(ValueError, match=message):
        metrics.sliced_wasserstein_of_images(real, fake)


def test_the_metric_does_not_hide_nonfinite_pixels():
    metric = metrics.SlicedWasserstein((8, 8, 1))
    metric.update(np.zeros((4, 8, 8, 1), "float32"), np.full((4, 8, 8, 1), np.nan, "float32"))
    with pytest.raises(ValueError, match="not finite"):
        metric.result()


def test_the_metric_refuses_images_of_another_range_or_shape():
    metric = metrics.SlicedWasserstein((8, 8, 1))
    metric.update(np.full((4, 8, 8, 1), 255.0, "float32"), np.zeros((4, 8, 8, 1), "float32"))
    with pytest.raises(ValueError, match="of magnitude 255"):
        metric.result()
    with pytest.raises(ValueError, match=r"shape \(8, 8, 3\). Expected \(8, 8, 1\)"):
        metric.update(np.zeros((4, 8, 8, 3), "float32"), np.zeros((4, 8, 8, 1), "float32"))


def test_sets_of_different_sizes_are_refused():
    with pytest.raises(ValueError, match="3 real and 2 generated"):
        metrics.sliced_wasserstein(np.zeros((3, 1)), np.zeros((2, 1)))
    with pytest.raises(ValueError, match="image_shape"):
        metrics.SlicedWasserstein((4, 4, 1))
    with pytest.raises(ValueError, match="halved 2 times"):
        laplacian_pyramid(np.zeros((1, 6, 6, 1)), 3)
