"""The networks of ProGAN (Karras et al. 2018, arXiv:1710.10196, table 2), which grow from the smallest size.

Level 0 is the smallest size, and each further level doubles it. The complete networks hold the layers of all levels,
and fade from each to the next by `layers.FadeIn`; `grown_generator` and `grown_discriminator` are the same layers up to
a level, so that training at a small size costs what that size costs. Samples always have the full size: those of a
lower level are enlarged by repeated pixels, and averaged again where the discriminator takes them.
"""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import (
    ClipInInference,
    EqualizedConv2D,
    EqualizedConv2DTranspose,
    EqualizedDense,
    FadeIn,
    MinibatchStandardDeviation,
    PixelNormalization,
)
from tfgan_zoo.networks.dcgan import halvings
from tfgan_zoo.networks.layer_search import FEATURES


@checked_arguments
def progan_generator(image_shape, width=16, max_width=512, latent_size=512):
    """Latents of mean square 1 to a small feature map, doubled by repeated pixels before two convolutions a level.

    Equalized learning rate; leaky ReLU and pixel normalization after each layer but the last of each level, which makes
    the picture and is linear. In inference pictures are clipped to [-1, 1].

    Args:
        image_shape: (height, width, channels); height and width must be multiples of a power of two that leaves at most
            7: 28, 32, 64, ... The smallest pictures have 4 to 7 pixels a side.
        width: feature maps of the full size; each smaller one has twice as many, up to `max_width`. 16 for 1024 pixels
            in the paper.
        max_width: the most feature maps.
        latent_size: size of z.

    Returns:
        `keras.Model` from (batch, latent_size) to (batch, *image_shape), float32.

    Raises:
        ValueError: if the image cannot be halved to at most 7 pixels a side.

    Example:
        >>> tfgan_zoo.networks.progan_generator((32, 32, 3), width=8).output_shape
        (None, 32, 32, 3)
    """
    base, top = halvings(image_shape)
    maps = [min(width * 2 ** (top - level), max_width) for level in range(top + 1)]
    parts = {"block_0": first_block(base, maps[0])}
    for level in range(top + 1):
        if level:
            parts[f"block_{level}"] = growing_block(maps[level], f"block_{level}")
            parts[f"fade_{level}"] = FadeIn(name=f"fade_{level}", dtype="float32")
        parts[f"to_picture_{level}"] = EqualizedConv2D(
            image_shape[-1], 1, gain=1.0, dtype="float32", name=f"to_picture_{level}"
        )
    return generator_of(parts, latent_size, top, top, range(1, top + 1))


def first_block(base, maps):
    """From latents to the feature maps of the smallest size."""
    return keras.Sequential(
        [
            PixelNormalization(),
            layers.Reshape((1, 1, -1)),
            # A dense layer with a bias for each map; sqrt(2) / sqrt(latent_size) / 4, as its inputs meet 4 x 4 pixels.
            EqualizedConv2DTranspose(maps, base),
            *activation(),
            EqualizedConv2D(maps, 3, padding="same"),
            *activation(),
        ],
        name="block_0",
    )


def growing_block(maps, name):
    """From the feature maps of one size to those of the next."""
    convolutions = [layer for _ in range(2) for layer in (EqualizedConv2D(maps, 3, padding="same"), *activation())]
    return keras.Sequential([layers.UpSampling2D(), *convolutions], name=name)


def activation():
    """What follows each hidden layer of the generator."""
    return layers.LeakyReLU(0.2), PixelNormalization()


def generator_of(parts, latent_size, top, level, fades):
    """The generator up to a level, of which those in `fades` are mixed with the level before.

    Args:
        parts: the layers by name.
        top: level of the full size, to which pictures are enlarged.
    """
    latents = keras.Input((latent_size,), name="latents")
    hidden, picture = latents, None
    for at in range(level + 1):
        hidden = parts[f"block_{at}"](hidden)
        if at == level or at in fades or at + 1 in fades:
            new = parts[f"to_picture_{at}"](hidden)
            picture = parts[f"fade_{at}"](enlarged(picture, 1), new) if at in fades else new
    pictures = ClipInInference(dtype="float32")(enlarged(picture, top - level))
    return keras.Model(latents, pictures, name="progan_generator")


def grown_generator(generator, level, fading=False):
    """The part of a growing generator up to a level: the same layers, and pictures of the full size.

    Args:
        generator: as `progan_generator` returns it.
        level: number of doublings.
        fading: whether this level is mixed with the one before; else it is alone.

    Returns:
        `keras.Model`. It is the complete generator where all higher levels have the share 0.

    Example:
        >>> generator = tfgan_zoo.networks.progan_generator((32, 32, 3), width=8)
        >>> tfgan_zoo.networks.grown_generator(generator, 1, fading=True).output_shape
        (None, 32, 32, 3)
    """
    fades = (level,) if fading else ()
    return generator_of(parts_of(generator), generator.input_shape[-1], num_growths(generator), level, fades)


