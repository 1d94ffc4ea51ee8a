"""The Jacobian of a linear generator is its matrix, and its directions are the singular vectors."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import players
from tfgan_zoo import explain

MATRIX = np.random.default_rng(0).normal(size=(12, 7)).astype("float32")


def linear(latents):
    return tf.reshape(latents @ MATRIX.T, (-1, 2, 2, 3))


@pytest.mark.parametrize("block", [1, 3, 7, 100])
def test_the_jacobian_of_a_linear_generator_is_its_matrix_for_any_block_size(block):
    actual = explain.jacobian(linear, np.ones((2, 7)), block)
    assert actual.shape == (2, 12, 7)
    np.testing.assert_allclose(actual, np.stack([MATRIX, MATRIX]), rtol=1e-6)


def test_the_jacobian_of_a_nonlinear_generator_differs_between_samples():
    actual = explain.jacobian(lambda latents: latents**2, np.array([[1.0, 2.0], [3.0, 0.0]]))
    np.testing.assert_allclose(actual, [np.diag([2.0, 4.0]), np.diag([6.0, 0.0])])


def test_forward_mode_agrees_with_reverse_mode_on_a_generator_of_the_zoo():
    generator, _ = players()
    latents = tf.random.stateless_normal((2, 6), (0, 1), alg="philox")
    with tf.GradientTape() as tape:
        tape.watch(latents)
        samples = tf.reshape(generator(latents, training=False), (2, -1))
    actual = explain.jacobian(lambda rows: generator(rows, training=False), latents, block=4)
    np.testing.assert_allclose(actual, tape.batch_jacobian(samples, latents), atol=1e-6)


def test_memory_is_bounded_by_the_block():
    seen = []

    def generate(latents):
        seen.append(len(latents))
        return latents

    explain.jacobian(generate, np.zeros((3, 10)), block=4)
    assert max(seen) == 4


def test_unused_latents_have_derivative_zero():
    assert not explain.jacobian(lambda latents: tf.ones((len(latents), 3)), np.zeros((1, 2))).any()


def test_principal_directions_are_singular_vectors_with_their_gains():
    gains, directions = explain.principal_directions(MATRIX)
    np.testing.assert_allclose(gains, np.linalg.svd(MATRIX, compute_uv=False), rtol=1e-6)
    np.testing.assert_allclose(directions @ directions.T, np.eye(7), atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(MATRIX @ directions.T, axis=0), gains, rtol=1e-6)
    assert (directions[np.arange(7), np.abs(directions).argmax(axis=1)] > 0).all()


def test_directions_of_several_samples_are_those_of_the_mean_square():
    several = np.stack([MATRIX, 2 * MATRIX[::-1]])
    gains, directions = explain.principal_directions(several)
    expected, vectors = np.linalg.eigh(np.mean([one.T @ one for one in several], axis=0))
    np.testing.assert_allclose(gains**2, expected[::-1], rtol=1e-5)
    np.testing.assert_allclose(np.abs(np.sum(directions * vectors.T[::-1], axis=1)), 1, atol=1e-5)


@pytest.mark.parametrize(("latents", "block"), [(np.zeros(3), 1), (np.zeros((0, 3)), 1), (np.zeros((1, 3)), 0)])
def test_bad_latents_and_blocks_are_refused(latents, block):
    with pytest.raises(ValueError, match="expected"):
        explain.jacobian(linear, latents, block)


def test_the_error_for_a_nonfinite_jacobian_names_divergence():
    with pytest.raises(ValueError, match="diverged"):
        explain.principal_directions(np.full((2, 2), np.nan))
    with pytest.raises(ValueError, match="expected"):
        explain.principal_directions(np.zeros(3))


def test_keras_layers_are_differentiated():
    inputs = keras.Input((3,))
    dense = keras.layers.Dense(2)
    network = keras.Model(inputs, dense(inputs))
    np.testing.assert_allclose(explain.jacobian(network, np.zeros((1, 3)))[0], dense.kernel.numpy().T)
