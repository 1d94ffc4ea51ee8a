"""PatchGAN: a discriminator that judges patches (Isola et al. 2016, arXiv:1611.07004, section 3.2.2)."""

import keras
from keras import layers

from tfgan_zoo.networks.initial_weights import normal_weights


def patchgan_discriminator(image_shape, width=64, depth=3):
    """One raw logit for each overlapping patch.

    4x4 convolutions with leaky ReLU, of stride 2 but for the last two; instance normalization after each but the
    first and the last. With depth 3 a patch has 70 x 70 pixels.

    Args:
        image_shape: (height, width, channels).
        width: feature maps of the first convolution, doubled by each further one up to eight times as many.
        depth: number of convolutions of stride 2.

    Returns:
        `keras.Model` from (batch, *image_shape) to (batch, rows, columns, 1), float32.

    Example:
        >>> tfgan_zoo.networks.patchgan_discriminator((256, 256, 3)).output_shape
        (None, 32, 32, 1)
    """
    images = keras.Input(image_shape, name="images")
    hidden = layers.Conv2D(width, 4, 2, "same", **normal_weights())(images)
    hidden = layers.LeakyReLU(0.2)(hidden)
    for level in range(1, depth + 1):
        maps = width * min(2**level, 8)
        hidden = layers.Conv2D(maps, 4, 2 if level < depth else 1, "same", use_bias=False, **normal_weights())(hidden)
        hidden = layers.GroupNormalization(groups=-1)(hidden)
        hidden = layers.LeakyReLU(0.2, name="features" if level == depth else None)(hidden)
    logits = layers.Conv2D(1, 4, 1, "same", **normal_weights())(hidden)
    logits = layers.Activation("linear", dtype="float32")(logits)
    return keras.Model(images, logits, name="patchgan_discriminator")
