"""Noise in a picture's details, of a strength that is learned."""

import keras

from tfgan_zoo.layers.checks import check_floating


@keras.saving.register_keras_serializable("tfgan_zoo")
class NoiseInjection(keras.layers.Layer):
    """Adds given noise, times one learned number that begins at 0, to all channels of feature maps.

    The noise is an input, so what draws it decides whether two pictures have the same.

    Call arguments: maps, noise.
    Input shape: (batch, height, width, channels) and (batch, height, width, 1), floating point.
    Output shape: that of the maps.

    Raises:
        ValueError: if an input is not floating point.

    Example:
        >>> maps, noise = keras.Input((8, 8, 16)), keras.Input((8, 8, 1))
        >>> tfgan_zoo.layers.NoiseInjection()(maps, noise).shape
        (None, 8, 8, 16)

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/1912.04958, section 2 (one strength for each layer).
    """

    def build(self, maps_shape, noise_shape):
        self.strength = self.add_weight(name="strength", shape=(), initializer="zeros")

    def call(self, maps, noise):
        check_floating(self, maps)
        check_floating(self, noise)
        return maps + noise * self.strength

    def compute_output_shape(self, maps_shape, noise_shape):
        return maps_shape
