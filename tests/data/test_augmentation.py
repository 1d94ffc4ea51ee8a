"""Flips, crops and rotations."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import data


def noise(count=64, size=9):
    return np.random.default_rng(0).uniform(-1, 1, (count, size, size, 3)).astype("float32")


def test_a_flip_mirrors_about_half_of_the_images_and_leaves_the_others():
    images = noise()
    flipped = data.Augmentation(flip=True)(images, seed=(0, 0)).numpy()
    same = (flipped == images).all(axis=(1, 2, 3))
    mirrored = (flipped == images[:, :, ::-1]).all(axis=(1, 2, 3))
    assert (same ^ mirrored).all()
    assert 16 < mirrored.sum() < 48


def test_a_crop_is_a_window_of_the_reflected_image_and_all_windows_occur():
    images = noise(count=200)
    cropped = data.Augmentation(crop=1)(images, seed=(0, 0)).numpy()
    padded = np.pad(images, [(0, 0), (1, 1), (1, 1), (0, 0)], mode="reflect")
    windows = [(cropped == padded[:, y : y + 9, x : x + 9]).all(axis=(1, 2, 3)) for y in range(3) for x in range(3)]
    assert np.sum(windows, axis=0).tolist() == [1] * 200
    assert np.sum(windows, axis=1).min() > 5


def test_a_jitter_is_a_window_of_the_enlarged_image_and_all_windows_occur():
    images = noise(count=200)
    jittered = data.Augmentation(jitter=2)(images, seed=(0, 0)).numpy()
    enlarged = tf.image.resize(images, (11, 11)).numpy()
    windows = [(jittered == enlarged[:, y : y + 9, x : x + 9]).all(axis=(1, 2, 3)) for y in range(3) for x in range(3)]
    assert np.sum(windows, axis=0).tolist() == [1] * 200
    assert np.sum(windows, axis=1).min() > 5


def test_the_nearest_pixel_keeps_the_colors_of_a_label_map():
    labels = np.sign(noise())
    for change in ({"jitter": 3}, {"rotation": 40}):
        assert set(np.unique(data.Augmentation(**change, interpolation="nearest")(labels, (0, 0)))) == {-1.0, 1.0}
        assert len(np.unique(data.Augmentation(**change)(labels, (0, 0)))) > 2


def test_a_rotation_is_about_the_center_by_an_angle_within_the_range():
    spot = np.full((200, 41, 41, 1), -1.0, "float32")
    spot[:, 20, 34:37] = 1.0  # 15 right of the middle
    turned = data.Augmentation(rotation=30)(spot, seed=(0, 0)).numpy()[..., 0] + 1
    weights = turned / turned.sum(axis=(1, 2), keepdims=True)
    y, x = ((weights * grid).sum(axis=(1, 2)) - 20 for grid in np.mgrid[:41, :41])
    angles = np.degrees(np.arctan2(y, x))
    np.testing.assert_allclose(np.hypot(x, y), 15, atol=0.5)
    assert -31 < angles.min() < -25 and 25 < angles.max() < 31
    assert abs(angles.mean()) < 4


def test_a_rotation_leaves_no_value_outside_the_range():
    turned = data.Augmentation(rotation=180)(noise(), seed=(0, 0)).numpy()
    assert np.isfinite(turned).all() and np.abs(turned).max() <= 1 + 1e-6


def test_random_values_depend_on_the_seed_and_the_step_only():
    images, augment = noise(), data.Augmentation(flip=True, crop=2, rotation=10, jitter=2)
    once = augment(images, seed=(3, 7))
    np.testing.assert_array_equal(once, augment(images, seed=(3, 7)))
    for other in ((3, 8), (4, 7)):
        assert not np.array_equal(once, augment(images, seed=other))


def test_shape_and_type_are_kept_through_a_pipeline():
    examples = data.load("digits", "test")
    batches = examples.batches(32, augment=data.Augmentation(flip=True, crop=2, rotation=10))
    assert batches.element_spec == tf.TensorSpec((32, 28, 28, 1), tf.float32)
    batch = next(iter(batches)).numpy()
    assert batch.min() >= -1 and batch.max() <= 1


def test_the_default_changes_nothing():
    np.testing.assert_array_equal(data.Augmentation()(noise(), seed=(0, 0)), noise())


@pytest.mark.parametrize(
    "settings",
    [{"crop": -1}, {"crop": 1.5}, {"rotation": -5}, {"rotation": 200}, {"jitter": -1}, {"interpolation": "cubic"}],
)
def test_settings_out_of_range_are_refused(settings):
    with pytest.raises(ValueError, match="expected"):
        data.Augmentation(**settings)


def test_a_crop_as_large_as_the_image_is_refused():
    with pytest.raises(ValueError, match="crop=9 on images of 9x9"):
        data.Augmentation(crop=9)(noise(), seed=(0, 0))
