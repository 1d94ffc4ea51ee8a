"""Residual networks of SNGAN and of GANs with projection (Miyato et al. 2018, arXiv:1802.05957, table 4).

https://github.com/pfnet-research/sngan_projection: gen_models/resnet_32.py, dis_models/snresnet_32.py, resblocks.py.
"""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import (
    BatchNormalization,
    ConditionalBatchNormalization,
    SelfAttention,
    SpectralConv2D,
    SpectralDense,
    SpectralEmbedding,
)
from tfgan_zoo.networks.sngan import smallest_map

BATCH_NORMALIZATION = {"momentum": 0.9, "epsilon": 2e-5}


@checked_arguments
def resnet_generator(image_shape, width=256, latent_size=128, num_classes=None, attention=False):
    """Latents projected to a small feature map, then a residual block for each doubling, and a 3x3 convolution.

    A block normalizes, doubles by repetition, convolves 3x3, and does both once more without doubling; its shortcut is
    doubled and convolved 1x1. With classes, each batch normalization but the last has a gamma and a beta per class.

    Args:
        image_shape: (height, width, channels), height and width multiples of 4; the first feature map has an eighth of
            the image's height and width (a quarter where 8 does not divide them).
        width: feature maps of all layers.
        latent_size: size of z.
        num_classes: number of labels, for a conditional generator; None for one without.
        attention: whether a `SelfAttention` precedes the last block, and every kernel is divided by its spectral
            norm, as in SAGAN.

    Returns:
        `keras.Model` from (batch, latent_size), and integers (batch,) where there are labels, to
        (batch, *image_shape), float32 in [-1, 1].

    Raises:
        ValueError: if height or width is not a multiple of 4.

    Example:
        >>> tfgan_zoo.networks.resnet_generator((32, 32, 3), width=16, num_classes=10).output_shape
        (None, 32, 32, 3)

    Reference:
        Miyato and Koyama 2018, https://arxiv.org/abs/1802.05637, figure 14; attention: arXiv:1805.08318.
    """
    base, levels = smallest_map(image_shape)
    dense, convolution = (SpectralDense, spectral_convolution) if attention else (layers.Dense, plain_convolution)
    latents, labels = keras.Input((latent_size,), name="latents"), label_input(num_classes)

    def normalize(hidden):
        if labels is None:
            return BatchNormalization(**BATCH_NORMALIZATION)(hidden)
        return ConditionalBatchNormalization(num_classes, **BATCH_NORMALIZATION)(hidden, labels)

    hidden = dense(base[0] * base[1] * width, **glorot_weights())(latents)
    hidden = layers.Reshape((*base, width))(hidden)
    for level in range(levels):
        if attention and level == levels - 1:
            hidden = SelfAttention(name="attention")(hidden)
        hidden = generator_block(hidden, width, normalize, convolution)
    hidden = layers.ReLU()(BatchNormalization(**BATCH_NORMALIZATION)(hidden))
    images = convolution(image_shape[-1], 3)(hidden)
    images = layers.Activation("tanh", dtype="float32")(images)
    return keras.Model(latents if labels is None else [latents, labels], images, name="resnet_generator")


