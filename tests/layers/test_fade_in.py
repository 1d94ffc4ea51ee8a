import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import layers

OLD, NEW = (np.random.default_rng(seed).normal(size=(3, 4, 4, 2)).astype("float32") for seed in range(2))


def test_it_is_the_mean_weighted_by_the_share():
    fade = layers.FadeIn(0.25)
    np.testing.assert_allclose(fade(OLD, NEW), 0.75 * OLD + 0.25 * NEW, rtol=1e-6)
    fade.share.assign(0.5)
    np.testing.assert_allclose(fade(OLD, NEW), 0.5 * OLD + 0.5 * NEW, rtol=1e-6)


def test_at_the_ends_it_is_exactly_one_branch_and_the_other_gets_no_gradient():
    fade = layers.FadeIn()
    for share, branch in ((1.0, NEW), (0.0, OLD)):
        old, new = tf.constant(OLD), tf.constant(NEW)
        fade(old, new)
        fade.share.assign(share)
        with tf.GradientTape() as tape:
            tape.watch([old, new])
            mixed = fade(old, new)
        np.testing.assert_array_equal(mixed, branch)
        gradients = tape.gradient(mixed, [old, new])
        np.testing.assert_array_equal([gradient[0, 0, 0, 0] for gradient in gradients], [1 - share, share])


def test_the_share_is_a_weight_that_is_not_trained():
    fade = layers.FadeIn(0.5)
    fade(OLD, NEW)
    assert fade.trainable_variables == [] and fade.non_trainable_variables == [fade.share]


def test_a_share_rises_smoothly_in_half_precision():
    fade = layers.FadeIn(0.0, dtype="mixed_bfloat16")
    fade(tf.zeros((1, 1)), tf.ones((1, 1)))
    fade.share.assign(1 / 1024)  # of which 1 - share is 1 in bfloat16
    assert float(fade(tf.ones((1, 1)), tf.zeros((1, 1)))[0, 0]) == 1.0  # rounded once, at the end
    assert float(fade(tf.zeros((1, 1)), tf.ones((1, 1)))[0, 0]) == pytest.approx(1 / 1024)


def test_branches_of_two_shapes_and_a_share_out_of_range_are_refused():
    with pytest.raises(ValueError, match=r"two branches of one shape, not \(3, 4, 4, 2\) and \(3, 4, 4, 1\)"):
        layers.FadeIn()(OLD, NEW[..., :1])
    with pytest.raises(ValueError, match=r"FadeIn takes initial_share as a number in \[0, 1\], not 1.5"):
        layers.FadeIn(1.5)
