"""Maxout, the activation of the first GAN's discriminator."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.layers.checks import check_floating


@keras.saving.register_keras_serializable("tfgan_zoo")
class Maxout(keras.layers.Layer):
    """The maximum over each `num_pieces` neighboring channels.

    After a dense layer or a convolution with `num_pieces` times the channels, this makes maxout units, which learn
    their activation: a convex, piecewise linear function.

    Args:
        num_pieces: k, the number of affine functions of a unit.

    Input shape: (batch, ..., channels), floating point.
    Output shape: (batch, ..., channels / num_pieces).

    Raises:
        ValueError: if `num_pieces` does not divide the channels, or the inputs are integers.

    Example:
        >>> images = keras.Input((784,))
        >>> hidden = tfgan_zoo.layers.Maxout(5)(keras.layers.Dense(240 * 5)(images))
        >>> hidden.shape
        (None, 240)

    Reference:
        Goodfellow et al. 2013, https://arxiv.org/abs/1302.4389, section 3.
    """

    def __init__(self, num_pieces, **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, num_pieces=num_pieces)
        self.num_pieces = num_pieces

    def build(self, input_shape):
        if input_shape[-1] is None or input_shape[-1] % self.num_pieces:
            raise ValueError(
                f"{input_shape[-1]} channels cannot be divided among maxout units of {self.num_pieces} pieces: make "
                f"the preceding layer's channels a multiple of {self.num_pieces}."
            )

    def call(self, inputs):
        check_floating(self, inputs)
        *axes, channels = ops.shape(inputs)
        return ops.max(ops.reshape(inputs, (*axes, channels // self.num_pieces, self.num_pieces)), axis=-1)

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], input_shape[-1] // self.num_pieces)

    def get_config(self):
        return {**super().get_config(), "num_pieces": self.num_pieces}
