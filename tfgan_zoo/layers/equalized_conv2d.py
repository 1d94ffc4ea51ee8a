"""A convolution with an equalized learning rate."""

import keras

from tfgan_zoo.layers.equalization import Equalization


@keras.saving.register_keras_serializable("tfgan_zoo")
class EqualizedConv2D(Equalization, keras.layers.Conv2D):
    """A `keras.layers.Conv2D` that computes with its kernel times gain / sqrt(fan_in).

    fan_in is kernel height * kernel width * input channels.

    Args:
        *args, **kwargs: those of `keras.layers.Conv2D`. The kernel begins with variance 1, unless an
            initializer is given.
        gain: sqrt(2) before a ReLU; 1 in the last layer.

    Input shape: (batch, height, width, channels).
    Output shape: (batch, new_height, new_width, filters).

    Raises:
        ValueError: if the gain is not positive, or the inputs are integers; and as the Keras layer.

    Example:
        >>> layer = tfgan_zoo.layers.EqualizedConv2D(4, 3, padding="same")
        >>> layer(keras.ops.ones((2, 8, 8, 1))).shape
        TensorShape([2, 8, 8, 4])

    Reference:
        Karras et al. 2018, https://arxiv.org/abs/1710.10196, section 4.1.
    """
