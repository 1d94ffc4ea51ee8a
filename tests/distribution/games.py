"""Games without batch normalization or dropout, whose training is therefore the same on any number of devices."""

import contextlib

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo import data, models, networks, tricks
from tfgan_zoo.distribution import strategies

SHAPE = (8, 8, 1)
STEPS = 20
BATCH_SIZE = 8
LEARNING_RATE = 0.005  # at larger ones the signs in CycleGAN's gradients blow up differences of rounding


def gan():
    players = networks.mlp_generator((2,), 8), networks.mlp_discriminator((2,), 8)
    return models.GAN(*players, ema_momentum=0.9, tricks=[tricks.InstanceNoise(0.1, 100), tricks.SamplePool(16)])


def wgan_gp():
    return models.WGANGP(networks.mlp_generator((2,), 8), networks.mlp_discriminator((2,), 8), discriminator_steps=2)


def infogan():
    latents, samples = keras.Input((6,)), keras.Input((2,))
    hidden = keras.layers.Dense(8, activation="tanh")(samples)
    outputs = [keras.layers.Dense(1)(hidden), keras.layers.Dense(4)(hidden)]
    generator = keras.Model(latents, keras.layers.Dense(2, activation="tanh")(latents))
    return models.InfoGAN(generator, keras.Model(samples, outputs), num_categories=3, num_continuous=1)


def cyclegan():
    def network(name, **last):
        images = keras.Input(SHAPE)
        return keras.Model(images, keras.layers.Conv2D(1, 3, padding="same", **last)(images), name=name)

    translators = [network(name, activation="tanh") for name in ("forward", "backward")]
    judges = [network(name, strides=2) for name in ("first_judge", "second_judge")]
    return models.CycleGAN(*translators, *judges, pool_size=16)


def batches(game):
    """Infinite batches for a game, each with new samples for every step of the discriminator."""
    generator = np.random.default_rng(0)
    if isinstance(game, models.CycleGAN):
        first, second = (data.from_arrays(generator.uniform(-1, 1, (40, *SHAPE))) for _ in range(2))
        return tf.data.Dataset.zip(first.batches(BATCH_SIZE, seed=1), second.batches(BATCH_SIZE, seed=2))
    points = data.from_arrays(generator.uniform(-1, 1, (160, 2)).astype("float32"))
    return points.batches(BATCH_SIZE * game.discriminator_steps)


def two_replicas():
    return strategies.local_devices()  # the two logical CPUs of the tests


def compiled(game, **execution):
    game.compile(*(keras.optimizers.SGD(LEARNING_RATE, 0.9) for _ in game.players), **execution)
    return game


def trained(make, strategy=None, steps=STEPS, dataset=None, **execution):
    """A game after some steps, and its logs."""
    keras.utils.set_random_seed(0)
    with strategy.scope() if strategy else contextlib.nullcontext():
        game = compiled(make(), **execution)
    dataset = batches(game) if dataset is None else dataset
    history = game.fit(dataset, steps_per_epoch=steps, verbose=0, shuffle=False)
    return game, history.history


def state_of(game):
    """Every number on which the rest of a run depends, by name."""
    slots = (variable for optimizer in game.optimizers.values() for variable in optimizer.variables)
    variables = [*game.weights, *slots]
    return [(variable.path, variable.numpy()) for variable in variables]


def assert_close(game, other, tolerance):
    for (name, value), (_, expected) in zip(state_of(game), state_of(other), strict=True):
        np.testing.assert_allclose(value, expected, rtol=0, atol=tolerance, err_msg=name)
