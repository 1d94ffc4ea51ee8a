"""StyleGAN2's networks (Karras et al. 2020, arXiv:1912.04958, figures 2 and 7): skip generator, residual discriminator.

https://github.com/NVlabs/stylegan2-ada-pytorch: training/networks.py.
"""

import itertools
import math

import keras
from keras import layers, ops

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import (
    Blur2D,
    ClipInInference,
    EqualizedConv2D,
    EqualizedDense,
    FilteredUpSampling2D,
    LearnedConstant,
    MinibatchStandardDeviation,
    ModulatedConv2D,
    NoiseInjection,
    PixelNormalization,
    StyleTruncation,
)
from tfgan_zoo.networks.dcgan import halvings

PARTS = MAPPING, STYLES, SYNTHESIS = "mapping", "styles", "synthesis"  # of a generator
MAPPING_RATE = 0.01  # of the mapping's layers, relative to the optimizer's


@keras.saving.register_keras_serializable("tfgan_zoo")
def scaled_leaky_relu(inputs):
    """Leaky ReLU of slope 0.2, times sqrt(2), which about keeps the variance."""
    return math.sqrt(2) * ops.maximum(inputs, 0.2 * inputs)


@checked_arguments
def stylegan_generator(image_shape, width=32, max_width=512, latent_size=512, style_size=512, mapping_depth=8):
    """Latents mapped to a style, and a synthesis network that each style modulates, layer by layer, with noise.

    The synthesis begins with a learned constant. Each level doubles the maps by a modulated convolution, follows with
    another, and adds an image of its own to the doubled image so far. There is no tanh: images learn their range, to
    which they are clipped in inference.

    The noise of all layers is one input, (batch, number of all their pixels), the smallest maps first. The parts are
    layers of the model, named "mapping", "styles" (`StyleTruncation`) and "synthesis".

    Args:
        image_shape: (height, width, channels); height and width must be multiples of a power of two that leaves at most
            7: 28, 32, 64, 96, ...
        width: feature maps at the image's size; each smaller one has twice as many, up to `max_width`.
        max_width: the most feature maps; 512 in the paper.
        latent_size: size of z.
        style_size: size of w.
        mapping_depth: layers of the mapping; 8 in the paper, 2 in the authors' settings for small images.

    Returns:
        `keras.Model` from latents (batch, latent_size) and noise (batch, pixels) to (batch, *image_shape), float32.

    Raises:
        ValueError: if the image cannot be halved to a feature map of at most 7 pixels a side.

    Example:
        >>> generator = tfgan_zoo.networks.stylegan_generator((32, 32, 1), 8, 16, latent_size=64, style_size=32)
        >>> generator.output_shape, [tuple(tensor.shape) for tensor in generator.inputs]
        ((None, 32, 32, 1), [(None, 64), (None, 2704)])
    """
    synthesis = synthesis_network(image_shape, width, max_width, style_size)
    styles_input, noise_input = synthesis.inputs
    latents, noise = keras.Input((latent_size,), name="latents"), keras.Input(noise_input.shape[1:], name="noise")
    styles = mapping_network(latent_size, style_size, mapping_depth)(latents)
    styles = StyleTruncation(styles_input.shape[1], name=STYLES)(styles)
    return keras.Model([latents, noise], synthesis([styles, noise]), name="stylegan_generator")


def style_parts(generator):
    """The parts of a generator of styles: the mapping, its `StyleTruncation`, and the synthesis.

    Args:
        generator: `keras.Model`, such as of `stylegan_generator`.

    Returns:
        list of its layers "mapping", "styles" and "synthesis".

    Raises:
        ValueError: if it lacks one, or has other inputs than latents and noise.
    """
    names, inputs = [layer.name for layer in generator.layers], [tensor.name for tensor in generator.inputs]
    if inputs != ["latents", "noise"] or not set(PARTS) <= set(names):
        raise ValueError(
            f"the generator {generator.name!r} has the inputs {', '.join(inputs)} and the layers {', '.join(names)}; "
            f"expected the inputs latents, noise, and among the layers {', '.join(PARTS)}: build it by "
            "networks.stylegan_generator."
        )
    return [generator.get_layer(name) for name in PARTS]


def mapping_network(latent_size, style_size, depth):
    """From latents (batch, latent_size), brought to unit mean square, to styles (batch, style_size)."""
    latents = keras.Input((latent_size,), name="latents")
    hidden = PixelNormalization()(latents)
    for _ in range(depth):
        hidden = EqualizedDense(style_size, gain=1.0, rate=MAPPING_RATE, activation=scaled_leaky_relu)(hidden)
    return keras.Model(latents, hidden, name=MAPPING)


