"""Initializers of DCGAN and most later networks, and of networks without normalization."""

import keras


def normal_weights():
    """Keyword arguments of a layer with a normal initializer of stddev 0.02 (arXiv:1511.06434, section 4).

    A new initializer for each layer: one initializer object gives all layers of the same shape the same weights.

    Example:
        >>> layer = keras.layers.Dense(3, **normal_weights())
    """
    return {"kernel_initializer": keras.initializers.RandomNormal(stddev=0.02)}


def he_weights():
    """Keyword arguments of a layer with He's normal initializer, of variance 2 / fan_in, which preserves scale.

    He et al. 2015, arXiv:1502.01852, eq. 10. A new initializer for each layer, as in `normal_weights`.

    Example:
        >>> layer = keras.layers.Dense(3, **he_weights())
    """
    return {"kernel_initializer": keras.initializers.HeNormal()}
