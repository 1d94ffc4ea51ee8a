"""A dense layer with an equalized learning rate."""

import keras

from tfgan_zoo.layers.equalization import Equalization


@keras.saving.register_keras_serializable("tfgan_zoo")
class EqualizedDense(Equalization, keras.layers.Dense):
    """A `keras.layers.Dense` that computes with its kernel times gain / sqrt(fan_in).

    fan_in is the number of input channels.

    Args:
        *args, **kwargs: those of `keras.layers.Dense`. The kernel begins with variance 1, unless an initializer
            is given.
        gain: sqrt(2) before a ReLU; 1 in the last layer.

    Input shape: (batch, ..., channels).
    Output shape: (batch, ..., units).

    Raises:
        ValueError: if the gain is not positive, or the inputs are integers; and as the Keras layer.

    Example:
        >>> layer = tfgan_zoo.layers.EqualizedDense(1, gain=1.0)
        >>> layer(keras.ops.ones((2, 5))).shape
        TensorShape([2, 1])

    Reference:
        Karras et al. 2018, https://arxiv.org/abs/1710.10196, section 4.1.
    """
