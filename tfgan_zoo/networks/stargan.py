"""The networks of StarGAN (Choi et al. 2018, arXiv:1711.09020, appendix 7.2)."""

import keras
from keras import layers, ops

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.networks.conditional import join_vector
from tfgan_zoo.networks.translator import normalized


@checked_arguments
def star_translator(image_shape, num_classes, width=64, num_blocks=6):
    """A picture and a domain to the picture in that domain: c7s1, two halvings, residual blocks, two doublings, c7s1.

    The domain is joined to the picture as one channel for each, which is 1 everywhere or 0. Instance normalization with
    a learned scale and shift and ReLU throughout, tanh at the end. The convolutions pad with zeros, as the authors' do:
    beyond edges that were reflected, instance normalization would take constant channels for nothing.

    Args:
        image_shape: (height, width, channels), height and width multiples of 4.
        num_classes: number of domains.
        width: feature maps at full size.
        num_blocks: residual blocks at a quarter of the size.

    Returns:
        `keras.Model` from "source" (batch, *image_shape) and "labels" (batch,) to (batch, *image_shape), float32 in
        [-1, 1].

    Raises:
        ValueError: if height or width is not a multiple of 4.

    Example:
        >>> tfgan_zoo.networks.star_translator((28, 28, 3), num_classes=4, width=8).output_shape
        (None, 28, 28, 3)
    """
    if image_shape[0] % 4 or image_shape[1] % 4:
        raise ValueError(
            f"received pictures of {image_shape[0]} x {image_shape[1]} pixels; expected multiples of 4: resize them."
        )
    source = keras.Input(image_shape, name="source")
    labels = keras.Input((), name="labels", dtype="int32")
    hidden = join_vector(source, ops.one_hot(labels, num_classes))
    hidden = normalized(layers.Conv2D(width, 7, padding="same", use_bias=False)(hidden))
    for maps in (2 * width, 4 * width):
        hidden = normalized(layers.Conv2D(maps, 4, 2, "same", use_bias=False)(hidden))
    for _ in range(num_blocks):
        inner = normalized(layers.Conv2D(4 * width, 3, padding="same", use_bias=False)(hidden))
        inner = layers.Conv2D(4 * width, 3, padding="same", use_bias=False)(inner)
        hidden = layers.Add()([hidden, layers.GroupNormalization(groups=-1)(inner)])
    for maps in (2 * width, width):
        hidden = normalized(layers.Conv2DTranspose(maps, 4, 2, "same", use_bias=False)(hidden))
    pictures = layers.Conv2D(image_shape[-1], 7, padding="same", use_bias=False)(hidden)
    pictures = layers.Activation("tanh", dtype="float32")(pictures)
    return keras.Model([source, labels], pictures, name="star_translator")


@checked_arguments
def star_discriminator(image_shape, num_classes, width=64, depth=6):
    """A score for each patch of a picture, and a logit for each domain of the whole.

    4x4 convolutions of stride 2 with leaky ReLU of slope 0.01, and no normalization, which a gradient penalty would not
    go with.

    Args:
        image_shape: (height, width, channels).
        num_classes: number of domains.
        width: feature maps of the first convolution, doubled by each further one.
        depth: number of convolutions; fewer where the picture has less than one pixel left for each.

    Returns:
        `keras.Model` from "images" (batch, *image_shape) to the scores (batch, rows, columns, 1) and the logits
        (batch, num_classes), both float32.

    Example:
        >>> tfgan_zoo.networks.star_discriminator((128, 128, 3), num_classes=5).output_shape
        [(None, 2, 2, 1), (None, 5)]
    """
    images = keras.Input(image_shape, name="images")
    hidden = images
    for level in range(min(depth, (min(image_shape[:2]) - 1).bit_length())):
        hidden = layers.LeakyReLU(0.01)(layers.Conv2D(width * 2**level, 4, 2, "same")(hidden))
    features = layers.Identity(name="features")(hidden)
    scores = layers.Conv2D(1, 3, padding="same", use_bias=False, dtype="float32")(features)
    logits = layers.Conv2D(num_classes, features.shape[1:3], use_bias=False, dtype="float32")(features)
    return keras.Model(images, [scores, layers.Flatten()(logits)], name="star_discriminator")
