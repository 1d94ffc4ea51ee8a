"""The networks of GauGAN (Park et al. 2019, arXiv:1903.07291, appendix A)."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import SPADE, SpectralConv2D
from tfgan_zoo.networks.patchgan import check_sizes
from tfgan_zoo.networks.variational import codes_of


@checked_arguments
def spade_generator(map_shape, channels=3, width=64, depth=5, hidden=128, latent_size=None):
    """A label map to a picture: residual blocks normalized by SPADE, and nearest-neighbor doublings between them.

    It begins with the map itself, reduced by the doublings and convolved, so that nothing is drawn; or, with latents,
    with a dense layer of those, so that the map comes in by SPADE alone and the latents are the picture's style. The
    blocks' convolutions are spectrally normalized, those inside of SPADE and the last one are not. Normalization is
    that of the instance, and weights begin as Keras' do.

    Args:
        map_shape: (height, width, classes), height and width multiples of 2**depth.
        channels: of the picture.
        width: feature maps at full size, doubled by each halving of the size, up to a factor of 2**(depth - 1).
        depth: number of doublings; 5 for 256 x 256 in the paper.
        hidden: feature maps inside of SPADE.
        latent_size: of the style, 256 in the paper; None for none.

    Returns:
        `keras.Model` from "source" (batch, *map_shape), or from "latents" (batch, latent_size) and "source", to (batch,
        height, width, channels), float32 in [-1, 1].

    Raises:
        ValueError: if height or width is not a multiple of 2**depth.

    Example:
        >>> tfgan_zoo.networks.spade_generator((32, 32, 4), width=8, depth=3, hidden=16).output_shape
        (None, 32, 32, 3)
    """
    factor = 2**depth
    if map_shape[0] % factor or map_shape[1] % factor:
        raise ValueError(
            f"received maps of {map_shape[0]} x {map_shape[1]} pixels and depth={depth}; expected multiples of "
            f"{factor}: resize them, or take a smaller depth."
        )
    maps = keras.Input(map_shape, name="source")
    widest = width * 2 ** (depth - 1)
    if latent_size is None:
        inputs = maps
        start = layers.MaxPooling2D(1, factor)(maps)  # every factor-th pixel
        picture = layers.Conv2D(widest, 3, padding="same")(start)
    else:
        rows, columns = map_shape[0] // factor, map_shape[1] // factor
        inputs = [keras.Input((latent_size,), name="latents"), maps]
        picture = layers.Reshape((rows, columns, widest))(layers.Dense(rows * columns * widest)(inputs[0]))
    picture = spade_block(picture, maps, widest, hidden)
    picture = spade_block(layers.UpSampling2D()(picture), maps, widest, hidden)
    picture = spade_block(picture, maps, widest, hidden)
    for level in reversed(range(depth - 1)):
        picture = spade_block(layers.UpSampling2D()(picture), maps, width * 2**level, hidden)
    picture = layers.Conv2D(channels, 3, padding="same")(layers.LeakyReLU(0.2)(picture))
    return keras.Model(inputs, layers.Activation("tanh", dtype="float32")(picture), name="spade_generator")


def spade_block(inputs, maps, width, hidden):
    """Twice SPADE, leaky ReLU and a convolution, added to the inputs, or to a learned projection of them."""
    middle = min(inputs.shape[-1], width)
    outputs = inputs
    for filters in (middle, width):
        outputs = layers.LeakyReLU(0.2)(SPADE(hidden)(outputs, maps))
        outputs = SpectralConv2D(filters, 3, padding="same")(outputs)
    if inputs.shape[-1] != width:
        inputs = SpectralConv2D(width, 1, use_bias=False)(SPADE(hidden)(inputs, maps))
    return layers.Add()([inputs, outputs])


@checked_arguments
def style_encoder(image_shape, latent_size=256, width=64, depth=6):
    """A picture to the Gaussian of its style: 3x3 convolutions of stride 2 and a dense layer for each of two outputs.

    The convolutions are spectrally normalized and followed by instance normalization without scale and shift, and by
    leaky ReLU.

    Args:
        image_shape: (height, width, channels), height and width multiples of 2**depth and larger than it: of a single
            pixel, instance normalization would make 0.
        latent_size: of the style.
        width: feature maps of the first convolution, doubled by each further one up to a factor of eight.
        depth: number of convolutions; 6 for 256 x 256 in the paper.

    Returns:
        `keras.Model` from "images" (batch, *image_shape) to [means, log-variances], each (batch, latent_size), float32.

    Raises:
        ValueError: if height or width is not such a multiple.

    Example:
        >>> tfgan_zoo.networks.style_encoder((32, 32, 3), latent_size=16, width=8, depth=3).output_shape
        [(None, 16), (None, 16)]
    """
    factor = 2**depth
    if image_shape[0] % factor or image_shape[1] % factor or min(image_shape[:2]) == factor:
        raise ValueError(
            f"received pictures of {image_shape[0]} x {image_shape[1]} pixels and depth={depth}; expected multiples of "
            f"{factor} from {2 * factor}: resize them, or take a smaller depth."
        )
    images = keras.Input(image_shape, name="images")
    hidden = images
    for level in range(depth):
        filters = width * min(2**level, 8)
        hidden = SpectralConv2D(filters, 3, 2, use_bias=False)(layers.ZeroPadding2D(1)(hidden))
        hidden = layers.GroupNormalization(groups=-1, center=False, scale=False)(hidden)
        hidden = layers.LeakyReLU(0.2)(hidden)
    return keras.Model(images, codes_of(layers.Flatten()(hidden), latent_size, gaussian=True), name="style_encoder")


@checked_arguments
def multiscale_discriminator(image_shape, map_shape, num_scales=2, width=64, depth=3):
    """Discriminators of patches, one for each of several sizes of a picture beside its label map.

    Each is one of 4x4 convolutions with leaky ReLU: `depth` of stride 2, one of stride 1 and the one for the logits.
    All but the first and the last are spectrally normalized and followed by instance normalization without scale and
    shift. From one size to the next, picture and map are averaged over 3 x 3 pixels, those beyond the edge left out.

    Args:
        image_shape: (height, width, channels).
        map_shape: (height, width, classes) of the label map.
        num_scales: number of sizes, each half of the one before.
        width: feature maps of the first convolution, doubled by each further one up to a factor of eight.
        depth: number of convolutions of stride 2.

    Returns:
        `keras.Model` from "images" and "source" to a list with one list for each size: the features of each
        convolution in turn, and last the logits (batch, rows, columns, 1), float32.

    Raises:
        ValueError: if the smallest size is too small for the depth, or the map has another size than the picture.

    Example:
        >>> discriminator = tfgan_zoo.networks.multiscale_discriminator((32, 32, 3), (32, 32, 4), width=8, depth=2)
        >>> [scale[-1].shape for scale in discriminator(discriminator.inputs)]
        [(None, 11, 11, 1), (None, 7, 7, 1)]
    """
    reduction = 2 ** (num_scales - 1)
    check_sizes((image_shape[0] // reduction, image_shape[1] // reduction), depth, None)
    check_sizes(image_shape, depth, map_shape)
    inputs = [keras.Input(image_shape, name="images"), keras.Input(map_shape, name="source")]
    pair = layers.Concatenate()(inputs)
    outputs = []
    for scale in range(num_scales):
        outputs.append(scale_outputs(pair, width, depth, "features" if scale == 0 else None))
        if scale < num_scales - 1:
            pair = layers.AveragePooling2D(3, 2, "same")(pair)
    return keras.Model(inputs, outputs, name="multiscale_discriminator")


def scale_outputs(hidden, width, depth, name):
    """The outputs of one discriminator's convolutions; `name` is that of the last but one."""
    outputs = []
    for level in range(depth + 1):
        convolution = SpectralConv2D if level else layers.Conv2D
        filters, stride = width * min(2**level, 8), 2 if level < depth else 1
        hidden = convolution(filters, 4, stride, use_bias=level == 0)(layers.ZeroPadding2D(2)(hidden))
        if level:
            hidden = layers.GroupNormalization(groups=-1, center=False, scale=False)(hidden)
        hidden = layers.LeakyReLU(0.2, name=name if level == depth else None)(hidden)
        outputs.append(hidden)
    logits = layers.Conv2D(1, 4)(layers.ZeroPadding2D(2)(hidden))
    return [*outputs, layers.Activation("linear", dtype="float32")(logits)]
