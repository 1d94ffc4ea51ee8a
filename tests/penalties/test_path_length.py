"""Path lengths of generators whose Jacobian is known."""

import numpy as np
import tensorflow as tf

from tests.helpers.tiny import SHAPE, images
from tfgan_zoo import penalties


def test_the_path_lengths_of_a_linear_generator_are_those_of_its_transposed_weights():
    weights, seed = images(1, (3, 5, 64))[0], (0, 7)  # layers, style, pixels
    lengths = penalties.path_lengths(
        lambda styles: tf.reshape(tf.einsum("bls,lsp->bp", styles, weights), (-1, *SHAPE)),
        tf.constant(images(4, (3, 5))),
        seed,
    )
    noise = tf.random.stateless_normal((4, *SHAPE), seed, alg="philox").numpy().reshape(4, 64) / 8
    expected = np.sqrt(np.mean(np.sum(np.einsum("lsp,bp->bls", weights, noise) ** 2, axis=2), axis=1))
    np.testing.assert_allclose(lengths, expected, rtol=1e-5)


def test_a_generator_that_ignores_a_style_has_paths_without_length_and_finite_gradients():
    weights = tf.Variable(0.0)
    with tf.GradientTape() as tape:
        lengths = penalties.path_lengths(
            lambda styles: weights * tf.reshape(tf.tile(styles, (1, 1, 32)), (-1, *SHAPE)),
            tf.constant(images(3, (1, 2))),
            (0, 7),
        )
    np.testing.assert_allclose(lengths, 1e-6, rtol=1e-3)
    assert np.isfinite(tape.gradient(lengths, weights))
