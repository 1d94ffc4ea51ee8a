"""Layers that Keras does not have, or has more slowly; one a file."""

from tfgan_zoo.layers.batch_normalization import BatchNormalization as BatchNormalization
