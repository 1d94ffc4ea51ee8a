"""Layers with spectral normalization: the largest singular value of their weight is 1."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.layers.finite import assign_finite
from tfgan_zoo.layers.reparametrization import Reparametrization

# Keeps an all-zero weight from being divided by zero.
SMALLEST_NORM = 1e-12

# Power iterations from a random vector when the layer is built, so that the norm is accurate from the first step.
INITIAL_ITERATIONS = 10


class SpectralNormalization(Reparametrization):
    """Divides a layer's weight by its spectral norm, estimated by power iteration during training.

    The estimate is sigma = |W^T u|, where the unit vector u is state. It is the same function of W until u is updated,
    so the discriminator scores real and generated samples with the same weight, and its gradient is the paper's: u and
    v = W^T u / |W^T u| are constants, sigma is not.

    u is updated by one power iteration each time an optimizer updates the weight, and at no other time: an optimizer
    applies the weight's constraint after each update, and this layer updates u there (after the layer's own constraint,
    if it has one). After changing a weight in any other way, call `update_estimate`.

    A convolution's norm is that of its kernel as a matrix of output channels by all other axes.

    Args:
        *args, **kwargs: those of the Keras layer.

    Input shape: that of the Keras layer, floating point (an embedding's: integers).
    Output shape: that of the Keras layer.

    Raises:
        ValueError: if the inputs are integers or LoRA is enabled; and as the Keras layer.

    Reference:
        Miyato et al. 2018, https://arxiv.org/abs/1802.05957, algorithm 1, eqs. 8 and 12. The initial u is not quite
        random: some iterations have been applied to it.
    """

    def build(self, input_shape=None):
        if self.built:
            return
        super().build(input_shape)
        self.singular_vector = self.add_weight(
            name="singular_vector",
            shape=(self.raw_weight.shape[self.output_axis],),
            initializer=self.initial_vector,
            dtype="float32",
            trainable=False,
            autocast=False,
        )
        self.user_constraint = self.raw_weight.constraint
        self.raw_weight.constraint = self.after_update

    def effective_weight(self):
        return ops.cast(self.raw_weight, "float32") / self.spectral_norm()

    def spectral_norm(self):
        """sigma(W), the estimate of the raw weight's largest singular value: a float32 scalar."""
        return norm_of(ops.matmul(self.weight_matrix(), self.singular_vector))

    def update_estimate(self, iterations=1):
        """Update the estimate by power iterations with the current raw weight.

        Raises:
            ValueError: if `iterations` is not a positive integer.
        """
        check_at_least_one(self, iterations=iterations)
        vector = power_iteration(self.weight_matrix(), ops.convert_to_tensor(self.singular_vector), iterations)
        assign_finite(self.singular_vector, vector)

    def after_update(self, weight):
        """The raw weight's constraint, applied by an optimizer after an update: the layer's own, then u is updated."""
        if self.user_constraint is not None:
            weight.assign(self.user_constraint(weight))
        self.update_estimate()
        return weight

    def initial_vector(self, shape, dtype=None):
        """The initial u: a fixed random vector, after some iterations with the initial weight."""
        random = keras.initializers.RandomNormal(stddev=1.0, seed=0)(shape, dtype)
        return power_iteration(self.weight_matrix(), random / norm_of(random), INITIAL_ITERATIONS)

    def weight_matrix(self):
        """The transposed W of the paper, float32: all other axes by output channels."""
        weight = ops.moveaxis(ops.cast(self.raw_weight, "float32"), self.output_axis, -1)
        return ops.reshape(weight, (-1, weight.shape[-1]))


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralDense(SpectralNormalization, keras.layers.Dense):
    """A `keras.layers.Dense` with its kernel divided by the kernel's largest singular value.

    Without bias and activation it is then Lipschitz with constant 1. Arguments and errors are those of
    `SpectralNormalization`.

    Example:
        >>> layer = tfgan_zoo.layers.SpectralDense(3)
        >>> layer(keras.ops.ones((2, 5))).shape
        TensorShape([2, 3])
    """


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralConv2D(SpectralNormalization, keras.layers.Conv2D):
    """A `keras.layers.Conv2D` with its kernel divided by the norm of the kernel as a matrix.

    The matrix is that of output channels by (height, width, input channels), as in the paper; the norm of the
    convolution as a linear map is different, and may exceed 1. Arguments and errors are those of
    `SpectralNormalization`.

    Example:
        >>> layer = tfgan_zoo.layers.SpectralConv2D(4, 3, padding="same")
        >>> layer(keras.ops.ones((2, 8, 8, 1))).shape
        TensorShape([2, 8, 8, 4])
    """


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralConv2DTranspose(SpectralNormalization, keras.layers.Conv2DTranspose):
    """A `keras.layers.Conv2DTranspose` with its kernel normalized as in `SpectralConv2D`.

    Example:
        >>> layer = tfgan_zoo.layers.SpectralConv2DTranspose(4, 4, strides=2, padding="same")
        >>> layer(keras.ops.ones((2, 8, 8, 3))).shape
        TensorShape([2, 16, 16, 4])
    """

    output_axis = -2  # the kernel is (height, width, output channels, input channels)


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralEmbedding(SpectralNormalization, keras.layers.Embedding):
    """A `keras.layers.Embedding` with its table divided by the table's largest singular value.

    Its inputs are integers (batch, ...).

    Example:
        >>> layer = tfgan_zoo.layers.SpectralEmbedding(10, 3)
        >>> layer(keras.ops.array([7, 0])).shape
        TensorShape([2, 3])

    Reference:
        Miyato and Koyama 2018, https://arxiv.org/abs/1802.05637, section 5 (the labels' embedding of SNGAN).
    """

    weight_name = "embeddings"
    embeddings = SpectralNormalization.kernel

    def call(self, inputs):
        return keras.layers.Embedding.call(self, inputs)  # integers, where the other layers refuse them


def power_iteration(matrix, vector, iterations):
    """The vector after iterations of u <- W v / |W v|, where v = W^T u / |W^T u| (`matrix` is W^T)."""
    for _ in range(iterations):
        other = ops.matmul(matrix, vector)
        updated = ops.matmul(other / norm_of(other), matrix)
        length = norm_of(updated)
        vector = ops.where(length > SMALLEST_NORM, updated / length, vector)  # unchanged for an all-zero weight
    return vector


def norm_of(vector):
    """The vector's norm, but at least `SMALLEST_NORM`, so that it can be divided by."""
    return ops.sqrt(ops.maximum(ops.sum(ops.square(vector)), SMALLEST_NORM**2))
