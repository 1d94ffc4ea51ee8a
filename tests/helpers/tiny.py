"""Networks and data small enough for a test."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo import networks

SHAPE = (8, 8, 1)


def players(**discriminator_options):
    return networks.dcgan_generator(SHAPE, 4, 6), networks.dcgan_discriminator(SHAPE, 4, **discriminator_options)


def linear_players(weights=(3.0, 4.0)):
    """A linear generator of points and a linear discriminator with the given weights."""
    latents = keras.Input((2,))
    generator = keras.Model(latents, keras.layers.Dense(2)(latents))
    points = keras.Input((2,))
    discriminator = keras.Model(points, keras.layers.Dense(1)(points))
    discriminator.set_weights([np.array(weights, "float32")[:, None], np.zeros(1, "float32")])
    return generator, discriminator


def conditional_linear_players(rows=((3.0, 4.0), (0.0, 1.0))):
    """Linear players of points with labels: a critic that scores a point along the row of its label.

    Its gradient has the norm of that row: 5 for label 0, 1 for label 1, unless other rows are given.
    """
    latents, points = keras.Input((2,), name="latents"), keras.Input((2,), name="points")
    labels = [keras.Input((), dtype="int32", name="labels") for _ in range(2)]
    tables = [keras.layers.Embedding(len(rows), 2) for _ in range(2)]
    generator = keras.Model([latents, labels[0]], keras.layers.Add()([latents, tables[0](labels[0])]))
    critic = keras.Model([points, labels[1]], keras.layers.Dot(axes=1)([points, tables[1](labels[1])]))
    critic.set_weights([np.array(rows, "float32")])
    return generator, critic


def labeled_points(labels, seed=0):
    """As many random points as there are labels, with these labels."""
    return {"sample": tf.constant(images(len(labels), (2,), seed)), "labels": tf.constant(labels, tf.int32)}


def images(count=20, shape=SHAPE, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (count, *shape)).astype("float32")


def dataset(batch_size=10, **options):
    return tf.data.Dataset.from_tensor_slices(images(**options)).repeat().batch(batch_size, drop_remainder=True)


GRAPHS = ("jit_compile", "steps_per_execution", "run_eagerly")  # options that say how steps are executed


def compiled(gan, learning_rate=1e-3, **options):
    """A compiled game. Its steps are eager unless it is said how: a few take less time than tracing one."""
    if not set(GRAPHS) & set(options):
        options["run_eagerly"] = True
    options = {"jit_compile": False, **options}
    gan.compile(keras.optimizers.Adam(learning_rate), keras.optimizers.Adam(learning_rate), **options)
    return gan
