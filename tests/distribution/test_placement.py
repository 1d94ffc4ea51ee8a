"""Players on two devices: each stays where it was placed, and training is the same."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import models


@keras.saving.register_keras_serializable("tests")
class DeviceRecorder(keras.layers.Layer):
    """Returns its inputs, and records on which devices it ran in training."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.devices = set()

    def call(self, inputs, training=False):
        outputs = tf.identity(inputs)
        if training:
            self.devices.add(outputs.device[-len("CPU:0") :])
        return outputs


def players(generator_device, discriminator_device):
    with tf.device(generator_device):
        latents = keras.Input((4,))
        generator = keras.Model(latents, keras.layers.Dense(2, activation="tanh")(DeviceRecorder()(latents)))
    with tf.device(discriminator_device):
        points = keras.Input((2,))
        hidden = keras.layers.Dense(8, activation="tanh")(DeviceRecorder()(points))
        discriminator = keras.Model(points, keras.layers.Dense(1)(hidden))
    return generator, discriminator


def placed():
    return models.GAN(*players("CPU:0", "CPU:1"), ema_momentum=0.9)


def placed_the_other_way():
    return models.WGANGP(*players("CPU:1", "CPU:0"), discriminator_steps=2)


def unplaced():
    return models.GAN(*players("CPU:0", "CPU:0"), ema_momentum=0.9)


def unplaced_wgan_gp():
    return models.WGANGP(*players("CPU:0", "CPU:0"), discriminator_steps=2)


def devices_of(variables):
    return {variable.value.device[-len("CPU:0") :] for variable in variables}


def slots(optimizer):
    return [variable for variable in optimizer.variables if len(variable.shape)]


def test_weights_and_slots_are_on_the_device_of_their_network():
    game = games.compiled(placed())
    assert devices_of([*game.generator.weights, *slots(game.generator_optimizer)]) == {"CPU:0"}
    assert devices_of([*game.discriminator.weights, *slots(game.discriminator_optimizer)]) == {"CPU:1"}


@pytest.mark.parametrize(
    "make, expected, generator, discriminator",
    [
        pytest.param(placed, unplaced, "CPU:0", "CPU:1", id="gan"),
        pytest.param(placed_the_other_way, unplaced_wgan_gp, "CPU:1", "CPU:0", id="wgan_gp", marks=pytest.mark.slow),
    ],
)
def test_players_on_two_devices_train_there_with_the_same_results_as_on_one(make, expected, generator, discriminator):
    game, logs = games.trained(make)
    assert game.generator.layers[1].devices == {generator}
    assert game.discriminator.layers[1].devices == {discriminator}
    alone, logs_alone = games.trained(expected)
    games.assert_close(game, alone, 1e-6)
    assert logs.keys() == logs_alone.keys()
    for term, values in logs_alone.items():
        np.testing.assert_allclose(logs[term], values, atol=1e-5)
