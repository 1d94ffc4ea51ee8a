"""Each transformation changes images as documented, independently for each example, and passes gradients on."""

import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import images
from tfgan_zoo.tricks import transformations

ALL = (
    transformations.brightness,
    transformations.saturation,
    transformations.contrast,
    transformations.translation,
    transformations.cutout,
    transformations.flip,
    transformations.rotation,
)
COLORED = images(300, (8, 8, 3))


def changed(transformation, before):
    return np.asarray(transformation(tf.constant(before), (0, 1)))


def test_brightness_adds_one_number_to_each_example():
    added = changed(transformations.brightness, COLORED) - COLORED
    assert np.ptp(added, axis=(1, 2, 3)).max() < 1e-6
    assert added.min() == pytest.approx(-0.5, abs=0.02)
    assert added.max() == pytest.approx(0.5, abs=0.02)


def test_saturation_scales_the_distance_of_the_channels_from_their_mean():
    after = changed(transformations.saturation, COLORED)
    before_mean, after_mean = COLORED.mean(axis=-1, keepdims=True), after.mean(axis=-1, keepdims=True)
    np.testing.assert_allclose(after_mean, before_mean, atol=1e-6)
    factors = np.std(after - after_mean, axis=(1, 2, 3)) / np.std(COLORED - before_mean, axis=(1, 2, 3))
    assert factors.min() == pytest.approx(0, abs=0.05)
    assert factors.max() == pytest.approx(2, abs=0.05)
    np.testing.assert_allclose(after - after_mean, factors[:, None, None, None] * (COLORED - before_mean), atol=1e-5)


def test_saturation_does_not_change_a_gray_image():
    np.testing.assert_array_equal(changed(transformations.saturation, images(5)), images(5))


def test_contrast_scales_the_distance_of_the_pixels_from_their_mean():
    after = changed(transformations.contrast, COLORED)
    np.testing.assert_allclose(after.mean(axis=(1, 2, 3)), COLORED.mean(axis=(1, 2, 3)), atol=1e-6)
    factors = after.std(axis=(1, 2, 3)) / COLORED.std(axis=(1, 2, 3))
    assert factors.min() == pytest.approx(0.5, abs=0.02)
    assert factors.max() == pytest.approx(1.5, abs=0.02)


@pytest.mark.parametrize(("height", "width"), [(16, 8), (16, 16)])
def test_translation_is_by_whole_pixels_up_to_an_eighth_and_fills_with_gray(height, width):
    before = images(300, (height, width, 2))
    shifts = [(down, right) for down in range(-2, 3) for right in range(-width // 8, width // 8 + 1)]

    def shifted(image, down, right):
        wide = np.pad(image, ((2, 2), (2, 2), (0, 0)))
        return wide[2 - down : height + 2 - down, 2 - right : width + 2 - right]

    seen = set()
    for image, after in zip(before, changed(transformations.translation, before), strict=True):
        (shift,) = [shift for shift in shifts if np.array_equal(shifted(image, *shift), after)]
        seen.add(shift)
    assert seen == set(shifts)


def test_cutout_clears_one_box_of_half_the_size_that_may_cross_the_border():
    before = np.ones((400, 8, 8, 2), "float32")
    empty = changed(transformations.cutout, before) == 0
    np.testing.assert_array_equal(empty[..., 0], empty[..., 1])
    heights, widths = empty[..., 0].any(axis=2).sum(axis=1), empty[..., 0].any(axis=1).sum(axis=1)
    np.testing.assert_array_equal(empty[..., 0].sum(axis=(1, 2)), heights * widths)
    assert set(heights) == set(widths) == {2, 3, 4}
    for places in (empty[..., 0].any(axis=2), empty[..., 0].any(axis=1)):
        assert set(places.argmax(axis=1)) == set(range(7))


def test_half_of_the_images_are_mirrored():
    before = images(200, (4, 6, 1))
    after = changed(transformations.flip, before)
    mirrored = [np.array_equal(*pair) for pair in zip(after, before[:, :, ::-1], strict=True)]
    kept = [np.array_equal(*pair) for pair in zip(after, before, strict=True)]
    np.testing.assert_array_equal(mirrored, np.logical_not(kept))
    assert np.mean(mirrored) == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(("shape", "turns"), [((6, 6, 1), {0, 1, 2, 3}), ((4, 6, 1), {0, 2})])
def test_images_are_rotated_by_right_angles_that_keep_their_shape(shape, turns):
    before = images(60, shape)
    seen = set()
    for image, after in zip(before, changed(transformations.rotation, before), strict=True):
        (turn,) = [turn for turn in turns if np.array_equal(np.rot90(image, turn), after)]
        seen.add(turn)
    assert seen == turns


@pytest.mark.parametrize("transformation", ALL)
def test_the_gradient_reaches_every_remaining_pixel(transformation):
    """A transformation that is linear in the image, as all are apart from brightness's offset, has <g, x> = f(x)."""
    before = tf.constant(images(4, (8, 8, 2)))
    weights = images(4, (8, 8, 2), seed=1)
    with tf.GradientTape() as tape:
        tape.watch(before)
        value = tf.reduce_sum(weights * transformation(before, (0, 1)))
    offset = tf.reduce_sum(weights * transformation(tf.zeros_like(before), (0, 1)))
    gradient = tape.gradient(value, before)
    assert float(tf.reduce_sum(gradient * before) + offset) == pytest.approx(float(value), rel=1e-4)
    assert float(value - offset) != 0


@pytest.mark.slow
def test_gradients_under_xla_are_the_same():
    before = tf.constant(images(4, (8, 8, 2)))

    def gradient():
        with tf.GradientTape() as tape:
            tape.watch(before)
            after = before
            for number, transformation in enumerate(ALL):
                after = transformations.apply_with_probability(transformation, after, (number, 1), 0.7)
            value = tf.reduce_sum(after**2)
        return tape.gradient(value, before)

    np.testing.assert_allclose(tf.function(gradient, jit_compile=True)(), gradient(), atol=1e-5)


@pytest.mark.parametrize("probability", [0.0, 0.3, 1.0])
def test_a_fraction_of_the_examples_is_transformed_and_the_others_are_unchanged(probability):
    after = transformations.apply_with_probability(
        transformations.brightness, tf.constant(COLORED), (0, 1), probability
    )
    touched = (np.asarray(after) != COLORED).any(axis=(1, 2, 3))
    assert touched.mean() == pytest.approx(probability, abs=0.08 * (0 < probability < 1))


@pytest.mark.parametrize("transformation", ALL)
def test_half_precision_stays_half_precision(transformation):
    assert transformation(tf.cast(images(2), "float16"), (0, 1)).dtype == "float16"
