"""SqueezeNet 1.1 in Keras: a small network of features, in which LPIPS compares images.

Layers compute in float32 regardless of Keras' global policy. Pooling covers the last row and column of maps of an even
size too, as torchvision's does.
"""

import keras
from keras import layers

from tfgan_zoo.layers import ColorScaling
from tfgan_zoo.metrics.squeezenet_weights import read_squeezenet
from tfgan_zoo.metrics.weight_files import set_weights

SQUEEZENET_NAME = "squeezenet-1.1"
LPIPS_LAYERS = ("conv1", "fire3", "fire5", "fire6", "fire7", "fire8", "fire9")
# Of ImageNet's colors, as LPIPS writes them for images in [-1, 1].
MEANS, DEVIATIONS = (-0.030, -0.088, -0.188), (0.458, 0.448, 0.450)
FIRES = {  # feature maps of each fire module: squeezed, and expanded by each of its two convolutions
    "fire2": (16, 64),
    "fire3": (16, 64),
    "fire4": (32, 128),
    "fire5": (32, 128),
    "fire6": (48, 192),
    "fire7": (48, 192),
    "fire8": (64, 256),
    "fire9": (64, 256),
}
POOLED = ("conv1", "fire3", "fire5")  # layers that are followed by pooling


def squeezenet(weights, features=LPIPS_LAYERS):
    """SqueezeNet's feature maps, to compare images by, or to be the `perceptual` network of a game.

    Args:
        weights: path of the .npz file that `convert_lpips` writes from torchvision's weights, or of keras-squeezenet's
            published .h5 file, whose SHA-256 is verified: those of the authors' Caffe network.
        features: names of the layers, "conv1" and "fire2" to "fire9".

    Returns:
        `keras.Model` from float32 images in [-1, 1] of shape (batch, height, width, 1 or 3), any size from 17 pixels,
        to a list of feature maps. Its name is "squeezenet-1.1", followed by "-caffe" with the second kind of file.

    Raises:
        ValueError: for an unknown layer, or a file that is damaged or has not all that is needed.
        FileNotFoundError: if there is no such file.

    Example:
        >>> perceptual = squeezenet("squeezenet.npz", ["fire5"])  # doctest: +SKIP
        >>> models.SRGAN(generator, discriminator, perceptual=perceptual)  # doctest: +SKIP

    Reference:
        Iandola et al. 2016, https://arxiv.org/abs/1602.07360; version 1.1 is that of
        https://github.com/forresti/SqueezeNet.
    """
    arrays, origin = read_squeezenet(weights)
    network = untrained_squeezenet(features, name=f"{SQUEEZENET_NAME}{origin}")
    return set_weights(network, arrays, weights)


def untrained_squeezenet(features=LPIPS_LAYERS, name=None):
    """The same network with random weights.

    Args:
        features: names of the layers.
        name: name of the model; "untrained-squeezenet" if None.

    Returns:
        `keras.Model` from images to a list of feature maps.

    Raises:
        ValueError: for an unknown layer.

    Example:
        >>> untrained_squeezenet(["fire3", "fire9"]).output_shape
        [(None, None, None, 128), (None, None, None, 512)]
    """
    images = keras.Input((None, None, None), name="images")
    scaled = ColorScaling(MEANS, DEVIATIONS, dtype="float32", name="color_scaling")(images)
    outputs = {"conv1": convolution(scaled, "conv1", 64, 3, strides=2, padding="valid")}
    maps = outputs["conv1"]
    for fire, sizes in FIRES.items():
        previous = list(outputs)[-1]
        maps = outputs[fire] = fire_module(pooled(maps, previous) if previous in POOLED else maps, fire, *sizes)
    if unknown := [layer for layer in features if layer not in outputs]:
        raise ValueError(f"SqueezeNet has no layer {unknown[0]!r}. Its layers are {', '.join(outputs)}.")
    return keras.Model(images, [outputs[layer] for layer in features], name=name or "untrained-squeezenet")


def fire_module(maps, name, squeezed, expanded):
    """Few maps by a 1 x 1 convolution, then twice as many as `expanded` by one of 1 x 1 and one of 3 x 3."""
    maps = convolution(maps, f"{name}_squeeze1x1", squeezed, 1)
    branches = [convolution(maps, f"{name}_expand{size}x{size}", expanded, size) for size in (1, 3)]
    return layers.Concatenate(dtype="float32", name=name)(branches)


def convolution(maps, name, filters, size, strides=1, padding="same"):
    """A convolution and ReLU."""
    return layers.Conv2D(filters, size, strides, padding, activation="relu", dtype="float32", name=name)(maps)


def pooled(maps, name):
    """3 x 3 maximum pooling of stride 2, after a row and a column of zeros, which no maximum after ReLU notices.

    Of an even size Keras' "valid" would leave out the last row and column, and "same" shifts maps of an odd size.
    """
    maps = layers.ZeroPadding2D(((0, 1), (0, 1)), dtype="float32", name=f"{name}_padding")(maps)
    return layers.MaxPooling2D(3, 2, dtype="float32", name=f"{name}_pool")(maps)
