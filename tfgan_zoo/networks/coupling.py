"""Invertible layers whose log-determinant is known."""

import math

import keras
import numpy as np
from keras import ops

from tfgan_zoo.checks import Range, check_at_least_one, check_range

OUTPUT_STDDEV = 0.01  # of the conditioner's last kernel, so that a coupling is nearly the identity at first


@keras.saving.register_keras_serializable("tfgan_zoo")
class AffineCoupling(keras.layers.Layer):
    """y = x exp(s) + t on one half of the values, where s and t are functions of the other half, which is unchanged.

    The unchanged half is that whose indices have an even sum: a checkerboard of an image, every other entry of a
    vector. s is bounded by a learned scale times tanh. Nothing depends on the batch, so the inverse is exact.

    Args:
        width: units of each hidden layer of the conditioner.
        depth: number of its hidden layers, with ReLU.
        parity: 0, or 1 to leave the other half unchanged.

    Input shape: (batch, ...).
    Output shape: the same, and the log-determinants of the Jacobians (batch,). With `inverse=True` the layer computes
    x from y, and the log-determinant of that.

    Raises:
        ValueError: if `parity` is neither 0 nor 1, or a count is not at least 1.

    Example:
        >>> coupling = tfgan_zoo.networks.AffineCoupling(16, 1, parity=0)
        >>> outputs, log_determinants = coupling(points)
        >>> again, _ = coupling(outputs, inverse=True)

    Reference:
        Dinh et al. 2017, https://arxiv.org/abs/1605.08803, eqs. 4 to 9.
    """

    def __init__(self, width, depth, parity, **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, width=width, depth=depth)
        check_range(self, Range(0, 1, is_integer=True), parity=parity)
        self.width = width
        self.depth = depth
        self.parity = parity

    def build(self, input_shape):
        shape = tuple(input_shape[1:])
        kept = (np.indices(shape).sum(axis=0) + self.parity) % 2 == 0
        self.kept = kept.astype("float32")
        small = keras.initializers.RandomNormal(stddev=OUTPUT_STDDEV)
        hidden = [keras.layers.Dense(self.width, "relu", dtype=self.dtype_policy) for _ in range(self.depth)]
        last = keras.layers.Dense(2 * math.prod(shape), kernel_initializer=small, dtype=self.dtype_policy)
        self.conditioner = keras.Sequential([keras.layers.Flatten(dtype=self.dtype_policy), *hidden, last])
        self.conditioner.build((None, *shape))
        self.scale = self.add_weight(name="scale", shape=(), initializer="ones")

    def call(self, inputs, inverse=False):
        kept = ops.cast(self.kept, inputs.dtype)
        parts = ops.split(self.conditioner(inputs * kept), 2, axis=-1)
        log_scales, shifts = ((1 - kept) * ops.reshape(part, ops.shape(inputs)) for part in parts)
        log_scales = self.scale * ops.tanh(log_scales)
        log_determinants = ops.sum(ops.reshape(log_scales, (ops.shape(inputs)[0], -1)), axis=-1)
        if inverse:
            return (inputs - shifts) * ops.exp(-log_scales), -log_determinants
        return inputs * ops.exp(log_scales) + shifts, log_determinants

    def compute_output_spec(self, inputs, inverse=False):
        return (
            keras.KerasTensor(inputs.shape, dtype=self.compute_dtype),
            keras.KerasTensor(inputs.shape[:1], dtype=self.compute_dtype),
        )

    def get_config(self):
        return {**super().get_config(), "width": self.width, "depth": self.depth, "parity": self.parity}


@keras.saving.register_keras_serializable("tfgan_zoo")
class Logit(keras.layers.Layer):
    """y = logit(a + (1 - 2 a) x): from [0, 1] to the real numbers, finite at both ends.

    Args:
        margin: a, above 0 and below a half.

    Input and output shape: as of `AffineCoupling`. The inverse of what lies beyond the margin is beyond [0, 1].

    Raises:
        ValueError: if the margin is out of range.

    Example:
        >>> float(tfgan_zoo.networks.Logit(0.05)(np.array([[0.5]], "float32"))[0][0, 0])
        0.0

    Reference:
        Dinh et al. 2017, https://arxiv.org/abs/1605.08803, section 4.1, which squeezes the upper end alone.
    """

    def __init__(self, margin, **kwargs):
        super().__init__(**kwargs)
        check_range(self, Range(0, 0.5, has_low=False, has_high=False), margin=margin)
        self.margin = margin

    def call(self, inputs, inverse=False):
        if inverse:
            return (ops.sigmoid(inputs) - self.margin) / (1 - 2 * self.margin), -self.log_determinants(inputs)
        squeezed = self.margin + (1 - 2 * self.margin) * inputs
        outputs = ops.log(squeezed) - ops.log(1 - squeezed)
        return outputs, self.log_determinants(outputs)

    def log_determinants(self, outputs):
        """Of the Jacobian of y by x, from y: d logit(p) / dp is 1 / (p (1 - p))."""
        logs = math.log(1 - 2 * self.margin) + ops.softplus(outputs) + ops.softplus(-outputs)
        return ops.sum(ops.reshape(logs, (ops.shape(outputs)[0], -1)), axis=-1)

    def compute_output_spec(self, inputs, inverse=False):
        return (
            keras.KerasTensor(inputs.shape, dtype=self.compute_dtype),
            keras.KerasTensor(inputs.shape[:1], dtype=self.compute_dtype),
        )

    def get_config(self):
        return {**super().get_config(), "margin": self.margin}
