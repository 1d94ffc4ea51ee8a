"""The transformations of adaptive augmentation that each example undergoes with a probability, at random strength.

As in `transformations`, of images (batch, height, width, channels) and a seed of shape (2,), in arithmetic and gathers.

Reference:
    Karras et al. 2020, https://arxiv.org/abs/2006.06676, appendix B; the strengths are those of the authors' code.
"""

import math

import tensorflow as tf
from keras import ops

from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.tricks.transformations import split

DEVIATION = 0.2  # of the base-2 logarithm of a scale, and of the brightness
SHIFT = 0.125  # deviation of a shift, relative to the image's size
CONTRAST, SATURATION = 0.5, 1.0  # deviations of base-2 logarithms


def geometry(images, seed, probability):
    """Scaling, rotation by any angle, stretching and a shift by fractions of a pixel, in one bilinear resampling.

    What comes from outside of the image is its reflection. (The authors resample with a sharper filter.)

    Args:
        images: float tensor (batch, height, width, channels).
        seed: integers of shape (2,).
        probability: p of each; a rotation before the stretching and one after it are together as likely.

    Returns:
        tensor of the images' shape.
    """
    seeds = split(seed, 5)
    turned = 1 - ops.sqrt(1 - ops.cast(probability, "float32"))
    scale = 2 ** (DEVIATION * normal(images, seeds[0], probability))
    before, after = (rotated(math.pi * uniform(images, each, turned)) for each in seeds[1:3])
    stretch = 2 ** (DEVIATION * normal(images, seeds[3], probability))
    axes = tf.linalg.diag(ops.concatenate([stretch, 1 / stretch], axis=1))
    matrix = scale[:, :, None] * (before @ axes @ after)  # from places in the result to places in the image
    sizes = tf.constant(list(images.shape[1:3]), "float32")
    shift = SHIFT * sizes * normal(images, seeds[4], probability, 2)
    grid = tf.stack(tf.meshgrid(*(tf.range(float(size)) for size in images.shape[1:3]), indexing="ij"), axis=-1)
    center = (sizes - 1) / 2
    places = ops.reshape(grid, (1, -1, 2)) - center - shift[:, None]  # (batch, pixels, 2)
    places = ops.einsum("bij,bpj->bpi", matrix, places) + center
    return ops.cast(sampled(ops.cast(images, "float32"), places), images.dtype)


def sampled(images, places):
    """Images at any places, interpolated bilinearly and reflected at their borders.

    Args:
        images: (batch, height, width, channels).
        places: rows and columns (batch, height * width, 2); whole numbers are pixels.

    Returns:
        tensor of the images' shape.
    """
    height, width, channels = images.shape[1:]
    last = tf.constant((height - 1, width - 1), "float32")
    places = last - ops.abs(last - ops.mod(places, 2 * ops.maximum(last, 0.5)))
    first = ops.minimum(ops.floor(places), ops.maximum(last - 1, 0.0))
    share = places - first
    pixels, result = ops.reshape(images, (-1, height * width, channels)), 0.0
    for down in (0, 1):
        for right in (0, 1):
            row, column = (ops.cast(first[..., axis], "int32") + step for axis, step in ((0, down), (1, right)))
            index = ops.minimum(row, height - 1) * width + ops.minimum(column, width - 1)
            weight = (share[..., 0] if down else 1 - share[..., 0]) * (share[..., 1] if right else 1 - share[..., 1])
            result += weight[..., None] * tf.gather(pixels, index, batch_dims=1)
    return ops.reshape(result, (-1, height, width, channels))


def color(images, seed, probability):
    """Brightness, contrast, inverted luma, and of several channels hue and saturation.

    The luma is the mean of the channels. Hue rotates red, green and blue around the gray axis.

    Args:
        images, seed, probability: as those of `geometry`.

    Returns:
        tensor of the images' shape.
    """
    seeds = split(seed, 5)
    images, dtype = ops.cast(images, "float32"), images.dtype

    def strength(draw, number):
        return draw(images, seeds[number], probability)[:, :, None, None]

    brightness, contrast = DEVIATION * strength(normal, 0), 2 ** (CONTRAST * strength(normal, 1))
    luma = ops.mean(images, axis=-1, keepdims=True)
    rest = contrast * (images - luma)
    luma = contrast * (luma + brightness) * ops.where(strength(uniform, 2) > 0, -1.0, 1.0)
    if images.shape[-1] == 3:
        angle = math.pi * strength(uniform, 3)
        across = (ops.roll(rest, -2, axis=-1) - ops.roll(rest, -1, axis=-1)) / math.sqrt(3)
        rest = ops.cos(angle) * rest + ops.sin(angle) * across
    return ops.cast(luma + rest * 2 ** (SATURATION * strength(normal, 4)), dtype)


def rotated(angles):
    """The matrices (batch, 2, 2) of rotations by angles (batch, 1)."""
    cosine, sine = ops.cos(angles), ops.sin(angles)
    return ops.reshape(ops.concatenate([cosine, -sine, sine, cosine], axis=1), (-1, 2, 2))


def normal(images, seed, probability, count=1):
    """Standard normal numbers for each example, (batch, count), with the probability; else zeros."""

    def draw(shape, seed):
        return tf.random.stateless_normal(shape, seed, alg="philox")

    return chosen(images, seed, probability, count, draw)


def uniform(images, seed, probability, count=1):
    """Numbers in [-1, 1) for each example, (batch, count), with the probability; else zeros."""

    def draw(shape, seed):
        return tf.random.stateless_uniform(shape, seed, -1.0, 1.0, alg="philox")

    return chosen(images, seed, probability, count, draw)


def chosen(images, seed, probability, count, draw):
    """Numbers drawn for each example with the probability; else zeros."""
    choice_seed, own_seed = split(seed, 2)
    num_examples = ops.shape(images)[0]
    drawn = replica_rows(lambda rows: draw((rows, count), own_seed), num_examples)
    share = replica_rows(lambda rows: tf.random.stateless_uniform((rows, 1), choice_seed, alg="philox"), num_examples)
    return ops.where(share < ops.cast(probability, "float32"), drawn, 0.0)
