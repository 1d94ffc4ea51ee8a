"""Highway layer: a gate for each unit between a dense layer and its input."""

import keras

from tfgan_zoo.checks import NUMBER, check_range
from tfgan_zoo.layers.checks import check_floating, check_rank


@keras.saving.register_keras_serializable("tfgan_zoo")
class Highway(keras.layers.Layer):
    """A dense layer and, for each of its units, a gate between it and the input: t * relu(W x + b) + (1 - t) * x.

    Args:
        gate_bias: initial bias of the gates; the lower, the more of the input passes unchanged at first.

    Input shape: (batch, features), floating point.
    Output shape: the same.

    Raises:
        ValueError: if the inputs are integers, or are not vectors.

    Example:
        >>> Highway()(np.ones((2, 3), "float32")).shape
        TensorShape([2, 3])

    Reference:
        Srivastava et al. 2015, https://arxiv.org/abs/1505.00387, eq. 3.
    """

    def __init__(self, gate_bias=0.0, **kwargs):
        super().__init__(**kwargs)
        check_range(self, NUMBER, gate_bias=gate_bias)
        self.gate_bias = gate_bias

    def build(self, input_shape):
        check_rank(self, input_shape, 2, "flatten them first")
        bias = keras.initializers.Constant(self.gate_bias)
        self.transformation = keras.layers.Dense(input_shape[-1], "relu", dtype=self.dtype_policy)
        self.gate = keras.layers.Dense(input_shape[-1], "sigmoid", bias_initializer=bias, dtype=self.dtype_policy)
        self.transformation.build(input_shape)
        self.gate.build(input_shape)

    def call(self, inputs):
        check_floating(self, inputs)
        gate = self.gate(inputs)
        return gate * self.transformation(inputs) + (1 - gate) * inputs

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), "gate_bias": self.gate_bias}