@checked_arguments
def progan_discriminator(image_shape, width=16, max_width=512, group_size=4):
    """Two convolutions and an average of 2 x 2 pixels a level, then the batch's deviation, and one raw score.

    Equalized learning rate, leaky ReLU, no normalization. A picture enters by a convolution of its own at each size.

    Args:
        image_shape, width, max_width: as for the generator.
        group_size: number of examples whose deviation is an input of the last level (`MinibatchStandardDeviation`).

    Returns:
        `keras.Model` from (batch, *image_shape) to (batch, 1), float32.

    Raises:
        ValueError: as for the generator.

    Example:
        >>> tfgan_zoo.networks.progan_discriminator((32, 32, 3), width=8).output_shape
        (None, 1)
    """
    _, top = halvings(image_shape)
    maps = [min(width * 2 ** (top - level), max_width) for level in range(top + 1)]
    parts = {"block_0": last_block(maps[0], min(2 * maps[0], max_width), group_size)}
    for level in range(top + 1):
        if level:
            parts[f"block_{level}"] = shrinking_block(maps[level], maps[level - 1], f"block_{level}")
            parts[f"fade_{level}"] = FadeIn(name=f"fade_{level}")
        parts[f"from_picture_{level}"] = keras.Sequential(
            [EqualizedConv2D(maps[level], 1), layers.LeakyReLU(0.2)], name=f"from_picture_{level}"
        )
    parts["scores"] = EqualizedDense(1, gain=1.0, dtype="float32", name="scores")
    return discriminator_of(parts, image_shape, top, top, range(1, top + 1))


def shrinking_block(maps, next_maps, name):
    """From the feature maps of one size to those of half the size; the authors average before the activation."""
    return keras.Sequential(
        [
            EqualizedConv2D(maps, 3, padding="same"),
            layers.LeakyReLU(0.2),
            EqualizedConv2D(next_maps, 3, padding="same"),
            layers.AveragePooling2D(2),
            layers.LeakyReLU(0.2),
        ],
        name=name,
    )


def last_block(maps, units, group_size):
    """From the feature maps of the smallest size to a vector."""
    return keras.Sequential(
        [
            MinibatchStandardDeviation(group_size),
            EqualizedConv2D(maps, 3, padding="same"),
            layers.LeakyReLU(0.2),
            layers.Flatten(),
            EqualizedDense(units),
        ],
        name="block_0",
    )


def discriminator_of(parts, image_shape, top, level, fades):
    """The discriminator from a level on; arguments as those of `generator_of`."""
    images = keras.Input(image_shape, name="images")
    hidden = parts[f"from_picture_{level}"](averaged(images, top - level))
    for at in reversed(range(1, level + 1)):
        hidden = parts[f"block_{at}"](hidden)
        if at in fades:
            old = parts[f"from_picture_{at - 1}"](averaged(images, top - at + 1))
            hidden = parts[f"fade_{at}"](old, hidden)
    features = layers.LeakyReLU(0.2, name=FEATURES)(parts["block_0"](hidden))
    return keras.Model(images, parts["scores"](features), name="progan_discriminator")


def grown_discriminator(discriminator, level, fading=False):
    """The part of a growing discriminator from a level on: the same layers, for pictures of the full size.

    Args:
        discriminator: as `progan_discriminator` returns it.
        level, fading: as for `grown_generator`.

    Returns:
        `keras.Model`. It is the complete discriminator where all higher levels have the share 0.

    Example:
        >>> discriminator = tfgan_zoo.networks.progan_discriminator((32, 32, 3), width=8)
        >>> tfgan_zoo.networks.grown_discriminator(discriminator, 0).output_shape
        (None, 1)
    """
    fades = (level,) if fading else ()
    shape = discriminator.input_shape[1:]
    return discriminator_of(parts_of(discriminator), shape, num_growths(discriminator), level, fades)


def enlarged(picture, doublings):
    """Pictures whose pixels are repeated; symbolic."""
    return layers.UpSampling2D(2**doublings, dtype="float32")(picture) if doublings else picture


def averaged(picture, halvings):
    """Pictures whose squares of pixels are averaged; symbolic."""
    return layers.AveragePooling2D(2**halvings, dtype="float32")(picture) if halvings else picture


def parts_of(network):
    """A network's layers by name."""
    return {layer.name: layer for layer in network.layers}


def fades_of(network):
    """The layers of a network that fade a level in, from the lowest level to the highest.

    Args:
        network: `keras.Model`.

    Returns:
        list of `FadeIn`; empty where the network does not grow.
    """
    count = sum(isinstance(layer, FadeIn) for layer in network.layers)
    return [network.get_layer(f"fade_{level}") for level in range(1, count + 1)]


def num_growths(network):
    """How often a network can double its size."""
    return len(fades_of(network))
