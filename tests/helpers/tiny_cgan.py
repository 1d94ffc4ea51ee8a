"""A conditional game whose samples show their label."""

import keras
import numpy as np

from tests.helpers.tiny import SHAPE
from tfgan_zoo import models, networks


def black_and_white():
    """A game whose label 0 makes black images, and whose label 1 makes white ones."""
    latents, labels = keras.Input((2,), name="latents"), keras.Input((), dtype="int32", name="labels")
    size = int(np.prod(SHAPE))
    levels = keras.layers.Embedding(2, size, name="levels")(labels)
    nothing = keras.layers.Dense(size, kernel_initializer="zeros")(latents)
    images = keras.layers.Reshape(SHAPE)(keras.layers.Activation("tanh")(keras.layers.Add()([levels, nothing])))
    generator = keras.Model([latents, labels], images)
    generator.get_layer("levels").set_weights([np.repeat([[-100.0], [100.0]], size, axis=1)])
    return models.CGAN(generator, networks.dcgan_discriminator(SHAPE, 4, num_classes=2), num_classes=2)


def brightness():
    """A classifier that gives dark images the label 0, and bright ones 1."""
    images = keras.Input(SHAPE)
    mean = keras.layers.GlobalAveragePooling2D()(images)
    classifier = keras.Model(images, keras.layers.Dense(2, name="logits")(mean), name="brightness")
    classifier.get_layer("logits").set_weights([np.array([[-1.0, 1.0]]), np.zeros(2)])
    return classifier
