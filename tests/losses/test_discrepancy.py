"""The kernel two-sample statistic against scikit-learn's kernel, and against known expectations."""

import numpy as np
import pytest
import tensorflow as tf
from sklearn.metrics.pairwise import rbf_kernel

from tfgan_zoo import losses


def normal(shape, seed, mean=0.0):
    return mean + tf.random.stateless_normal(shape, (seed, 0), alg="philox")


def expected(real, fake, bandwidths):
    """Gretton et al. 2012, eq. 3, in float64."""
    total = 0.0
    for gamma in (1 / (2 * bandwidth**2) for bandwidth in bandwidths):
        within = [rbf_kernel(each, gamma=gamma)[~np.eye(len(each), dtype=bool)].mean() for each in (real, fake)]
        total += sum(within) - 2 * rbf_kernel(real, fake, gamma=gamma).mean()
    return total


def test_the_statistic_matches_a_sum_of_gaussian_kernels():
    real, fake = normal((7, 5), 1), normal((4, 5), 2, mean=1.0)
    exact = real.numpy().astype("float64"), fake.numpy().astype("float64")
    for bandwidths in ([1.0], [0.5, 2.0], [1.0, 2.0, 4.0, 8.0, 16.0]):
        assert float(losses.squared_mmd(real, fake, bandwidths)) == pytest.approx(
            expected(*exact, bandwidths), rel=1e-4
        )


def test_the_biased_statistic_of_equal_sets_is_zero():
    real = normal((6, 3), 1)
    assert float(losses.biased_squared_mmd(real, real)) == pytest.approx(0, abs=1e-6)
    assert float(losses.biased_squared_mmd(real, tf.reverse(real, [0]))) == pytest.approx(0, abs=1e-6)


def test_the_biased_statistic_is_never_negative():
    for seed in range(50):
        assert float(losses.biased_squared_mmd(normal((3, 2), 2 * seed), normal((3, 2), 2 * seed + 1))) > 0


def test_the_unbiased_statistic_is_zero_on_average_for_equal_distributions_and_the_discrepancy_for_others():
    """Between N(0, 1) and N(m, 1), with s^2 = sigma^2 + 2: 2 sigma/s (1 - exp(-m^2 / (2 s^2)))."""
    statistic = tf.function(lambda real, fake: losses.squared_mmd(real, fake, [1.0]))
    for mean in (0.0, 1.0):
        sets = zip(normal((400, 8, 1), 1), normal((400, 8, 1), 2, mean), strict=True)
        values = [float(statistic(real, fake)) for real, fake in sets]
        expected = 2 / np.sqrt(3) * (1 - np.exp(-(mean**2) / 6))
        assert np.mean(values) == pytest.approx(expected, abs=4 * np.std(values) / np.sqrt(len(values)))
        assert (np.min(values) < 0) or mean


def test_features_of_any_shape_are_flattened():
    real, fake = normal((4, 2, 3, 2), 1), normal((4, 2, 3, 2), 2)
    flat = losses.squared_mmd(tf.reshape(real, (4, 12)), tf.reshape(fake, (4, 12)))
    assert float(losses.squared_mmd(real, fake)) == float(flat)


def test_the_gradient_pulls_the_generator_toward_the_data():
    real, fake = normal((64, 2), 1), tf.Variable(normal((64, 2), 2, mean=3.0))
    with tf.GradientTape() as tape:
        loss = losses.squared_mmd(real, fake)
    assert (tf.reduce_mean(tape.gradient(loss, fake), axis=0).numpy() > 0).all()


def test_a_set_of_one_example_is_refused():
    with pytest.raises(ValueError, match="2 or more"):
        losses.squared_mmd(tf.zeros((1, 2)), tf.zeros((3, 2)))


@pytest.mark.parametrize("bandwidths", [[], [0.0], [1.0, -2.0], [1.0, float("nan")]])
def test_bandwidths_that_are_not_positive_are_refused(bandwidths):
    with pytest.raises(ValueError, match="bandwidths"):
        losses.squared_mmd(tf.zeros((2, 2)), tf.zeros((2, 2)), bandwidths)
