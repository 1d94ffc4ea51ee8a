"""Encoders and decoders of points, linear, so that what they learn is known."""

import keras
import numpy as np

ENCODER = np.array([[0.5, -0.25], [1.0, 0.75], [-0.5, 0.25]])  # three numbers to a code of two
DECODER = np.array([[0.5, 0.25, -1.0], [-0.75, 0.5, 0.25]])
LOG_VARIANCES = (-1.0, 0.5)


def linear_encoder(weights=ENCODER, log_variances=None):
    """Points x to x ENCODER; with log-variances it also gives those, the same for every point."""
    points = keras.Input((len(weights),), name="points")
    means = keras.layers.Dense(2, name="codes")(points)
    if log_variances is None:
        encoder = keras.Model(points, means)
        encoder.set_weights([weights, np.zeros(2)])
        return encoder
    constant = keras.layers.Dense(2, name="log_variances")(points)
    encoder = keras.Model(points, [means, constant])
    encoder.set_weights([weights, np.zeros(2), np.zeros(weights.shape), np.array(log_variances)])
    return encoder


def linear_decoder(weights=DECODER):
    """Codes z to z DECODER."""
    latents = keras.Input((2,), name="latents")
    decoder = keras.Model(latents, keras.layers.Dense(weights.shape[1])(latents))
    decoder.set_weights([weights, np.zeros(weights.shape[1])])
    return decoder


def labeled_pair(num_classes=3):
    """An encoder and a decoder of points that are told the class."""
    points, labels = keras.Input((3,), name="points"), keras.Input((), dtype="int32", name="labels")
    told = keras.layers.Embedding(num_classes, 4)(labels)
    encoder = keras.Model([points, labels], keras.layers.Dense(2)(keras.layers.Concatenate()([points, told])))
    latents, labels = keras.Input((2,), name="latents"), keras.Input((), dtype="int32", name="labels")
    told = keras.layers.Embedding(num_classes, 4)(labels)
    decoder = keras.Model([latents, labels], keras.layers.Dense(3)(keras.layers.Concatenate()([latents, told])))
    return encoder, decoder


def points(count=6, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (count, 3)).astype("float32")
