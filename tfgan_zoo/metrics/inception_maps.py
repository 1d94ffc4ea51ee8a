"""Feature maps of the 2015 Inception for a loss: with a gradient everywhere, at the images' own size."""

import keras

from tfgan_zoo.layers import ColorScaling
from tfgan_zoo.metrics.inception import to_mixed_7, to_mixed_10
from tfgan_zoo.metrics.inception_weights import fetch_inception, load_inception_weights

# The graph takes (x - 128) / 128 for x in 0..255.
MEAN, DEVIATION = 0.5 / 127.5, 128 / 127.5


def inception_features(weights=None, features=("mixed",)):
    """The Inception's feature maps as the `perceptual` network of a game.

    `inception` rounds images as a file would, which has no gradient, and enlarges them to 299 x 299 pixels. These maps
    are those of the images as they are, which is what a loss needs; their statistics are not those of FID.

    Args:
        weights: as for `inception`; the file needs only the layers that these features use.
        features: names of the graph's layers, with "_" for "/": convolutions from "conv" to "conv_4", or blocks from
            "mixed" to "mixed_10".

    Returns:
        `keras.Model` named "inception-features", from float32 images in [-1, 1] of shape (batch, height, width, 1 or
        3), of at least 75 pixels for all layers and fewer for the first ones, to a list of feature maps.

    Raises:
        ValueError: for an unknown layer, or a file in which one is missing or has another shape.
        FileNotFoundError: if there is no such file.

    Example:
        >>> perceptual = inception_features("inception.npz", ["mixed"])  # doctest: +SKIP
        >>> models.SRGAN(generator, discriminator, perceptual=perceptual)  # doctest: +SKIP

    Reference:
        Szegedy et al. 2016, https://arxiv.org/abs/1512.00567.
    """
    return load_inception_weights(untrained_inception_features(features), weights or fetch_inception())


def untrained_inception_features(features=("mixed",)):
    """The same network with random weights.

    Args:
        features: names of layers.

    Returns:
        `keras.Model` from images to a list of feature maps.

    Raises:
        ValueError: for an unknown layer.

    Example:
        >>> untrained_inception_features(["conv_2", "mixed"]).output_shape
        [(None, None, None, 64), (None, None, None, 256)]
    """
    images = keras.Input((None, None, None), name="images")
    scaled = ColorScaling([MEAN] * 3, [DEVIATION] * 3, dtype="float32", name="color_scaling")(images)
    whole = keras.Model(images, to_mixed_10(to_mixed_7(scaled)))
    outputs = {layer.name: layer.output for layer in whole.layers if layer.name.startswith(("conv", "mixed"))}
    if unknown := [layer for layer in features if layer not in outputs]:
        blocks = [layer for layer in outputs if "_" not in layer.removeprefix("mixed_").removeprefix("conv_")]
        raise ValueError(f"Inception has no layer {unknown[0]!r}. Its convolutions and blocks are {', '.join(blocks)}.")
    return keras.Model(images, [outputs[layer] for layer in features], name="inception-features")