def synthesis_network(image_shape, width, max_width, style_size):
    """From a style for each layer (batch, layers, style_size), and noise (batch, pixels), to images.

    An image-making layer shares its style with the next level's first convolution, and comes after the others.
    """
    widths = level_widths(image_shape, width, max_width)
    base, doublings = halvings(image_shape)
    levels = [(layer + 1) // 2 for layer in range(2 * doublings + 1)]  # of each convolution
    sizes = [tuple(side * 2**level for side in base) for level in levels]
    styles = keras.Input((len(levels) + 1, style_size), name=STYLES)
    noise = keras.Input((sum(math.prod(size) for size in sizes),), name="noise")
    style_of, noise_of = ops.unstack(styles, len(levels) + 1, axis=1), pictures_of(noise, sizes)
    hidden, images = LearnedConstant((*base, widths[0]))(styles), None
    for layer, level in enumerate(levels):
        hidden = ModulatedConv2D(widths[level], upsample=layer % 2 == 1)(hidden, style_of[layer])
        hidden = layers.Activation(scaled_leaky_relu)(NoiseInjection()(hidden, noise_of[layer]))
        if layer % 2 == 0:  # the last of its level
            image = ModulatedConv2D(image_shape[-1], 1, demodulate=False)(hidden, style_of[layer + 1])
            images = image if images is None else added(images, image)
    return keras.Model([styles, noise], ClipInInference(dtype="float32")(images), name=SYNTHESIS)


def added(images, image):
    """Images so far, doubled, and the next level's."""
    return layers.Add(dtype="float32")([FilteredUpSampling2D(dtype="float32")(images), image])


def pictures_of(noise, sizes):
    """Noise (batch, pixels) cut into a picture (batch, height, width, 1) of each size."""
    ends = list(itertools.accumulate(math.prod(size) for size in sizes))
    parts = ops.split(noise, ends[:-1], axis=1)
    return [layers.Reshape((*size, 1))(part) for size, part in zip(sizes, parts, strict=True)]


@checked_arguments
def stylegan_discriminator(image_shape, width=32, max_width=512, group_size=4):
    """Residual blocks, each of which halves the image; the deviation in the batch; two dense layers.

    A block is two convolutions, the second of filtered and halved maps, beside a 1x1 convolution of what is filtered
    and halved; their sum is divided by sqrt(2).

    Args:
        image_shape, width, max_width: as for the generator.
        group_size: examples over which `MinibatchStandardDeviation` is taken.

    Returns:
        `keras.Model` from (batch, *image_shape) to (batch, 1), float32.

    Raises:
        ValueError: as for the generator.

    Example:
        >>> tfgan_zoo.networks.stylegan_discriminator((32, 32, 1), 8, 16).output_shape
        (None, 1)
    """
    *widths, last = reversed(level_widths(image_shape, width, max_width))
    images = keras.Input(image_shape, name="images")
    hidden = convolution(widths[0], 1)(images)
    for own, following in zip(widths, [*widths[1:], last], strict=True):
        hidden = halved_block(hidden, own, following)
    hidden = convolution(last)(MinibatchStandardDeviation(group_size)(hidden))
    hidden = layers.Flatten()(hidden)
    features = EqualizedDense(last, gain=1.0, activation=scaled_leaky_relu, name="features")(hidden)
    return keras.Model(images, EqualizedDense(1, gain=1.0, dtype="float32")(features), name="stylegan_discriminator")


def halved_block(maps, width, next_width):
    """Feature maps with half the height and width, and `next_width` channels."""
    shortcut = EqualizedConv2D(next_width, 1, gain=1.0, use_bias=False)(Blur2D(padding=1, strides=2)(maps))
    hidden = Blur2D(padding=2)(convolution(width)(maps))
    hidden = convolution(next_width, strides=2, padding="valid")(hidden)
    return layers.Rescaling(math.sqrt(0.5))(layers.Add()([shortcut, hidden]))


def convolution(width, kernel_size=3, strides=1, padding="same"):
    """A convolution with an equalized learning rate, and its activation."""
    return EqualizedConv2D(width, kernel_size, strides, padding, gain=1.0, activation=scaled_leaky_relu)


def level_widths(image_shape, width, max_width):
    """Feature maps at each size of maps, the smallest first."""
    _, doublings = halvings(image_shape)
    return [min(width * 2**level, max_width) for level in reversed(range(doublings + 1))]
