"""Random changes of images, each example's its own, through which gradients reach the images.

Each is a function of images (batch, height, width, channels) and a seed of shape (2,), made of arithmetic, gathering
and slicing alone, of which XLA can take gradients. Where a change leaves a place empty it is 0, the gray between -1
and 1.

Reference:
    Zhao et al. 2020, https://arxiv.org/abs/2006.10738, and the authors' code for the sizes of the changes.
"""

import tensorflow as tf
from keras import ops

from tfgan_zoo.distribution.replicas import replica_rows


def brightness(images, seed):
    """Adds one number, uniform on [-0.5, 0.5), to all of an example."""
    return images + (uniform(images, seed) - 0.5)


def saturation(images, seed):
    """Multiplies the distance of the channels from their mean by a number uniform on [0, 2)."""
    mean = ops.mean(images, axis=-1, keepdims=True)
    return mean + (images - mean) * (2 * uniform(images, seed))


def contrast(images, seed):
    """Multiplies the distance of all pixels from their mean by a number uniform on [0.5, 1.5)."""
    mean = ops.mean(images, axis=(1, 2, 3), keepdims=True)
    return mean + (images - mean) * (0.5 + uniform(images, seed))


def translation(images, seed):
    """Moves an example by whole pixels, in either direction up to an eighth of the image's size."""
    for axis, seed_of_axis in zip((1, 2), split(seed, 2), strict=True):
        size = images.shape[axis]
        most = int(size / 8 + 0.5)
        source = ops.arange(size)[None] + integers(images, seed_of_axis, -most, most + 1)[:, None]
        moved = tf.gather(images, ops.clip(source, 0, size - 1), axis=axis, batch_dims=1)
        shape = [-1, 1, 1, 1]
        shape[axis] = size
        inside = ops.reshape(ops.logical_and(source >= 0, source < size), shape)
        images = ops.where(inside, moved, ops.zeros_like(moved))
    return images


def cutout(images, seed):
    """Empties a box of half the image's height and width, whose middle lies anywhere in the image."""
    inside = True
    for axis, seed_of_axis in zip((1, 2), split(seed, 2), strict=True):
        size = images.shape[axis]
        length = int(size / 2 + 0.5)
        first = integers(images, seed_of_axis, 0, size + 1 - length % 2)[:, None] - length // 2
        places = ops.arange(size)[None]
        shape = [-1, 1, 1, 1]
        shape[axis] = size
        inside = ops.logical_and(inside, ops.reshape(ops.logical_and(places >= first, places < first + length), shape))
    return ops.where(inside, ops.zeros_like(images), images)


def flip(images, seed):
    """Mirrors half of the examples, left to right."""
    return ops.where(uniform(images, seed) < 0.5, images[:, :, ::-1], images)


def turn(images, seed):
    """Turns an example by 0, 90, 180 or 270 degrees; by 0 or 180 if the images are not square."""
    square = images.shape[1] == images.shape[2]
    turns = integers(images, seed, 0, 4) if square else 2 * integers(images, seed, 0, 2)
    turns = turns[:, None, None, None]
    half_turned = ops.where(turns >= 2, images[:, ::-1, ::-1], images)
    if not square:
        return half_turned
    return ops.where(turns % 2 == 1, ops.transpose(half_turned, (0, 2, 1, 3))[:, ::-1], half_turned)


def sometimes(transformation, images, seed, probability):
    """Transforms each example with a probability, and leaves the others untouched."""
    coin_seed, own_seed = split(seed, 2)
    heads = uniform(images, coin_seed) < ops.cast(probability, images.dtype)
    return ops.where(heads, transformation(images, own_seed), images)


def uniform(images, seed):
    """A number on [0, 1) for each example, (batch, 1, 1, 1)."""
    draw = replica_rows(
        lambda count: tf.random.stateless_uniform((count, 1, 1, 1), seed, alg="philox"), ops.shape(images)[0]
    )
    return ops.cast(draw, images.dtype)


def integers(images, seed, least, end):
    """An integer of [least, end) for each example, (batch,)."""
    return replica_rows(
        lambda count: tf.random.stateless_uniform((count,), seed, least, end, "int32", alg="philox"),
        ops.shape(images)[0],
    )


def split(seed, count):
    """So many seeds from one."""
    return tf.unstack(tf.random.experimental.stateless_split(seed, count, alg="philox"))
