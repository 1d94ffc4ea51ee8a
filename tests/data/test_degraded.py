"""What pictures lose belongs to them, whatever happens to them."""

import dataclasses

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import data

DEGRADATIONS = [data.CenterHole(), data.FreeHole(), data.Reduction(2), data.Grayscale()]


def noise(count=40, shape=(8, 12, 3), seed=0):
    return data.from_arrays(np.random.default_rng(seed).integers(0, 256, (count, *shape), dtype="uint8"))


def belongs(batch, degradation):
    """Whether each source is what the degradation leaves of its target, wherever it is the same for all."""
    target, source = batch["sample"].numpy(), batch["source"].numpy()
    if isinstance(degradation, (data.CenterHole, data.FreeHole)):
        known = source[..., -1:] == 0
        return np.array_equal(np.where(known, target, 0), source[..., :-1])
    return np.array_equal(degradation(batch["sample"], (0, 0)), source)


@pytest.mark.parametrize("degradation", DEGRADATIONS, ids=lambda degradation: type(degradation).__name__)
def test_sources_belong_to_their_targets_and_a_resumed_run_sees_the_same(degradation):
    pictures = data.degraded(noise(), degradation, data.Augmentation(flip=True, crop=2))
    whole = list(pictures.batches(16, seed=3).take(6))
    for batch in whole:
        assert batch["source"].shape == (16, *pictures.source_shape)
        assert belongs(batch, degradation)
    for resumed, wanted in zip(pictures.batches(16, seed=3, skip=4).take(2), whole[4:], strict=True):
        for name in ("sample", "source"):
            np.testing.assert_array_equal(resumed[name], wanted[name])


@pytest.mark.parametrize("degradation", DEGRADATIONS, ids=lambda degradation: type(degradation).__name__)
def test_workers_together_see_the_whole_batch(degradation):
    pictures = data.degraded(noise(), degradation, data.Augmentation(flip=True))
    (whole,) = pictures.batches(8).take(1)
    parts = [next(iter(pictures.for_worker(index, 2).batches(8))) for index in range(2)]
    for name in ("sample", "source"):
        np.testing.assert_array_equal(np.concatenate([part[name] for part in parts]), whole[name])


def test_the_hole_in_the_middle_has_its_share_of_both_sides():
    source = data.CenterHole(0.5)(tf.ones((2, 8, 12, 3)), (0, 0)).numpy()
    assert data.CenterHole(0.5).borders((8, 12, 3)) == (2, 3)
    expected = np.zeros((8, 12))
    expected[2:6, 3:9] = 1
    np.testing.assert_array_equal(source[0, ..., -1], expected)
    np.testing.assert_array_equal(source[0, ..., 0], 1 - expected)


def test_free_holes_have_their_share_of_pixels_and_forms_of_their_own():
    images = tf.ones((6, 16, 16, 3))
    holes = data.FreeHole(0.25)(images, (0, 1)).numpy()[..., -1]
    np.testing.assert_array_equal(holes.sum(axis=(1, 2)), 64)
    assert len({hole.tobytes() for hole in holes}) == 6
    np.testing.assert_array_equal(data.FreeHole(0.25)(images, (0, 1))[..., -1], holes)
    assert not np.array_equal(data.FreeHole(0.25)(images, (0, 2))[..., -1], holes)
    together = np.mean([(hole[1:] == hole[:-1]).mean() for hole in holes])
    assert together > 0.85  # in one piece, or few: pixels that were drawn one by one would agree in 0.63


def test_a_reduction_is_bicubic_antialiased_and_of_8_bits():
    from PIL import Image

    pixels = np.random.default_rng(0).integers(0, 256, (16, 24, 3), dtype="uint8")
    expected = np.asarray(Image.fromarray(pixels).resize((6, 4), Image.Resampling.BICUBIC))
    reduced = (data.Reduction(4)(tf.constant(pixels[None] / 127.5 - 1, tf.float32), (0, 0)).numpy()[0] + 1) * 127.5
    np.testing.assert_allclose(reduced, np.round(reduced), atol=1e-4)
    # Pillow rounds between the two axes and cuts the kernel off a little earlier.
    assert np.abs(reduced[1:-1, 1:-1] - expected[1:-1, 1:-1]).max() <= 3


def test_a_part_is_held_out_and_the_fingerprint_is_that_of_the_pictures():
    pictures = data.degraded(noise(), data.CenterHole())
    left, held = data.hold_out(pictures, 0.25)
    assert (left.num_examples, held.num_examples, held.split) == (30, 10, data.HELD_OUT)
    assert held.source_shape == (8, 12, 4)
    assert data.fingerprint(pictures) == data.fingerprint(pictures.target)


def test_labels_are_left_out_and_the_targets_are_the_evaluation_data():
    labeled = data.from_arrays(noise(4).samples, labels=[0, 1, 1, 0])
    pictures = data.degraded(labeled, data.Grayscale())
    assert pictures.num_classes is None and pictures.arrays(2)[1] is None
    np.testing.assert_array_equal(pictures.first_samples(2), labeled.first_samples(2))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: data.CenterHole(1.0), r"CenterHole takes share as a number in \(0, 1\), not 1.0"),
        (lambda: data.FreeHole(0), "FreeHole takes share"),
        (lambda: data.Reduction(1), "an integer of at least 2, not 1"),
        (lambda: data.degraded(noise(), data.Reduction(5)), "multiples of the scale 5, such as 5 x 10"),
        (lambda: data.degraded(noise(), data.CenterHole(0.01)), "has no pixel in 8 x 12"),
        (lambda: data.degraded(noise(shape=(8, 8, 1)), data.Grayscale()), "expected three channels"),
        (lambda: data.degraded(data.load("ring"), data.Grayscale()), "received points; expected Examples of images"),
        (lambda: data.degraded([], data.Grayscale()), "received list; expected Examples of images"),
    ],
)
def test_what_cannot_be_degraded_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_of_pairs_the_targets_are_taken():
    pairs = data.load("outlined_digits", "test")
    pictures = data.degraded(pairs, data.Reduction(4))
    assert pictures.target.samples is pairs.target.samples


def test_it_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        data.CenterHole().share = 0.3
