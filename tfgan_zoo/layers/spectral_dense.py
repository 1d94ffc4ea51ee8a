"""A dense layer whose kernel has spectral norm 1."""

import keras

from tfgan_zoo.layers.spectral_normalization import SpectralNormalization


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralDense(SpectralNormalization, keras.layers.Dense):
    """A `keras.layers.Dense` that multiplies with its kernel divided by the kernel's largest singular value.

    Without bias and activation it is then Lipschitz with constant 1. The estimate is explained at
    `SpectralNormalization`.

    Args:
        *args, **kwargs: those of `keras.layers.Dense`.

    Input shape: (batch, ..., channels).
    Output shape: (batch, ..., units).

    Raises:
        ValueError: if the inputs are integers, and as the Keras layer; LoRA is refused.

    Example:
        >>> layer = tfgan_zoo.layers.SpectralDense(3)
        >>> layer(keras.ops.ones((2, 5))).shape
        TensorShape([2, 3])

    Reference:
        Miyato et al. 2018, https://arxiv.org/abs/1802.05957, algorithm 1.
    """
