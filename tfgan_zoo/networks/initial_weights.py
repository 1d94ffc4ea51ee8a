"""The initial weights of DCGAN and of most networks after it."""

import keras


def normal_weights():
    """Keywords of a layer whose kernel begins normal with deviation 0.02 (arXiv:1511.06434, section 4).

    A new initializer for each layer: one initializer object gives all layers of a shape the same weights.

    Example:
        >>> keras.layers.Dense(3, **normal_weights())
    """
    return {"kernel_initializer": keras.initializers.RandomNormal(stddev=0.02)}
