"""How far generated images are from the ones they answer to, pixel by pixel."""

import tensorflow as tf

from tfgan_zoo.metrics.similarity import PairedSimilarity, shifted_pair


class PairedL1(PairedSimilarity):
    """The mean absolute difference of each generated image from the real one that it answers to, in units of [-1, 1].

    It rewards blur: where several images would answer equally well, their median is nearer to each than any of them.
    So it says how much of the source a translation keeps, and nothing of whether it looks real.

    Args:
        split: name of the real images' split.

    Example:
        >>> metric = PairedL1()
        >>> metric.update(tf.zeros((2, 4, 4, 3)), tf.fill((2, 4, 4, 3), 0.25))
        >>> print(metric.result())
        l1 0.25 (network none, n_real 2, n_fake 2, split test)

    Reference:
        Isola et al. 2017, https://arxiv.org/abs/1611.07004, eq. 3.
    """

    name = "l1"
    higher_is_better = False

    def similarity(self, real, fake):
        first, second = shifted_pair(real, fake)
        return tf.reduce_mean(tf.abs(first - second), axis=[1, 2, 3])
