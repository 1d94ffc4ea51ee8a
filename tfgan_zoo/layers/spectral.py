"""Layers whose weight has a largest singular value of 1."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.layers.reparametrization import Reparametrization

# Keeps an all-zero weight from being divided by zero.
SMALLEST_NORM = 1e-12

# Power iterations from a random vector when the layer is built, so that the norm is about right from the first step.
FIRST_ITERATIONS = 10


class SpectralNormalization(Reparametrization):
    """Divides a layer's weight by its spectral norm, an estimate by power iteration that follows training.

    The estimate is sigma = |W^T u|, where the unit vector u is state. It is the same function of W until u moves, so
    the discriminator judges real and generated samples by the same weight, and its gradient is the paper's: u and
    v = W^T u / |W^T u| are constants, sigma is not.

    u moves by one power iteration each time an optimizer moves the weight, and at no other time: an optimizer calls the
    weight's constraint after each move, and this layer's moves u there (after one's own constraint, if there is one).
    Where a weight is changed otherwise, call `advance`.

    A convolution's norm is that of its kernel as a matrix of output channels by everything else.

    Args:
        *args, **kwargs: those of the Keras layer.

    Input shape: that of the Keras layer, floating point (an embedding's: integers).
    Output shape: that of the Keras layer.

    Raises:
        ValueError: if the inputs are integers, and as the Keras layer. LoRA is refused.

    Reference:
        Miyato et al. 2018, https://arxiv.org/abs/1802.05957, algorithm 1, eq. 8 and 12. The first u is not
        quite random, but has seen some iterations.
    """

    def build(self, input_shape=None):
        if self.built:
            return
        super().build(input_shape)
        self.singular_vector = self.add_weight(
            name="singular_vector",
            shape=(self.raw_weight.shape[self.output_axis],),
            initializer=self.first_vector,
            dtype="float32",
            trainable=False,
            autocast=False,
        )
        self.own_constraint = self.raw_weight.constraint
        self.raw_weight.constraint = self.after_move

    def effective_weight(self):
        return ops.cast(self.raw_weight, "float32") / self.spectral_norm()

    def spectral_norm(self):
        """sigma(W), the estimate of the raw weight's largest singular value: a float32 scalar."""
        return norm_of(ops.matmul(self.weight_matrix(), self.singular_vector))

    def advance(self, iterations=1):
        """Move the estimate on by power iterations with the raw weight as it is now.

        Raises:
            ValueError: if there is not at least one.
        """
        check_at_least_one(self, iterations=iterations)
        vector = power_iteration(self.weight_matrix(), ops.convert_to_tensor(self.singular_vector), iterations)
        self.singular_vector.assign(vector)

    def after_move(self, weight):
        """What an optimizer calls when it has moved the raw weight: its own constraint holds, then u moves."""
        if self.own_constraint is not None:
            weight.assign(self.own_constraint(weight))
        self.advance()
        return weight

    def first_vector(self, shape, dtype=None):
        """The first u: a fixed random vector, after some iterations with the initial weight."""
        random = keras.initializers.RandomNormal(stddev=1.0, seed=0)(shape, dtype)
        return power_iteration(self.weight_matrix(), random / norm_of(random), FIRST_ITERATIONS)

    def weight_matrix(self):
        """The transposed W of the paper, float32: everything else by output channels."""
        weight = ops.moveaxis(ops.cast(self.raw_weight, "float32"), self.output_axis, -1)
        return ops.reshape(weight, (-1, weight.shape[-1]))


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralDense(SpectralNormalization, keras.layers.Dense):
    """A `keras.layers.Dense` that multiplies with its kernel divided by the kernel's largest singular value.

    Without bias and activation it is then Lipschitz with constant 1. Arguments and errors are those of
    `SpectralNormalization`.

    Example:
        >>> layer = tfgan_zoo.layers.SpectralDense(3)
        >>> layer(keras.ops.ones((2, 5))).shape
        TensorShape([2, 3])
    """


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralConv2D(SpectralNormalization, keras.layers.Conv2D):
    """A `keras.layers.Conv2D` that convolves with its kernel divided by the norm of the kernel as a matrix.

    The matrix is that of output channels by (height, width, input channels), as in the paper; the norm of the
    convolution as a linear map is another, and may be larger than 1. Arguments and errors are those of
    `SpectralNormalization`.

    Example:
        >>> layer = tfgan_zoo.layers.SpectralConv2D(4, 3, padding="same")
        >>> layer(keras.ops.ones((2, 8, 8, 1))).shape
        TensorShape([2, 8, 8, 4])
    """


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralConv2DTranspose(SpectralNormalization, keras.layers.Conv2DTranspose):
    """A `keras.layers.Conv2DTranspose` with its kernel divided as that of `SpectralConv2D`.

    Example:
        >>> layer = tfgan_zoo.layers.SpectralConv2DTranspose(4, 4, strides=2, padding="same")
        >>> layer(keras.ops.ones((2, 8, 8, 3))).shape
        TensorShape([2, 16, 16, 4])
    """

    output_axis = -2  # the kernel is (height, width, output channels, input channels)


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralEmbedding(SpectralNormalization, keras.layers.Embedding):
    """A `keras.layers.Embedding` that looks up in its table divided by the table's largest singular value.

    Its inputs are integers (batch, ...), its initial values are drawn by `embeddings_initializer`.

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
        moved = ops.matmul(other / norm_of(other), matrix)
        length = norm_of(moved)
        vector = ops.where(length > SMALLEST_NORM, moved / length, vector)  # an all-zero weight moves nothing
    return vector


def norm_of(vector):
    """Its length, or the smallest one that may be divided by."""
    return ops.sqrt(ops.maximum(ops.sum(ops.square(vector)), SMALLEST_NORM**2))
