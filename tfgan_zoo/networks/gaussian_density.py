"""The logarithm of a Gaussian density that is not normalized: its constant is one more weight."""

import keras
from keras import ops

from tfgan_zoo.checks import checked_arguments


@keras.saving.register_keras_serializable("tfgan_zoo")
class UnnormalizedGaussian(keras.layers.Layer):
    """log p(x) = -|(x - m) A|^2 / 2 - c, with weights m, A and c: nothing makes c the logarithm of the integral.

    Input shape: points (batch, size).
    Output shape: (batch,), float32.

    Attributes:
        mean: m, (size,).
        root: A, (size, size): the precision is A A^T.
        log_partition: c, what log Z should be: log(2 pi) size / 2 - log |det A|.

    Example:
        >>> UnnormalizedGaussian()(np.zeros((3, 2), "float32")).shape
        TensorShape([3])

    Reference:
        Gutmann & Hyvarinen 2012, https://jmlr.org/papers/v13/gutmann12a.html, section 3.1.
    """

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "dtype": "float32"})

    def build(self, input_shape):
        size = input_shape[-1]
        self.mean = self.add_weight(name="mean", shape=(size,), initializer="zeros")
        self.root = self.add_weight(name="root", shape=(size, size), initializer="identity")
        self.log_partition = self.add_weight(name="log_partition", shape=(), initializer="zeros")

    def call(self, points):
        return -0.5 * ops.sum(ops.square(ops.matmul(points - self.mean, self.root)), axis=-1) - self.log_partition


@checked_arguments
def gaussian_density(size=2):
    """An unnormalized Gaussian as a network.

    Args:
        size: dimension of a point.

    Returns:
        `keras.Model` from points (batch, size) to log-densities (batch,).

    Example:
        >>> tfgan_zoo.networks.gaussian_density(2).count_params()
        7
    """
    points = keras.Input((size,), name="points")
    return keras.Model(points, UnnormalizedGaussian(name="density")(points), name="gaussian_density")
