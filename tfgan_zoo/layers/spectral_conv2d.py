"""A convolution whose kernel, as a matrix, has spectral norm 1."""

import keras

from tfgan_zoo.layers.spectral_normalization import SpectralNormalization


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralConv2D(SpectralNormalization, keras.layers.Conv2D):
    """A `keras.layers.Conv2D` that convolves with its kernel divided by the norm of the kernel as a matrix.

    The matrix is that of output channels by (height, width, input channels), as in the paper; the norm of the
    convolution as a linear map is another, and may be larger than 1. The estimate is explained at
    `SpectralNormalization`.

    Args:
        *args, **kwargs: those of `keras.layers.Conv2D`.

    Input shape: (batch, height, width, channels).
    Output shape: (batch, new_height, new_width, filters).

    Raises:
        ValueError: if the inputs are integers, and as the Keras layer; LoRA is refused.

    Example:
        >>> layer = tfgan_zoo.layers.SpectralConv2D(4, 3, padding="same")
        >>> layer(keras.ops.ones((2, 8, 8, 1))).shape
        TensorShape([2, 8, 8, 4])

    Reference:
        Miyato et al. 2018, https://arxiv.org/abs/1802.05957, section 2.1 and algorithm 1.
    """
