"""A linear generator of points and a linear autoencoder."""

import keras
import numpy as np

from tests.helpers.tiny import linear_players

ENCODER = np.array([[1.0, 0.5], [-0.5, 2.0]])
DECODER = np.array([[0.25, 1.0], [0.5, -1.0]])


def linear_autoencoder(name="features", size=2):
    """Points x to x ENCODER DECODER; the code is x ENCODER."""
    points = keras.Input((2,))
    codes = keras.layers.Dense(2, use_bias=False, name=name)(points)
    discriminator = keras.Model(points, keras.layers.Dense(size, use_bias=False, name="decoder")(codes))
    discriminator.set_weights([ENCODER, DECODER[:, :size]])
    return discriminator


def autoencoding_players(**options):
    return linear_players()[0], linear_autoencoder(**options)


def differences(points):
    return points - points @ ENCODER @ DECODER
