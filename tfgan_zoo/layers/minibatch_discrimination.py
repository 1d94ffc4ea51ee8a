"""How much an example looks like the others of its batch, shown to the discriminator."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.layers.checks import check_floating, check_rank


@keras.saving.register_keras_serializable("tfgan_zoo")
class MinibatchDiscrimination(keras.layers.Layer):
    """Adds to each example's features its closeness to all examples of the batch, under learned kernels.

    A generator that maps all latents to the same sample gives itself away: o(x_i)_b = sum_j exp(-|M_ib - M_jb|_1),
    where the rows M_ib are linear in the features. The sum counts the example itself, as the paper's does: it adds 1.

    Several replicas compare with the examples of all of them, so that their number changes nothing. Closeness is summed
    in float32.

    Args:
        num_kernels: B, the closenesses added.
        kernel_size: C, the numbers in which each is measured.
        kernel_initializer: of the tensor T.

    Input shape: features (batch, A), floating point.
    Output shape: (batch, A + B).

    Raises:
        ValueError: if the inputs are not (batch, features), or integers.

    Example:
        >>> features = keras.Input((128,))
        >>> tfgan_zoo.layers.MinibatchDiscrimination(50, 5)(features).shape
        (None, 178)

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 3.2.
    """

    def __init__(self, num_kernels, kernel_size, kernel_initializer="glorot_uniform", **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, num_kernels=num_kernels, kernel_size=kernel_size)
        self.num_kernels = num_kernels
        self.kernel_size = kernel_size
        self.kernel_initializer = keras.initializers.get(kernel_initializer)

    def build(self, input_shape):
        check_rank(self, input_shape, 2, "put keras.layers.Flatten() before it")
        self.kernel = self.add_weight(
            name="kernel",
            shape=(input_shape[-1], self.num_kernels * self.kernel_size),
            initializer=self.kernel_initializer,
        )

    def call(self, inputs):
        check_floating(self, inputs)
        own = ops.cast(ops.matmul(inputs, self.kernel), "float32")
        own = ops.reshape(own, (-1, 1, self.num_kernels, self.kernel_size))  # (batch, 1, B, C)
        others = ops.swapaxes(gather_rows(own), 0, 1)  # (1, batch of all replicas, B, C)
        closeness = ops.exp(-ops.sum(ops.abs(own - others), axis=-1))
        return ops.concatenate([inputs, ops.cast(ops.sum(closeness, axis=1), inputs.dtype)], axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[1] + self.num_kernels)

    def get_config(self):
        return {
            **super().get_config(),
            "num_kernels": self.num_kernels,
            "kernel_size": self.kernel_size,
            "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
        }
