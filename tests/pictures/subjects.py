"""Games small enough for a picture in a test, and what a kind of picture asks of its subject."""

import keras
import numpy as np
from keras import layers

from tests.helpers.tiny import SHAPE, images, players
from tfgan_zoo import data, latents, models
from tfgan_zoo.pictures.subject import Subject
from tfgan_zoo.runs.sources import GameSource

NUM_CLASSES = 3


def conditional_gan(sample_shape=SHAPE, num_classes=NUM_CLASSES, distribution=latents.normal, **options):
    """A GAN of a few neurons whose generator and discriminator are given labels."""
    size = int(np.prod(sample_shape))
    noise, labels = keras.Input((6,), name="latents"), keras.Input((), dtype="int32", name="labels")
    classes = layers.Embedding(num_classes, 6)(labels)
    made = layers.Dense(size, "tanh")(layers.Concatenate()([noise, classes]))
    generator = keras.Model([noise, labels], layers.Reshape(sample_shape)(made))
    sample, labels = keras.Input(sample_shape, name="sample"), keras.Input((), dtype="int32", name="labels")
    seen = layers.Concatenate()([layers.Flatten()(sample), layers.Embedding(num_classes, 6)(labels)])
    discriminator = keras.Model([sample, labels], layers.Dense(1)(layers.Dense(4, "tanh")(seen)))
    return models.GAN(generator, discriminator, num_classes=num_classes, latents=distribution, **options)


def gan():
    """A GAN of images without labels."""
    return models.GAN(*players())


def labeled_images(split="train", seed=0, shape=SHAPE):
    return data.from_arrays(images(60, shape, seed), np.arange(60) % NUM_CLASSES, "noise", split)


class GameSubject(Subject):
    """A game with data at hand, as a kind of picture asks for them."""

    seed = 0
    folder = None

    def __init__(self, game, train_data=None, held_out_data=None, name="tiny"):
        self.game = game
        self.train_data = train_data
        self.held_out_data = held_out_data
        self.real_data = held_out_data or train_data
        self.source = GameSource(name, game, lambda: self.real_data)


def seen_rows(monkeypatch):
    """Arguments of every call of `plots.image_rows` from now on: (images, rows, columns, title)."""
    from tfgan_zoo import plots

    seen = []

    def image_rows(path, images, rows=(), columns=(), captions=None, title=""):
        seen.append((np.asarray(images), list(rows), list(columns), title))

    monkeypatch.setattr(plots, "image_rows", image_rows)
    return seen
