"""How far an image moves when its style does."""

import math

import tensorflow as tf
from keras import ops

from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.penalties.gradients import EPSILON


def path_lengths(synthesize, styles, seed):
    """The norm of J^T y for each style, J being the Jacobian of the image and y random images of noise.

        sqrt(mean over layers of |d sum(image * y) / d style|^2),   y normal, of variance 1 / (height * width)

    A generator for which it is the same everywhere moves its images equally far for equal steps of the style.

    Args:
        synthesize: function from styles to images (batch, height, width, channels).
        styles: float tensor (batch, layers, style_size), a style for each layer.
        seed: integers of shape (2,).

    Returns:
        float32 (batch,).

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/1912.04958, section 3.2, eq. 4; in the authors' code the mean is over
        the layers, where the paper has one style for all.
    """
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(styles)
        images = ops.cast(synthesize(styles), "float32")
        count, *shape = ops.shape(images)
        noise = replica_rows(lambda count: tf.random.stateless_normal((count, *shape), seed, alg="philox"), count)
        products = ops.sum(images * noise, axis=(1, 2, 3)) / math.sqrt(shape[0] * shape[1])
    gradients = ops.cast(tape.gradient(products, styles), "float32")
    return ops.sqrt(ops.mean(ops.sum(ops.square(gradients), axis=2), axis=1) + EPSILON)
