"""The networks of super-resolution: SRResNet, the RRDB network of ESRGAN, and a discriminator."""

import keras
from keras import layers, ops

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization, PixelShuffle

RESIDUAL_SCALE = 0.2  # of each dense block, and of three together


@checked_arguments
def srresnet(source_shape, scale=4, width=64, num_blocks=16):
    """A small picture to a large one: residual blocks at the small size, then pixel shuffles.

    As the public code's successor of the paper's network (MSRResNet): without batch normalization, with leaky ReLU of
    slope 0.1, and learning what is to be added to the bilinear enlargement, so that it begins near there.

    Args:
        source_shape: (height, width, channels) of the small picture.
        scale: by how much each side is enlarged, a power of two.
        width: feature maps.
        num_blocks: residual blocks.

    Returns:
        `keras.Model` from "source" (batch, *source_shape) to (batch, scale height, scale width, channels), float32 in
        [-1, 1]. Its weights fit a network for any other size: `srresnet(other_shape).set_weights(net.get_weights())`.

    Raises:
        ValueError: if the scale is not a power of two of at least 2.

    Example:
        >>> tfgan_zoo.networks.srresnet((8, 8, 3), scale=4, width=8, num_blocks=1).output_shape
        (None, 32, 32, 3)

    Reference:
        Ledig et al. 2017, https://arxiv.org/abs/1609.04802, figure 4; https://github.com/xinntao/BasicSR for MSRResNet.
    """
    doublings = checked_doublings(scale)
    source = keras.Input(source_shape, name="source")
    hidden = layers.LeakyReLU(0.1)(convolution(source, width))
    for _ in range(num_blocks):
        inner = convolution(layers.ReLU()(convolution(hidden, width)), width)
        hidden = layers.Add()([hidden, inner])
    for _ in range(doublings):
        hidden = layers.LeakyReLU(0.1)(PixelShuffle(2)(convolution(hidden, 4 * width)))
    hidden = layers.LeakyReLU(0.1)(convolution(hidden, width))
    return keras.Model(source, added_to_enlarged(source, hidden, scale), name="srresnet")


@checked_arguments
def rrdb_net(source_shape, scale=4, width=64, num_blocks=23, growth=32):
    """A small picture to a large one: residual-in-residual dense blocks, then enlargements by nearest pixels.

    A dense block has five convolutions, each of which sees all before it; it, and three of them together, are added to
    what came in at a fifth of their size. No normalization; weights begin at a tenth of He's. Unlike the authors', it
    learns what is to be added to the bilinear enlargement, so that a short training begins near there.

    Args:
        source_shape: (height, width, channels) of the small picture.
        scale: by how much each side is enlarged, a power of two.
        width: feature maps between blocks.
        num_blocks: residual-in-residual blocks.
        growth: feature maps that each convolution in a dense block adds.

    Returns:
        `keras.Model`, as `srresnet` returns it.

    Raises:
        ValueError: if the scale is not a power of two of at least 2.

    Example:
        >>> tfgan_zoo.networks.rrdb_net((8, 8, 3), scale=2, width=8, num_blocks=1, growth=4).output_shape
        (None, 16, 16, 3)

    Reference:
        Wang et al. 2018, https://arxiv.org/abs/1809.00219, figures 3 and 4, section 3.1.
    """
    doublings = checked_doublings(scale)
    source = keras.Input(source_shape, name="source")
    first = convolution(source, width)
    hidden = first
    for _ in range(num_blocks):
        inner = hidden
        for _ in range(3):
            inner = scaled_sum(inner, dense_block(inner, growth))
        hidden = scaled_sum(hidden, inner)
    hidden = layers.Add()([first, convolution(hidden, width)])
    for _ in range(doublings):
        hidden = layers.LeakyReLU(0.2)(convolution(layers.UpSampling2D(2)(hidden), width))
    hidden = layers.LeakyReLU(0.2)(convolution(hidden, width))
    return keras.Model(source, added_to_enlarged(source, hidden, scale), name="rrdb_net")


