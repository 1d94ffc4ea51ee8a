"""The networks of StackedGAN on MNIST (Huang et al. 2017, arXiv:1612.04357, section 3, and the authors' code).

The lower level's discriminator, which takes images, is `infogan_discriminator` with as many codes as its latents.
"""

import keras
from keras import layers, ops

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization
from tfgan_zoo.networks.conditional import join_labels
from tfgan_zoo.networks.dcgan import dcgan_generator
from tfgan_zoo.networks.initial_weights import normal_weights

EMBEDDING_SIZE = 128  # numbers that the noise becomes beside the features


@checked_arguments
def feature_generator(num_features, num_classes, latent_size=50, width=512):
    """The upper level, G1: two dense layers with batch normalization and ReLU from noise and label to features.

    Args:
        num_features: size of the features, which end in a ReLU, as those of the classifier do.
        num_classes: number of labels, which `join_labels` concatenates to the noise.
        latent_size: size of the noise.
        width: units of each hidden layer.

    Returns:
        `keras.Model` from (batch, latent_size) and labels (batch,) to (batch, num_features), float32.

    Example:
        >>> tfgan_zoo.networks.feature_generator(128, num_classes=10, width=16).output_shape
        (None, 128)
    """
    inputs, hidden = join_labels(keras.Input((latent_size,), name="latents"), num_classes)
    for _ in range(2):
        hidden = layers.ReLU()(BatchNormalization()(layers.Dense(width, **normal_weights())(hidden)))
    features = layers.Dense(num_features, activation="relu", dtype="float32", **normal_weights())(hidden)
    return keras.Model(inputs, features, name="feature_generator")


@checked_arguments
def feature_inverter(image_shape, num_features, latent_size=50, width=32):
    """The lower level, G0: from noise and features to an image, by the layers of `dcgan_generator`.

    The noise passes a dense layer of 128 units before it is concatenated to the features.

    Args:
        image_shape, width: as for `dcgan_generator`.
        num_features: size of the features.
        latent_size: size of the noise.

    Returns:
        `keras.Model` from (batch, latent_size) and an input `features` (batch, num_features) to
        (batch, *image_shape), float32 in [-1, 1].

    Raises:
        ValueError: as for `dcgan_generator`.

    Example:
        >>> [tensor.name for tensor in tfgan_zoo.networks.feature_inverter((28, 28, 1), 128, width=4).inputs]
        ['latents', 'features']
    """
    latents, features = keras.Input((latent_size,), name="latents"), keras.Input((num_features,), name="features")
    noise = layers.ReLU()(BatchNormalization()(layers.Dense(EMBEDDING_SIZE, **normal_weights())(latents)))
    to_images = dcgan_generator(image_shape, width, EMBEDDING_SIZE + num_features)
    images = to_images(layers.Concatenate()([features, noise]))
    return keras.Model([latents, features], images, name="feature_inverter")


@checked_arguments
def feature_discriminator(num_features, latent_size=50, width=256):
    """D1: two dense layers with leaky ReLU from features to one raw logit and, as second output, G1's noise.

    Args:
        num_features: size of the features.
        latent_size: size of the noise that is recovered.
        width: units of each hidden layer.

    Returns:
        `keras.Model` from (batch, num_features) to [logits (batch, 1), noise (batch, latent_size)], float32.

    Example:
        >>> tfgan_zoo.networks.feature_discriminator(128, width=16).output_shape
        [(None, 1), (None, 50)]
    """
    features = keras.Input((num_features,), name="features")
    hidden = features
    for _ in range(2):
        hidden = layers.LeakyReLU(0.2)(layers.Dense(width, **normal_weights())(hidden))
    outputs = [layers.Dense(size, dtype="float32", **normal_weights())(hidden) for size in (1, latent_size)]
    return keras.Model(features, outputs, name="feature_discriminator")


def stacked_generator(upper, lower):
    """Two levels as one generator: the upper makes features of the first part of the noise, the lower an image of them.

    Args:
        upper: functional `keras.Model` from noise and labels to features, such as `feature_generator`.
        lower: functional `keras.Model` from noise and features to images, such as `feature_inverter`.

    Returns:
        `keras.Model` from latents, the noise of both, and labels to images.

    Example:
        >>> upper = tfgan_zoo.networks.feature_generator(128, num_classes=10, width=16)
        >>> lower = tfgan_zoo.networks.feature_inverter((28, 28, 1), 128, width=4)
        >>> tfgan_zoo.networks.stacked_generator(upper, lower).input_shape
        [(None, 100), (None,)]
    """
    sizes = [network.inputs[0].shape[-1] for network in (upper, lower)]
    latents, labels = keras.Input((sum(sizes),), name="latents"), keras.Input((), name="labels", dtype="int32")
    upper_noise, lower_noise = ops.split(latents, [sizes[0]], axis=-1)
    images = lower([lower_noise, upper([upper_noise, labels])])
    return keras.Model([latents, labels], images, name="stacked_generator")
