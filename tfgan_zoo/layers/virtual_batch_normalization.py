"""Batch normalization with a reference batch, so that samples do not depend on the rest of their batch."""

import keras
from keras import ops

from tfgan_zoo.checks import check_numbers
from tfgan_zoo.layers.checks import check_floating


@keras.saving.register_keras_serializable("tfgan_zoo")
class VirtualBatchNormalization(keras.layers.Layer):
    """Normalizes each sample with the statistics of the reference batch and the sample itself.

    The reference examples come first in the inputs (`ReferenceBatch` prepends them) and are normalized with their own
    statistics. A sample is added to them: for n reference examples with mean m_r and variance v_r, and a sample with
    m_x and v_x over its positions, the mean is (n m_r + m_x) / (n + 1), and the variance that of all n + 1.
    Training and sampling are the same; replicas change nothing. Statistics are computed in float32.

    Args:
        reference_size: n, the size of the preceding `ReferenceBatch`.
        epsilon: added to the variance.

    Input shape: (reference_size + batch, ..., channels), floating point.
    Output shape: that of the input.

    Raises:
        ValueError: if there are fewer examples than in the reference, where their number is known, or they are
            integers.

    Example:
        >>> layer = tfgan_zoo.layers.VirtualBatchNormalization(reference_size=2)
        >>> layer(keras.ops.ones((2 + 5, 8, 8, 3))).shape
        TensorShape([7, 8, 8, 3])

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 3.5.
    """

    def __init__(self, reference_size, epsilon=1e-3, **kwargs):
        super().__init__(**kwargs)
        check_numbers(self, reference_size=reference_size, epsilon=epsilon)
        self.reference_size = reference_size
        self.epsilon = epsilon

    def build(self, input_shape):
        if len(input_shape) < 2:
            raise ValueError(
                f"{type(self).__name__} takes inputs (batch, ..., channels), not of shape {tuple(input_shape)}."
            )
        channels = (input_shape[-1],)
        self.gamma = self.add_weight(name="gamma", shape=channels, initializer="ones", autocast=False)
        self.beta = self.add_weight(name="beta", shape=channels, initializer="zeros", autocast=False)

    def call(self, inputs):
        check_floating(self, inputs)
        self.check_reference(inputs.shape[0])
        values = ops.cast(inputs, "float32")
        reference, samples = values[: self.reference_size], values[self.reference_size :]
        reference_moments = ops.moments(reference, axes=tuple(range(len(inputs.shape) - 1)), keepdims=True)
        axes = tuple(range(1, len(inputs.shape) - 1))
        own_moments = ops.moments(samples, axes=axes, keepdims=True) if axes else (samples, ops.zeros_like(samples))
        normalized = [
            self.normalize(reference, *reference_moments),
            self.normalize(samples, *joint_moments(self.reference_size, *reference_moments, *own_moments)),
        ]
        return ops.cast(ops.concatenate(normalized, axis=0), self.compute_dtype)

    def normalize(self, values, mean, variance):
        """The values normalized with these statistics, times gamma, plus beta."""
        return (values - mean) * ops.rsqrt(variance + self.epsilon) * self.gamma + self.beta

    def check_reference(self, count):
        """Refuse a batch that is too small to include the reference."""
        if count is not None and count < self.reference_size:
            raise ValueError(
                f"received {count} examples, expected at least the {self.reference_size} of the reference: start the "
                f"network with tfgan_zoo.layers.ReferenceBatch({self.reference_size})."
            )

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), "reference_size": self.reference_size, "epsilon": self.epsilon}


def joint_moments(count, mean, variance, own_mean, own_variance):
    """Mean and variance of `count` examples and one more, from the moments of both; batched over the latter."""
    total_mean = (count * mean + own_mean) / (count + 1)
    squares = count * (variance + ops.square(mean - total_mean))
    return total_mean, (squares + own_variance + ops.square(own_mean - total_mean)) / (count + 1)