@checked_arguments
def resnet_discriminator(image_shape, width=128, num_classes=None, attention=False):
    """Four residual blocks, of which the first two halve the image; features summed over all positions; a raw logit.

    Every kernel is divided by its spectral norm. With classes, the inner product of the features and the label's
    embedding is added to the logit (projection).

    Args:
        image_shape: (height, width, channels), height and width multiples of 4.
        width: feature maps of all layers.
        num_classes: as for the generator.
        attention: whether a `SelfAttention` follows the first block.

    Returns:
        `keras.Model` from (batch, *image_shape), and integers (batch,) where there are labels, to (batch, 1), float32.

    Raises:
        ValueError: if height or width is not a multiple of 4.

    Example:
        >>> tfgan_zoo.networks.resnet_discriminator((32, 32, 3), width=16, num_classes=10).output_shape
        (None, 1)

    Reference:
        Miyato and Koyama 2018, https://arxiv.org/abs/1802.05637, figure 14 and eq. 3.
    """
    smallest_map(image_shape)
    images, labels = keras.Input(image_shape, name="images"), label_input(num_classes)
    hidden = first_block(images, width)
    for block in range(3):
        if attention and block == 0:
            hidden = SelfAttention(name="attention")(hidden)
        hidden = discriminator_block(hidden, width, halve=block == 0)
    # Summed, not averaged: the mean would divide the logits, and so the hinge's margin, by the number of positions.
    positions = hidden.shape[1] * hidden.shape[2]
    features = layers.GlobalAveragePooling2D(dtype="float32")(layers.ReLU()(hidden))
    features = layers.Rescaling(positions, dtype="float32", name="features")(features)
    logits = SpectralDense(1, use_bias=False, dtype="float32", **glorot_weights())(features)
    if labels is None:
        return keras.Model(images, logits, name="resnet_discriminator")
    glorot = keras.initializers.GlorotUniform()
    embedding = SpectralEmbedding(num_classes, width, embeddings_initializer=glorot, dtype="float32")(labels)
    projection = layers.Dot(axes=-1, dtype="float32")([features, embedding])
    logits = layers.Add(dtype="float32")([logits, projection])
    return keras.Model([images, labels], logits, name="resnet_discriminator")


def generator_block(maps, width, normalize, convolution):
    """Feature maps doubled in height and width: normalized, repeated and convolved twice, beside a shortcut.

    Args:
        maps: Keras tensor (batch, height, width, channels).
        width: feature maps of the result.
        normalize: function of a tensor, called twice.
        convolution: function (filters, size, gain of the initial variance) that makes a layer.
    """
    shortcut = convolution(width, 1)(layers.UpSampling2D()(maps))
    hidden = layers.UpSampling2D()(layers.ReLU()(normalize(maps)))
    hidden = convolution(width, 3, 2.0)(hidden)
    hidden = convolution(width, 3, 2.0)(layers.ReLU()(normalize(hidden)))
    return layers.Add()([shortcut, hidden])


def first_block(images, width):
    """A block without activation before its first convolution, whose shortcut is halved before it is convolved."""
    shortcut = spectral_convolution(width, 1)(layers.AveragePooling2D(2)(images))
    hidden = layers.ReLU()(spectral_convolution(width, 3, 2.0)(images))
    hidden = layers.AveragePooling2D(2)(spectral_convolution(width, 3, 2.0)(hidden))
    return layers.Add()([shortcut, hidden])


def discriminator_block(maps, width, halve):
    """Activation and 3x3 convolution, twice, beside a shortcut; both halved at the end if `halve`."""
    hidden = spectral_convolution(width, 3, 2.0)(layers.ReLU()(maps))
    hidden = spectral_convolution(width, 3, 2.0)(layers.ReLU()(hidden))
    if not halve:
        return layers.Add()([maps, hidden])
    shortcut = layers.AveragePooling2D(2)(spectral_convolution(width, 1)(maps))
    return layers.Add()([shortcut, layers.AveragePooling2D(2)(hidden)])


def plain_convolution(width, size, gain=1.0):
    return layers.Conv2D(width, size, padding="same", **glorot_weights(gain))


def spectral_convolution(width, size, gain=1.0):
    return SpectralConv2D(width, size, padding="same", **glorot_weights(gain))


def glorot_weights(gain=1.0):
    """Keyword arguments of a layer with Glorot's uniform initializer, its variance times `gain`."""
    return {"kernel_initializer": keras.initializers.VarianceScaling(gain, "fan_avg", "uniform")}


def label_input(num_classes):
    """The input of labels, or None for a network without."""
    return None if num_classes is None else keras.Input((), name="labels", dtype="int32")
