"""A transposed convolution with an equalized learning rate."""

import keras

from tfgan_zoo.layers.equalization import Equalization


@keras.saving.register_keras_serializable("tfgan_zoo")
class EqualizedConv2DTranspose(Equalization, keras.layers.Conv2DTranspose):
    """A `keras.layers.Conv2DTranspose` that computes with its kernel times gain / sqrt(fan_in).

    fan_in is kernel height * kernel width * input channels.

    Args:
        *args, **kwargs: those of `keras.layers.Conv2DTranspose`. The kernel begins with variance 1, unless an
            initializer is given.
        gain: sqrt(2) before a ReLU; 1 in the last layer.

    Input shape: (batch, height, width, channels).
    Output shape: (batch, new_height, new_width, filters).

    Raises:
        ValueError: if the gain is not positive, or the inputs are integers; and as the Keras layer.

    Example:
        >>> layer = tfgan_zoo.layers.EqualizedConv2DTranspose(4, 4, strides=2, padding="same")
        >>> layer(keras.ops.ones((2, 8, 8, 3))).shape
        TensorShape([2, 16, 16, 4])

    Reference:
        Karras et al. 2018, https://arxiv.org/abs/1710.10196, section 4.1.
    """

    output_axis = -2  # the kernel is (height, width, output channels, input channels)