@checked_arguments
def sr_discriminator(image_shape, width=64, depth=4):
    """One raw logit for a picture of any size: pairs of convolutions of stride 1 and 2, then the mean over all places.

    Leaky ReLU throughout, batch normalization after all but the first. The authors' flattens instead, and so takes
    pictures of one size alone.

    Args:
        image_shape: (height, width, channels).
        width: feature maps of the first convolutions, doubled by each further pair up to a factor of eight.
        depth: number of pairs, each of which halves the size.

    Returns:
        `keras.Model` from "images" (batch, *image_shape) to (batch, 1), float32.

    Raises:
        ValueError: if a number is out of range.

    Example:
        >>> tfgan_zoo.networks.sr_discriminator((96, 96, 3), width=8).output_shape
        (None, 1)

    Reference:
        Ledig et al. 2017, https://arxiv.org/abs/1609.04802, figure 4.
    """
    images = keras.Input(image_shape, name="images")
    hidden = images
    for level in range(depth):
        maps = width * min(2**level, 8)
        for stride in (1, 2):
            is_first = level == 0 and stride == 1
            hidden = layers.Conv2D(maps, 3, stride, "same", use_bias=is_first)(hidden)
            hidden = layers.LeakyReLU(0.2)(hidden if is_first else BatchNormalization()(hidden))
    features = layers.GlobalAveragePooling2D(name="features")(hidden)
    hidden = layers.LeakyReLU(0.2)(layers.Dense(16 * width)(features))
    return keras.Model(images, layers.Dense(1, dtype="float32")(hidden), name="sr_discriminator")


@checked_arguments
def interpolated_network(first, second, share=0.5):
    """A network between two of the same build: (1 - share) of the first's weights and share of the second's.

    Between a network that learned the pixels' distance and the same after the game, it trades accuracy for sharpness,
    without the artifacts of blended pictures.

    Args:
        first, second: `keras.Model`, of weights of the same shapes.
        share: of the second, from 0 to 1.

    Returns:
        `keras.Model` of its own.

    Raises:
        ValueError: if the weights' shapes differ, or the share is out of range.

    Reference:
        Wang et al. 2018, https://arxiv.org/abs/1809.00219, eq. 4.
    """
    shapes = [[tuple(weight.shape) for weight in network.weights] for network in (first, second)]
    if shapes[0] != shapes[1] or not 0 <= share <= 1:
        raise ValueError(
            f"received {first.name!r} with {len(shapes[0])} weights, {second.name!r} with {len(shapes[1])} and "
            f"share={share}; expected networks whose weights have the same shapes, and a share from 0 to 1."
        )
    between = keras.models.clone_model(first)
    pairs = zip(first.get_weights(), second.get_weights(), strict=True)
    between.set_weights([(1 - share) * one + share * other for one, other in pairs])
    return between


def convolution(hidden, maps):
    """A 3x3 convolution that keeps the size, whose weights begin at a tenth of He's (figure 3, section 3.1)."""
    small = keras.initializers.VarianceScaling(0.02, "fan_in", "untruncated_normal")
    return layers.Conv2D(maps, 3, padding="same", kernel_initializer=small)(hidden)


def dense_block(hidden, growth):
    """Five convolutions, each of which sees all maps before it; the last has the incoming number of maps."""
    maps = hidden
    for _ in range(4):
        maps = layers.Concatenate()([maps, layers.LeakyReLU(0.2)(convolution(maps, growth))])
    return convolution(maps, hidden.shape[-1])


def scaled_sum(hidden, inner):
    """What came in, and a fifth of what a block made of it."""
    return layers.Add()([hidden, layers.Rescaling(RESIDUAL_SCALE)(inner)])


def added_to_enlarged(source, hidden, scale):
    """The bilinear enlargement of the source and what the maps add to it, cut to [-1, 1]."""
    enlarged = layers.UpSampling2D(scale, interpolation="bilinear", dtype="float32")(source)
    added = ops.cast(convolution(hidden, source.shape[-1]), "float32")
    return ops.clip(enlarged + added, -1.0, 1.0)


def checked_doublings(scale):
    """How often each side is doubled."""
    if scale < 2 or scale & (scale - 1):
        raise ValueError(f"received scale={scale}; expected a power of two of at least 2, such as 2 or 4.")
    return scale.bit_length() - 1
