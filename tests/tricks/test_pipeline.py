"""ADA's own transformations: exact where their strengths are known, and distributed as the paper's."""

import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import images
from tfgan_zoo.tricks import pipeline

BOTH = pytest.mark.parametrize("augment", [pipeline.geometry, pipeline.color])


def grid(height, width):
    return np.stack(np.meshgrid(np.arange(height), np.arange(width), indexing="ij"), axis=-1).reshape(1, -1, 2)


def test_whole_places_give_their_pixels_and_fractions_the_means_of_neighbors():
    before = tf.constant(images(1, (3, 4, 2)))
    np.testing.assert_array_equal(pipeline.sampled(before, grid(3, 4).astype("float32")), before)
    between = pipeline.sampled(before, tf.tile([[[0.5, 1.25]]], (1, 12, 1)))
    expected = 0.375 * (before[0, 0, 1] + before[0, 1, 1]) + 0.125 * (before[0, 0, 2] + before[0, 1, 2])
    np.testing.assert_allclose(between[0, 0, 0], expected, atol=1e-6)


@pytest.mark.parametrize("shift", [(-2, 3), (5, -1), (40, 40)])
def test_places_outside_are_reflected(shift):
    before = images(1, (4, 5, 1))
    rows, columns = (np.arange(-50, 50) for _ in range(2))
    period = [np.abs((places - (size - 1)) % (2 * size - 2) - (size - 1)) for places, size in ((rows, 4), (columns, 5))]
    moved = pipeline.sampled(before, (grid(4, 5) + shift).astype("float32"))
    for row in range(4):
        for column in range(5):
            source = period[0][row + shift[0] + 50], period[1][column + shift[1] + 50]
            np.testing.assert_allclose(moved[0, row, column], before[0][source], atol=1e-5)


@BOTH
def test_nothing_changes_at_probability_0_and_every_example_in_its_own_way_at_1(augment):
    same = np.repeat(images(1, (8, 8, 3)), 5, axis=0)
    np.testing.assert_allclose(augment(tf.constant(same), (0, 1), 0.0), same, atol=1e-5)
    after = np.asarray(augment(tf.constant(same), (0, 1), 1.0))
    assert np.abs(after - same).max(axis=(1, 2, 3)).min() > 0.01
    assert np.abs(after[1:] - after[:-1]).max(axis=(1, 2, 3)).min() > 0.01


@pytest.mark.slow
@BOTH
def test_a_graph_for_batches_of_any_size_gives_the_same(augment):
    signature = tf.TensorSpec((None, 6, 8, 3)), tf.TensorSpec(())
    graph = tf.function(lambda batch, p: augment(batch, (0, 1), p), input_signature=signature)
    before = tf.constant(images(3, (6, 8, 3)))
    np.testing.assert_allclose(graph(before, 0.7), augment(before, (0, 1), 0.7), atol=1e-5)


@BOTH
def test_gradients_pass_to_the_images(augment):
    before = tf.constant(images(3, (6, 8, 3)))
    with tf.GradientTape() as tape:
        tape.watch(before)
        total = tf.reduce_sum(augment(before, (0, 1), 1.0))
    assert np.abs(tape.gradient(total, before)).max(axis=(1, 2, 3)).min() > 0.01


@pytest.fixture
def strengths(monkeypatch):
    """Set the numbers that are drawn, in their order."""

    def drawing(values):
        return lambda images, seed, probability, count=1: tf.fill((1, count), float(next(values)))

    def setting(**numbers):
        for name, values in numbers.items():
            monkeypatch.setattr(pipeline, name, drawing(iter(values)))

    return setting


def test_a_quarter_turn_and_a_scale_are_those_of_numpy(strengths):
    before = images(1, (5, 5, 1))
    strengths(normal=[0, 0, 0], uniform=[0.5, 0])  # scale, stretch, shift; both rotations, of pi
    np.testing.assert_allclose(pipeline.geometry(before, (0, 1), 1.0)[0], np.rot90(before[0], -1), atol=1e-5)
    strengths(normal=[-5, 0, 0], uniform=[0, 0])  # half a pixel for a pixel of the result
    np.testing.assert_allclose(pipeline.geometry(before, (0, 1), 1.0)[0, 0::2, 0::2], before[0, 1:4, 1:4], atol=1e-5)


def test_stretching_is_of_one_axis_and_shifts_are_relative_to_the_size(strengths):
    before = images(1, (8, 16, 1))
    strengths(normal=[0, 0, 1], uniform=[0, 0])  # an eighth: one row, two columns
    after = pipeline.geometry(before, (0, 1), 1.0)
    np.testing.assert_allclose(after[0, 1:, 2:], before[0, :-1, :-2], atol=1e-5)
    strengths(normal=[0, 5, 0], uniform=[0, 0])  # rows two by two, columns by halves
    after = pipeline.geometry(images(1, (5, 5, 1)), (0, 1), 1.0)
    np.testing.assert_allclose(after[0, 1:4, ::2, 0], images(1, (5, 5, 1))[0, 0::2, 1:4, 0], atol=1e-5)


def test_colors_are_those_of_the_authors_matrices(strengths):
    """Appendix B in homogeneous coordinates: each step is a matrix, v the gray axis."""
    before = images(1, (4, 4, 3))
    strengths(normal=[0.7, -0.6, 0.9], uniform=[0.3, 0.25])  # brightness, contrast, saturation; inversion, hue of pi
    v = np.ones(3) / np.sqrt(3)
    gray = np.outer(v, v)
    cross = np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0]])
    angle = np.pi / 4
    turn = np.cos(angle) * np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * gray
    saturate = gray + (np.eye(3) - gray) * 2**0.9
    matrix = saturate @ turn @ (np.eye(3) - 2 * gray) * 2 ** (0.5 * -0.6)
    expected = (before + 0.2 * 0.7) @ matrix.T
    np.testing.assert_allclose(pipeline.color(before, (0, 1), 1.0), expected, atol=1e-5)


def test_a_gray_image_has_brightness_contrast_and_inversion(strengths):
    before = images(1, (4, 4, 1))
    strengths(normal=[0.5, 1.0, 2.0], uniform=[1.0])
    np.testing.assert_allclose(pipeline.color(before, (0, 1), 1.0), -(2**0.5) * (before + 0.1), atol=1e-5)


def test_each_number_is_drawn_with_the_probability():
    found = [np.asarray(draw(images(2000), (0, 1), 0.3, 2)) for draw in (pipeline.normal, pipeline.uniform)]
    for numbers in found:
        is_drawn = numbers[:, 0] != 0
        assert is_drawn.mean() == pytest.approx(0.3, abs=0.04)
        np.testing.assert_array_equal(is_drawn, numbers[:, 1] != 0)
    assert np.std(found[0][found[0] != 0]) == pytest.approx(1, abs=0.06)
    assert np.std(found[1][found[1] != 0]) == pytest.approx(3**-0.5, abs=0.03)
