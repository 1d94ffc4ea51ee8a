"""Losses and penalties of a batch as a whole use the batch of all replicas, not each replica's own part."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import losses, penalties

ROWS = tf.random.stateless_normal((8, 3), (0, 1), alg="philox")
TERMS = {
    "relativistic average": lambda real, fake: losses.relativistic_average_discriminator(real, fake),
    "relativistic average least squares": lambda real, fake: losses.relativistic_average_least_squares_generator(
        real, fake
    ),
    "relativistic average hinge": lambda real, fake: losses.relativistic_average_hinge_discriminator(real, fake),
    "pull-away": lambda real, fake: losses.pull_away(fake),
    "discrepancy": lambda real, fake: losses.squared_mmd(real, fake),
    "biased discrepancy": lambda real, fake: losses.biased_squared_mmd(real, fake),
    "feature matching": lambda real, fake: losses.feature_matching(real, fake),
    "convergence": lambda real, fake: losses.convergence_measure(real, fake),
    "balance": lambda real, fake: losses.next_balance(0.5, real, fake),
    "noise around the data": lambda real, fake: tf.reduce_mean(penalties.perturb(real, (0, 1)) ** 2),
}


def value_and_gradient(term, rows, weight):
    """The term of two kinds of features of the rows, and this replica's part of its gradient for `weight`."""
    with tf.GradientTape() as tape:
        tape.watch(weight)
        replicas = tf.distribute.get_strategy().num_replicas_in_sync
        value = term(tf.abs(rows) * weight, tf.square(rows) + weight)
        part = value / replicas
    return value, tape.gradient(part, weight)


@pytest.mark.parametrize("name", TERMS)
def test_a_term_and_its_gradient_are_those_of_the_whole_batch(name):
    weight = tf.constant([0.5, 1.0, 2.0])
    expected_value, expected_gradient = value_and_gradient(TERMS[name], ROWS, weight)
    strategy = games.two_replicas()

    def own_part():
        first = 4 * tf.distribute.get_replica_context().replica_id_in_sync_group
        return value_and_gradient(TERMS[name], ROWS[first : first + 4], weight)

    values, gradients = (strategy.experimental_local_results(each) for each in strategy.run(own_part))
    np.testing.assert_allclose(np.mean(values), expected_value, rtol=1e-4)
    np.testing.assert_allclose(np.sum(gradients, axis=0), expected_gradient, rtol=1e-3, atol=1e-5)


def test_weights_are_clipped_on_every_replica():
    strategy = games.two_replicas()
    with strategy.scope():
        layer = keras.layers.Dense(2)
        layer.build((None, 3))
    strategy.run(tf.function(lambda: penalties.clip_weights(layer.trainable_variables, 0.1)))
    assert np.abs(layer.kernel.numpy()).max() == np.float32(0.1)
    for copy in strategy.experimental_local_results(layer.kernel.value):
        np.testing.assert_array_equal(copy, layer.kernel.numpy())
