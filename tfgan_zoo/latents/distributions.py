"""The usual distributions of latents.

A distribution is a pure function of (shape, seed). The same function is used in training (a new seed for every draw)
and by an exported generator (one seed per example).
"""

import keras
import tensorflow as tf


@keras.saving.register_keras_serializable("tfgan_zoo")
def normal(shape, seed):
    """Standard normal latents, the usual choice.

    Args:
        shape: shape of the result, batch first.
        seed: integers of shape (2,); the same seed gives the same latents.

    Returns:
        float32 tensor of the given shape.

    Example:
        >>> tfgan_zoo.latents.normal((4, 100), (0, 1)).shape
        TensorShape([4, 100])
    """
    return tf.random.stateless_normal(shape, seed, alg="philox")


@keras.saving.register_keras_serializable("tfgan_zoo")
def uniform(shape, seed):
    """Latents uniform on [-1, 1), as in DCGAN and in "Are GANs Created Equal?" (arXiv:1711.10337).

    Args:
        shape: shape of the result, batch first.
        seed: integers of shape (2,); the same seed gives the same latents.

    Returns:
        float32 tensor of the given shape.

    Example:
        >>> tfgan_zoo.latents.uniform((4, 64), (0, 1)).shape
        TensorShape([4, 64])
    """
    return tf.random.stateless_uniform(shape, seed, minval=-1.0, maxval=1.0, alg="philox")


@keras.saving.register_keras_serializable("tfgan_zoo")
def categories(shape, seed):
    """One-hot categories, all equally likely.

    Args:
        shape: shape of the result, batch first; the last dimension is the number of categories.
        seed: integers of shape (2,); the same seed gives the same categories.

    Returns:
        float32 tensor of the given shape.

    Example:
        >>> tfgan_zoo.latents.categories((4, 10), (0, 1)).numpy().sum(axis=1).tolist()
        [1.0, 1.0, 1.0, 1.0]
    """
    return tf.one_hot(tf.argmax(uniform(shape, seed), axis=-1), shape[-1])


@keras.saving.register_keras_serializable("tfgan_zoo")
def gumbel(shape, seed):
    """Standard Gumbel noise: added to logits, its greatest entry is a draw from their softmax.

    Args:
        shape: shape of the result, batch first.
        seed: integers of shape (2,); the same seed gives the same noise.

    Returns:
        float32 tensor of the given shape.

    Example:
        >>> tfgan_zoo.latents.gumbel((4, 10), (0, 1)).shape
        TensorShape([4, 10])
    """
    uniforms = tf.random.stateless_uniform(shape, seed, minval=1e-20, alg="philox")
    return -tf.math.log(-tf.math.log(uniforms))


def described(distribution):
    """A distribution in words, for people who are to draw from it.

    Example:
        >>> described(uniform)
        'uniform on [-1, 1)'
    """
    known = {normal: "standard normal", uniform: "uniform on [-1, 1)"}
    return known.get(distribution) or getattr(distribution, "__name__", str(distribution))
