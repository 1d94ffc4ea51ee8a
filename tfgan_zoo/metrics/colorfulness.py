"""Colorfulness of generated images relative to real ones."""

import tensorflow as tf

from tfgan_zoo.metrics.relative_mean import RelativeMean

MEAN_WEIGHT = 0.3  # of the mean color beside the deviation, as fitted by the authors


def colorfulness(images):
    """How colorful each image looks: the deviation of its opponent colors, and a part of their mean.

        sqrt(deviation(R - G)^2 + deviation((R + G) / 2 - B)^2) + 0.3 sqrt(mean(R - G)^2 + mean((R + G) / 2 - B)^2)

    Args:
        images: floats in [-1, 1], shape (n, height, width, 3).

    Returns:
        float32 tensor (n,), 0 for gray images; in units of 8-bit colors, where the authors call 15 slightly, 45
        quite and 82 highly colorful.

    Raises:
        ValueError: if they are not images of three channels.

    Example:
        >>> float(colorfulness(tf.ones((1, 2, 2, 3)))[0])
        0.0

    Reference:
        Hasler & Suesstrunk 2003, https://doi.org/10.1117/12.477378, section 7, M^(3).
    """
    images = tf.cast(images, tf.float32)
    if images.shape.rank != 4 or images.shape[-1] != 3:
        raise ValueError(
            f"received samples of shape {images.shape}; expected images of three channels: gray ones have no colors."
        )
    red, green, blue = tf.unstack(images * 127.5, axis=-1)
    opponents = tf.stack([red - green, (red + green) / 2 - blue], axis=-1)
    mean, variance = tf.nn.moments(opponents, axes=[1, 2])
    return tf.sqrt(tf.reduce_sum(variance, axis=-1)) + MEAN_WEIGHT * tf.norm(mean, axis=-1)


class Colorfulness(RelativeMean):
    """The ratio of the mean colorfulness of generated and of real images: 1 if they are equally colorful.

    Args:
        split: name of the real images' split.

    Example:
        >>> metric = Colorfulness()
        >>> colored = np.random.default_rng(0).uniform(-1, 1, (4, 8, 8, 3))
        >>> metric.update(colored, 0.5 * colored)
        >>> round(metric.result().value, 4)
        0.5

    Reference:
        Hasler & Suesstrunk 2003, https://doi.org/10.1117/12.477378.
    """

    def __init__(self, split="test"):
        super().__init__("colorfulness", colorfulness, "gray", split)
