"""Scaling of colors to those that a published network was trained on."""

import keras
from keras import ops

from tfgan_zoo.layers.checks import check_floating


@keras.saving.register_keras_serializable("tfgan_zoo")
class ColorScaling(keras.layers.Layer):
    """Red, green and blue less a mean each, divided by a deviation each; gray is repeated.

    Unlike `keras.layers.Rescaling` it knows that three channels come out, so that images of any size, gray or colored,
    can be the input of one network. It has a gradient everywhere, as a loss needs it.

    Args:
        means: of red, green and blue, in units of the images.
        deviations: of red, green and blue.
        **kwargs: those of `keras.layers.Layer`.

    Input shape: (batch, height, width, 1 or 3), floating point.
    Output shape: (batch, height, width, 3).

    Raises:
        ValueError: for images with another number of channels.

    Example:
        >>> scaling = ColorScaling((0.0, 0.0, 0.5), (1.0, 0.5, 0.5))
        >>> scaling(keras.ops.ones((1, 1, 1, 1)))[0, 0, 0].numpy().tolist()
        [1.0, 2.0, 1.0]
    """

    def __init__(self, means, deviations, **kwargs):
        super().__init__(**kwargs)
        self.means = tuple(means)
        self.deviations = tuple(deviations)

    def call(self, images):
        check_floating(self, images)
        if images.shape[-1] not in (None, 1, 3):
            raise ValueError(f"{self.name} takes gray or RGB images. Received the shape {images.shape}.")
        means, deviations = (ops.convert_to_tensor(values, images.dtype) for values in (self.means, self.deviations))
        return (images - means) / deviations

    def compute_output_shape(self, images_shape):
        return (*images_shape[:-1], 3)

    def get_config(self):
        return {**super().get_config(), "means": self.means, "deviations": self.deviations}
