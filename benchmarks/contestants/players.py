"""The Keras contestants' networks, optimizers and data, from the zoo."""

import keras
import numpy as np
import tensorflow as tf

from contestants.rows import BETA_1, LEARNING_RATE
from tfgan_zoo import networks


def build(row):
    """The row's (generator, discriminator)."""
    if len(row.sample_shape) == 1:
        generator = networks.mlp_generator(row.sample_shape, row.width, latent_size=row.latent_size)
        return generator, networks.mlp_discriminator(row.sample_shape, row.width)
    normalization = {"normalization": None} if row.critic_steps else {}
    generator = networks.dcgan_generator(row.sample_shape, row.width, row.latent_size)
    return generator, networks.dcgan_discriminator(row.sample_shape, row.width, **normalization)


def adams():
    """An optimizer for each player."""
    return [keras.optimizers.Adam(LEARNING_RATE, BETA_1) for _ in range(2)]


def batches(row, batch_size=None):
    """The same random batch, repeated forever."""
    shape = (batch_size or row.real_shape[0], *row.sample_shape)
    return tf.data.Dataset.from_tensors(tf.random.uniform(shape, -1, 1)).repeat()


def count(networks):
    """Number of trained parameters."""
    return sum(int(np.prod(weight.shape)) for network in networks for weight in network.trainable_weights)
