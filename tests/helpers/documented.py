"""What the examples of the docs and of the docstrings take as given: a small GAN, its networks, data."""

import ast
import importlib

import keras
import numpy as np
import scipy.io.wavfile
import tensorflow as tf
from PIL import Image

import tfgan_zoo
from tests.helpers import tiny
from tfgan_zoo import data, metrics, models, networks
from tfgan_zoo.recipe import source as recipe_source


def digits():
    return data.load("digits")


def generator():
    return networks.dcgan_generator((28, 28, 1), 4)


def discriminator():
    return networks.dcgan_discriminator((28, 28, 1), 4)


def critic():
    return networks.dcgan_discriminator((28, 28, 1), 4, normalization=None)


def classifier():
    images = keras.Input((28, 28, 1))
    features = keras.layers.Dense(3, name="features")(keras.layers.Flatten()(images))
    return keras.Model(images, keras.layers.Dense(10)(features))


def translator():
    images = keras.Input((28, 28, 1))
    return keras.Model(images, keras.layers.Conv2D(1, 1)(images))


def gan():
    game = models.GAN(generator(), discriminator())
    return tiny.compiled(game, metrics=[metrics.FrechetDistance(metrics.features_of(classifier()))])


def images():
    return tiny.images(64, (28, 28, 1))


IMPORTED = {"np": np, "tf": tf, "keras": keras, "tfgan_zoo": tfgan_zoo}
MADE = {
    "gan": gan,
    "generator": generator,
    "discriminator": discriminator,
    "critic": critic,
    "classifier": classifier,
    "translator": translator,
    "examples": digits,
    "batches": lambda: digits().batches(8),
    "test_batches": lambda: digits().batches(8, shuffle=False, repeat=False).take(2),
    "images": images,
    "real": images,
    "fake": images,
    "points": lambda: tiny.images(64, (2,)),
}


NAMES = {*MADE, *tfgan_zoo.PACKAGES, *recipe_source.names()}


def values(source):
    """What the names stand for that some source uses and does not give: a dict."""
    names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    given = {name.id for name in names if not isinstance(name.ctx, ast.Load)}
    return {**IMPORTED, **{name: value(name) for name in ({name.id for name in names} - given) & NAMES}}


def value(name):
    """What a name stands for: what is made here, a package, or the game of a recipe, for the digits."""
    if name in MADE:
        return MADE[name]()
    if name in tfgan_zoo.PACKAGES:
        return importlib.import_module(f"tfgan_zoo.{name}")
    return recipe_source.find(name).load().model(digits())


def write_folders(place):
    """What the examples find on disk: a folder of pictures, `flowers`, and one of sounds, `birds`."""
    for name in ("flowers", "birds"):
        (place / name).mkdir()
    for number in range(2):
        Image.fromarray(np.full((40, 30, 3), 80 * number, "uint8")).save(place / "flowers" / f"{number}.png")
        tone = 9000 * np.sin(np.arange(9000) * (number + 1) / 10)
        scipy.io.wavfile.write(place / "birds" / f"{number}.wav", 16000, tone.astype("int16"))


def short_fit(fit):
    """`fit` of a game, of at most two epochs of two steps, without a word and without a graph, slow to trace."""

    def fit_shortly(self, data, steps_per_epoch=1, epochs=1, **options):
        options = {**options, "steps_per_epoch": min(steps_per_epoch, 2), "epochs": min(epochs, 2), "verbose": 0}
        self.run_eagerly = True
        return fit(self, data, **options)

    return fit_shortly
