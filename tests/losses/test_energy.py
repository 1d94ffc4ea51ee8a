"""EBGAN's margin and pull-away term, BEGAN's balance."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import losses


def gradient(loss, tensor):
    with tf.GradientTape() as tape:
        tape.watch(tensor)
        value = loss(tensor)
    return tf.convert_to_tensor(tape.gradient(value, tensor)).numpy()


def test_generated_samples_above_the_margin_get_no_gradient():
    fake = tf.constant([0.5, 0.99, 1.01, 7.0])
    gradients = gradient(lambda fake: losses.energy_discriminator(tf.zeros(4), fake, margin=1.0), fake)
    np.testing.assert_array_equal(gradients, [-0.25, -0.25, 0, 0])


def test_a_margin_for_each_pixel_is_refused():
    with pytest.raises(ValueError, match="expected one per sample"):
        losses.energy_discriminator(tf.zeros((2, 8, 8, 1)), tf.zeros((2, 8, 8, 1)), margin=1.0)
    assert float(losses.energy_discriminator(tf.zeros((2, 1)), tf.zeros((2, 1)), margin=1.0)) == 1


@pytest.mark.parametrize("margin", [0.0, -1.0, float("nan")])
def test_a_margin_that_is_not_positive_is_refused(margin):
    with pytest.raises(ValueError, match="margin must be positive"):
        losses.energy_discriminator(tf.zeros(2), tf.zeros(2), margin)


def test_pull_away_compares_only_different_samples():
    assert float(losses.pull_away(3 * tf.eye(4))) == 0
    assert float(losses.pull_away([[1.0, 2.0], [-2.0, -4.0], [0.5, 1.0]])) == pytest.approx(1.0, rel=1e-6)
    # Cosines of 0, 1/sqrt(2), 1/sqrt(2) between three vectors.
    assert float(losses.pull_away([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])) == pytest.approx(1 / 3, rel=1e-6)


def test_pull_away_does_not_depend_on_the_norm_or_shape_of_features():
    features = tf.random.stateless_normal((5, 2, 3, 4), (0, 1), alg="philox")
    scaled = features * tf.reshape(tf.constant([1.0, 2.0, 3.0, 4.0, 5.0]), (5, 1, 1, 1))
    flat = tf.reshape(features, (5, 24))
    assert float(losses.pull_away(scaled)) == pytest.approx(float(losses.pull_away(flat)), rel=1e-5)


def test_features_of_zeros_have_a_finite_gradient():
    assert np.isfinite(gradient(losses.pull_away, tf.constant([[0.0, 0.0], [1.0, 1.0]]))).all()
    assert float(losses.pull_away(tf.zeros((3, 2)))) == 0


def test_pull_away_refuses_a_single_sample():
    with pytest.raises(ValueError, match="2 or more"):
        losses.pull_away([[1.0, 2.0]])


def test_the_balance_is_constant_at_equilibrium_and_otherwise_moves_toward_it():
    real = tf.constant([[2.0], [4.0]])
    for fake, expected in [(1.5, 0.5), (0.5, 0.51), (2.5, 0.49)]:
        balance = losses.next_balance(0.5, real, tf.fill((2, 1), fake), gamma=0.5, rate=0.01)
        assert float(balance) == pytest.approx(expected, rel=1e-6)


def test_the_balance_stays_between_zero_and_one():
    real, fake = tf.constant([[100.0]]), tf.constant([[0.0]])
    assert float(losses.next_balance(0.9, real, fake, rate=1.0)) == 1
    assert float(losses.next_balance(0.1, fake, real, rate=1.0)) == 0


def test_the_convergence_measure_is_the_error_plus_its_distance_from_equilibrium():
    real = tf.constant([[2.0], [4.0]])
    for fake in (1.0, 2.0):  # half a unit below and above 0.5 * 3
        assert float(losses.convergence_measure(real, tf.fill((2, 1), fake), gamma=0.5)) == pytest.approx(3.5)


@pytest.mark.parametrize("gamma", [0.0, 1.0, -0.5, 1.5, float("nan")])
def test_a_gamma_outside_zero_and_one_is_refused(gamma):
    energies = tf.ones((2, 1))
    with pytest.raises(ValueError, match=r"must be in \(0, 1\)"):
        losses.next_balance(0.0, energies, energies, gamma=gamma)
    with pytest.raises(ValueError, match=r"must be in \(0, 1\)"):
        losses.convergence_measure(energies, energies, gamma=gamma)


@pytest.mark.parametrize("rate", [0.0, float("nan")])
def test_a_balance_rate_that_is_not_positive_is_refused(rate):
    with pytest.raises(ValueError, match="lambda_k"):
        losses.next_balance(0.0, tf.ones((2, 1)), tf.ones((2, 1)), rate=rate)
