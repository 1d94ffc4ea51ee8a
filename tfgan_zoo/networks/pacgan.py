"""The networks of PacGAN's comparison with other GANs on points (Lin et al. 2018, arXiv:1712.04086, section 4.1).

Initializers and the momentum of batch normalization are those of the authors' code,
https://github.com/fjxmlzn/PacGAN.
"""

import keras

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization, Maxout
from tfgan_zoo.networks.initial_weights import he_weights, normal_weights


def pacgan_normalization():
    """Batch normalization with the authors' momentum."""
    return BatchNormalization(momentum=0.95)


@checked_arguments
def pacgan_generator(sample_shape=(2,), width=400, latent_size=2, normalization=pacgan_normalization):
    """Four dense layers with batch normalization and ReLU, then a linear one.

    Without normalization the initializer is He's, of standard deviation sqrt(2 / fan_in): with the authors' 0.02, z
    would fade from layer to layer.

    Args:
        sample_shape: shape of one point.
        width: units of each hidden layer.
        latent_size: size of z.
        normalization: function or class that returns a layer, or None for no normalization.

    Returns:
        `keras.Model` from (batch, latent_size) to (batch, *sample_shape), float32.

    Example:
        >>> tfgan_zoo.networks.pacgan_generator().output_shape
        (None, 2)
    """
    latents = keras.Input((latent_size,), name="latents")
    hidden = latents
    initial_weights = normal_weights if normalization else he_weights
    for _ in range(4):
        hidden = keras.layers.Dense(width, use_bias=normalization is None, **initial_weights())(hidden)
        hidden = keras.layers.ReLU()(normalization()(hidden) if normalization else hidden)
    (size,) = sample_shape
    samples = keras.layers.Dense(size, dtype="float32", **initial_weights())(hidden)
    return keras.Model(latents, samples, name="pacgan_generator")


@checked_arguments
def pacgan_discriminator(pack_shape=(2,), width=200, pieces=5, dense=keras.layers.Dense):
    """Three maxout layers, then one raw logit.

    Args:
        pack_shape: shape of one pack of points, such as (4,) for two in the plane.
        width: units of each hidden layer.
        pieces: linear pieces of each unit.
        dense: class of the dense layers, such as `tfgan_zoo.layers.SpectralDense`.

    Returns:
        `keras.Model` from (batch, *pack_shape) to (batch, 1), float32; the last hidden layer is `features`.

    Example:
        >>> tfgan_zoo.networks.pacgan_discriminator((4,)).output_shape
        (None, 1)
    """
    packs = keras.Input(pack_shape, name="packs")
    hidden = packs
    for level in range(3):
        hidden = dense(width * pieces, **normal_weights())(hidden)
        hidden = Maxout(pieces, name="features" if level == 2 else None)(hidden)
    logits = dense(1, dtype="float32", **normal_weights())(hidden)
    return keras.Model(packs, logits, name="pacgan_discriminator")
