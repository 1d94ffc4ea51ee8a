"""Minibatch discrimination: features of an example's similarity to the rest of its batch."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.layers.checks import check_floating, check_rank


@keras.saving.register_keras_serializable("tfgan_zoo")
class MinibatchDiscrimination(keras.layers.Layer):
    """Appends to each example's features its similarity to all examples of the batch, under learned kernels.

    This exposes a generator that maps all latents to the same sample: o(x_i)_b = sum_j exp(-|M_ib - M_jb|_1), where the
    rows M_ib are linear in the features. As in the paper, the sum includes the example itself, which adds 1.

    Replicas compare with the examples of all of them, so that their number changes nothing. Similarities are summed in
    float32.

    Args:
        num_kernels: B, the number of similarities appended.
        kernel_size: C, the dimension in which each is computed.
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
        rows = ops.cast(ops.matmul(inputs, self.kernel), "float32")
        rows = ops.reshape(rows, (-1, 1, self.num_kernels, self.kernel_size))  # (batch, 1, B, C)
        others = ops.swapaxes(gather_rows(rows), 0, 1)  # (1, batch of all replicas, B, C)
        similarity = ops.exp(-ops.sum(ops.abs(rows - others), axis=-1))
        return ops.concatenate([inputs, ops.cast(ops.sum(similarity, axis=1), inputs.dtype)], axis=-1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], input_shape[1] + self.num_kernels)

    def get_config(self):
        return {
            **super().get_config(),
            "num_kernels": self.num_kernels,
            "kernel_size": self.kernel_size,
            "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
        }
