import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import penalties


def test_interpolated_points_have_one_weight_per_example():
    real, fake = tf.zeros((500, 4, 4, 3)), tf.ones((500, 4, 4, 3))
    between = penalties.interpolate(real, fake, (0, 1)).numpy()
    weights = between.reshape(500, -1)
    assert (np.ptp(weights, axis=1) == 0).all()
    assert weights.min() >= 0
    assert weights.max() <= 1
    # Uniform: mean 1/2 and variance 1/12, each within four standard errors.
    assert weights[:, 0].mean() == pytest.approx(0.5, abs=4 * np.sqrt(1 / 12 / 500))
    assert weights[:, 0].var() == pytest.approx(1 / 12, abs=0.015)


def test_interpolation_supports_any_batch_size():
    for size in (1, 3):
        assert penalties.interpolate(tf.zeros((size, 2)), tf.ones((size, 2)), (0, 1)).shape == (size, 2)


def test_samples_of_different_shapes_cannot_be_interpolated():
    with pytest.raises(ValueError, match="same shape"):
        penalties.interpolate(tf.zeros((2, 3)), tf.zeros((2, 4)), (0, 1))


def test_integer_samples_cannot_be_interpolated():
    with pytest.raises(ValueError, match="uint8"):
        penalties.interpolate(tf.zeros((2, 3), tf.uint8), tf.zeros((2, 3)), (0, 1))


def test_each_pixel_has_its_own_noise_and_each_sample_its_own_alpha():
    real = tf.random.stateless_normal((2000, 6), (0, 1), alg="philox")
    moved = (penalties.perturb(real, (0, 2)) - real).numpy()
    reach = 0.5 * real.numpy().std()
    # x + alpha * reach * u, both uniform on [0, 1): mean 1/4 and mean square 1/9 of the reach.
    assert moved.min() >= -1e-6
    assert moved.max() <= reach
    assert moved.mean() == pytest.approx(reach / 4, rel=0.03)
    assert (moved**2).mean() == pytest.approx(reach**2 / 9, rel=0.05)
    # Given alpha, pixels differ only by u: two pixels of a sample correlate by var(alpha) / 4 over the variance.
    expected = (1 / 12 * 1 / 4) / (1 / 9 - 1 / 16)
    assert np.corrcoef(moved, rowvar=False)[0, 1:].mean() == pytest.approx(expected, abs=0.04)


def test_the_noise_is_scaled_by_the_spread_of_the_whole_batch():
    real = tf.reshape(tf.range(24.0), (4, 6))
    once = penalties.perturb(real, (0, 1)) - real
    np.testing.assert_allclose(penalties.perturb(10 * real, (0, 1)) - 10 * real, 10 * once, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(penalties.perturb(real, (0, 1), noise_scale=1.0) - real, 2 * once, rtol=1e-3, atol=1e-4)
    np.testing.assert_array_equal(penalties.perturb(real, (0, 1), noise_scale=0.0), real)


def test_perturbation_depends_on_the_seed_and_keeps_the_shape():
    for shape in ((1, 2), (3, 4, 4, 1)):
        real = tf.random.stateless_normal(shape, (0, 1), alg="philox")
        assert penalties.perturb(real, (0, 1)).shape == shape
        np.testing.assert_array_equal(penalties.perturb(real, (0, 1)), penalties.perturb(real, (0, 1)))
        assert not np.allclose(penalties.perturb(real, (0, 1)), penalties.perturb(real, (0, 2)))


def test_negative_noise_scales_and_integer_samples_are_refused():
    for noise_scale in (-0.1, float("nan")):
        with pytest.raises(ValueError, match="at least 0"):
            penalties.perturb(tf.ones((2, 2)), (0, 1), noise_scale=noise_scale)
    with pytest.raises(ValueError, match="uint8"):
        penalties.perturb(tf.ones((2, 2), tf.uint8), (0, 1))
