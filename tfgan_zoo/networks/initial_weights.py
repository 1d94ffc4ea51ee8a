"""The initial weights of DCGAN and of most networks after it, and those of networks without normalization."""

import keras


def normal_weights():
    """Keywords of a layer whose kernel begins normal with deviation 0.02 (arXiv:1511.06434, section 4).

    A new initializer for each layer: one initializer object gives all layers of a shape the same weights.

    Example:
        >>> keras.layers.Dense(3, **normal_weights())
    """
    return {"kernel_initializer": keras.initializers.RandomNormal(stddev=0.02)}


def he_weights():
    """Keywords of a layer whose kernel begins normal with variance 2 / inputs, so that signals keep their size.

    He et al. 2015, arXiv:1502.01852, eq. 10. A new initializer for each layer, as in `normal_weights`.

    Example:
        >>> keras.layers.Dense(3, **he_weights())
    """
    return {"kernel_initializer": keras.initializers.HeNormal()}
