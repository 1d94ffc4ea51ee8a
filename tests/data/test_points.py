"""The geometry of the toy sets."""

import numpy as np
import pytest

from tfgan_zoo import data
from tfgan_zoo.data import points


@pytest.mark.parametrize(
    ("name", "modes", "sigma"),
    [("ring", points.ring_modes(), points.RING_SIGMA), ("grid", points.grid_modes(), points.GRID_SIGMA)],
)
def test_every_mode_is_a_gaussian_of_the_papers_center_and_deviation(name, modes, sigma):
    samples, labels = data.load(name).arrays()
    for mode, center in enumerate(modes):
        offsets = samples[labels == mode] - center
        standard_error = sigma / np.sqrt(len(offsets))
        assert np.abs(offsets.mean(axis=0)).max() < 5 * standard_error
        np.testing.assert_allclose(offsets.std(axis=0), sigma, rtol=0.05)


def test_the_ring_has_eight_modes_an_eighth_of_a_turn_apart_on_the_unit_circle():
    modes = points.ring_modes()
    np.testing.assert_allclose(np.linalg.norm(modes, axis=1), 1, rtol=1e-6)
    np.testing.assert_allclose(
        np.linalg.norm(modes - np.roll(modes, 1, axis=0), axis=1), 2 * np.sin(np.pi / 8), rtol=1e-6
    )


def test_the_grid_has_twenty_five_modes_two_apart_around_the_origin():
    modes = points.grid_modes()
    assert sorted(set(map(tuple, modes))) == [(x, y) for x in (-4, -2, 0, 2, 4) for y in (-4, -2, 0, 2, 4)]


def test_the_modes_are_equally_likely():
    for name, count in (("ring", 8), ("grid", 25)):
        labels = data.load(name).arrays()[1]
        np.testing.assert_allclose(np.bincount(labels) / len(labels), 1 / count, rtol=0.08)


def test_the_swiss_roll_lies_on_its_spiral_and_has_no_labels():
    samples, labels = data.load("swiss_roll").arrays()
    radius = np.linalg.norm(samples.astype("float64") * 7.5, axis=1)
    angle = np.arctan2(samples[:, 1], samples[:, 0])
    turns = (radius - angle) / (2 * np.pi)  # on the spiral radius equals angle, up to whole turns
    assert labels is None
    assert np.quantile(np.abs(turns - np.rint(turns)), 0.9) < 0.1


def test_the_gaussian_has_its_mean_and_covariance():
    samples, _ = data.load("gaussian").arrays()
    np.testing.assert_allclose(samples.mean(axis=0), points.GAUSSIAN_MEAN, atol=0.02)
    np.testing.assert_allclose(np.cov(samples.T), points.GAUSSIAN_COVARIANCE, atol=0.02)


@pytest.mark.parametrize("name", ["ring", "grid", "swiss_roll", "gaussian"])
def test_points_are_reproducible_and_test_points_differ(name):
    train = data.load(name).arrays()[0]
    np.testing.assert_array_equal(train, data.load(name).arrays()[0])
    assert train.shape == (100_000, 2) and train.dtype == np.float32
    test = data.load(name, "test").arrays()[0]
    assert not np.isin(test[:, 0], train[:, 0]).all()
    assert abs(np.corrcoef(test[:, 0], train[: len(test), 0])[0, 1]) < 0.05  # nor the same with other noise


def test_an_image_shape_or_an_unknown_split_is_refused():
    with pytest.raises(ValueError, match="no image_shape"):
        data.load("ring", image_shape=(8, 8, 1))
    with pytest.raises(ValueError, match="no split 'valid'; choose one of 'train', 'test'"):
        data.load("ring", "valid")


def test_a_mixture_of_unknown_modes_is_refused():
    with pytest.raises(ValueError, match="the modes of 'swiss_roll' are not known; those of ring and grid are"):
        data.mixture("swiss_roll")


def test_a_mixture_has_its_centers_and_deviation():
    centers, sigma = data.mixture("grid")
    np.testing.assert_array_equal(centers, points.grid_modes())
    assert sigma == points.GRID_SIGMA
