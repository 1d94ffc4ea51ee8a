"""Random, differentiable transformations of images, independent for each example.

Each is a function of images (batch, height, width, channels) and a seed of shape (2,), built only of arithmetic,
gathers and slices, whose gradients XLA supports. Empty pixels are filled with 0, the gray between -1 and 1.

Reference:
    Zhao et al. 2020, https://arxiv.org/abs/2006.10738, and the authors' code for the strengths.
"""

import tensorflow as tf
from keras import ops

from tfgan_zoo.distribution.replicas import replica_rows


def brightness(images, seed):
    """Adds one number, uniform on [-0.5, 0.5), to all values of an example."""
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
    """Shifts an example by whole pixels, by up to an eighth of the image's size along each axis."""
    for axis, seed_of_axis in zip((1, 2), split(seed, 2), strict=True):
        size = images.shape[axis]
        largest = int(size / 8 + 0.5)
        source = ops.arange(size)[None] + integers(images, seed_of_axis, -largest, largest + 1)[:, None]
        shifted = tf.gather(images, ops.clip(source, 0, size - 1), axis=axis, batch_dims=1)
        shape = [-1, 1, 1, 1]
        shape[axis] = size
        inside = ops.reshape(ops.logical_and(source >= 0, source < size), shape)
        images = ops.where(inside, shifted, ops.zeros_like(shifted))
    return images


def cutout(images, seed):
    """Clears a box of half the image's height and width, whose center is anywhere in the image."""
    inside = True
    for axis, seed_of_axis in zip((1, 2), split(seed, 2), strict=True):
        size = images.shape[axis]
        length = int(size / 2 + 0.5)
        first = integers(images, seed_of_axis, 0, size + 1 - length % 2)[:, None] - length // 2
        index = ops.arange(size)[None]
        shape = [-1, 1, 1, 1]
        shape[axis] = size
        inside = ops.logical_and(inside, ops.reshape(ops.logical_and(index >= first, index < first + length), shape))
    return ops.where(inside, ops.zeros_like(images), images)


def flip(images, seed):
    """Flips about half of the examples horizontally."""
    return ops.where(uniform(images, seed) < 0.5, images[:, :, ::-1], images)


def rotation(images, seed):
    """Rotates an example by 0, 90, 180 or 270 degrees; by 0 or 180 if the images are not square."""
    square = images.shape[1] == images.shape[2]
    turns = integers(images, seed, 0, 4) if square else 2 * integers(images, seed, 0, 2)  # of 90 degrees
    turns = turns[:, None, None, None]
    half_rotated = ops.where(turns >= 2, images[:, ::-1, ::-1], images)
    if not square:
        return half_rotated
    return ops.where(turns % 2 == 1, ops.transpose(half_rotated, (0, 2, 1, 3))[:, ::-1], half_rotated)


def apply_with_probability(transformation, images, seed, probability):
    """Transforms each example independently with the given probability."""
    choice_seed, own_seed = split(seed, 2)
    chosen = uniform(images, choice_seed) < ops.cast(probability, images.dtype)
    return ops.where(chosen, transformation(images, own_seed), images)


def uniform(images, seed):
    """A number on [0, 1) for each example, (batch, 1, 1, 1)."""
    draw = replica_rows(
        lambda count: tf.random.stateless_uniform((count, 1, 1, 1), seed, alg="philox"), ops.shape(images)[0]
    )
    return ops.cast(draw, images.dtype)


def integers(images, seed, start, stop):
    """An integer in [start, stop) for each example, (batch,)."""
    return replica_rows(
        lambda count: tf.random.stateless_uniform((count,), seed, start, stop, "int32", alg="philox"),
        ops.shape(images)[0],
    )


def split(seed, count):
    """`count` seeds from one."""
    return tf.unstack(tf.random.experimental.stateless_split(seed, count, alg="philox"))
