"""A transposed convolution whose kernel, as a matrix, has spectral norm 1."""

import keras

from tfgan_zoo.layers.spectral_normalization import SpectralNormalization


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralConv2DTranspose(SpectralNormalization, keras.layers.Conv2DTranspose):
    """A `keras.layers.Conv2DTranspose` with its kernel divided by the norm of the kernel as a matrix.

    The matrix is that of output channels by (height, width, input channels). The estimate is explained at
    `SpectralNormalization`.

    Args:
        *args, **kwargs: those of `keras.layers.Conv2DTranspose`.

    Input shape: (batch, height, width, channels).
    Output shape: (batch, new_height, new_width, filters).

    Raises:
        ValueError: if the inputs are integers, and as the Keras layer.

    Example:
        >>> layer = tfgan_zoo.layers.SpectralConv2DTranspose(4, 4, strides=2, padding="same")
        >>> layer(keras.ops.ones((2, 8, 8, 3))).shape
        TensorShape([2, 16, 16, 4])

    Reference:
        Miyato et al. 2018, https://arxiv.org/abs/1802.05957, section 2.1 and algorithm 1.
    """

    output_axis = -2  # the kernel is (height, width, output channels, input channels)
