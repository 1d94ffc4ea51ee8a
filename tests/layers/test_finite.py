"""One step that is not finite leaves no trace in running means and statistics."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import images, linear_players
from tfgan_zoo import layers, models, tricks
from tfgan_zoo.layers.finite import assign_finite, keeping_finite
from tfgan_zoo.models.base.averaging import moving_average, update_average

NAN = float("nan")


def test_only_what_is_finite_is_assigned():
    state = keras.Variable([1.0, 2.0, 3.0])
    assign_finite(state, [NAN, 5.0, float("inf")])
    np.testing.assert_array_equal(state, [1, 5, 3])


def test_what_other_code_assigns_is_taken_back():
    state = keras.Variable([1.0, 2.0])
    with keeping_finite([state]):
        state.assign([NAN, 5.0])
    np.testing.assert_array_equal(state, [1, 5])


def network_with_statistics():
    points = keras.Input((2,))
    return keras.Model(points, keras.layers.BatchNormalization()(keras.layers.Dense(2)(points)))


def test_a_moving_average_outlives_a_weight_and_a_statistic_that_are_not_finite():
    network = network_with_statistics()
    average = moving_average(network, 0.5, "momentum")
    normalization = network.layers[-1]
    for value in (NAN, 3.0):
        normalization.moving_mean.assign([value, value])
        normalization.gamma.assign([value, value])
        update_average(average, network, 0.5)
        assert all(np.isfinite(weight).all() for weight in average.get_weights())
    np.testing.assert_array_equal(average.layers[-1].moving_mean, [3, 3])
    np.testing.assert_array_equal(average.layers[-1].gamma, [2, 2])


def test_a_statistic_that_was_never_finite_is_replaced():
    network = network_with_statistics()
    average = moving_average(network, 0.5, "momentum")
    average.layers[-1].moving_mean.assign([NAN, NAN])
    update_average(average, network, 0.5)
    np.testing.assert_array_equal(average.layers[-1].moving_mean, [0, 0])


def test_historical_averages_outlive_a_weight_that_is_not_finite():
    trick = tricks.HistoricalAveraging()
    gan = models.GAN(*linear_players(), tricks=[trick])
    kernel = gan.discriminator.trainable_variables[0]
    for value in (2.0, NAN, 2.0):
        kernel.assign(np.full((2, 1), value))
        trick.after_step(gan)
    np.testing.assert_allclose(trick.discriminator_averages[0], np.full((2, 1), 2.0))


@pytest.mark.parametrize("options", [{}, {"scale": False}], ids=["fused", "as Keras does"])
def test_statistics_of_a_batch_outlive_a_value_that_is_not_finite(options):
    layer = layers.BatchNormalization(momentum=0.5, **options)
    for value in (1.0, NAN, 1.0):
        layer(tf.fill((4, 2), value), training=True)
    np.testing.assert_allclose(layer.moving_mean, [0.75, 0.75])


def test_the_estimate_of_a_spectral_norm_outlives_a_weight_that_is_not_finite():
    layer = layers.SpectralDense(2)
    layer.build((None, 2))
    kernel = layer.raw_weight.numpy()
    layer.raw_weight.assign(np.full_like(kernel, NAN))
    layer.update_estimate()
    layer.raw_weight.assign(kernel)
    layer.update_estimate(20)
    assert float(layer.spectral_norm()) == pytest.approx(np.linalg.norm(kernel, 2), rel=1e-5)


def test_a_skipped_step_leaves_no_trace_in_a_layer_of_keras():
    latents = keras.Input((2,))
    generator = keras.Model(latents, keras.layers.BatchNormalization()(keras.layers.Dense(2)(latents)))
    points = keras.Input((2,))
    discriminator = keras.Model(points, keras.layers.Dense(1)(keras.layers.BatchNormalization()(points)))
    gan = models.GAN(generator, discriminator, ema_momentum=0.5)
    gan.compile("sgd", "sgd", skip_nonfinite=True, run_eagerly=True)
    bad = images(8, (2,))
    bad[3] = NAN
    gan.train_on_batch(tf.constant(bad))
    assert all(np.isfinite(variable.numpy()).all() for variable in gan.variables if "float" in str(variable.dtype))
    assert np.isfinite(gan.sample(4)).all()
