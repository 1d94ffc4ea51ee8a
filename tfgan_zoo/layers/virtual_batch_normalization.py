"""Batch normalization by a reference batch, so that no sample depends on its neighbors."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.layers.checks import check_floating


@keras.saving.register_keras_serializable("tfgan_zoo")
class VirtualBatchNormalization(keras.layers.Layer):
    """Normalizes each sample by the statistics of the reference batch and the sample itself.

    The reference examples come first in the inputs (`ReferenceBatch` puts them there) and are normalized by their own
    statistics. A sample counts as one more of them: of n reference examples with mean m_r and variance v_r, and a
    sample with m_x and v_x over its places, the mean is (n m_r + m_x) / (n + 1), and the variance that of all n + 1.
    Training and sampling are the same; replicas change nothing. Statistics are float32.

    Args:
        reference_size: n, the size of the `ReferenceBatch` before.
        epsilon: added to the variance.

    Input shape: (reference_size + batch, ..., channels), floating point.
    Output shape: the same.

    Raises:
        ValueError: if there are fewer examples than the reference has, where their number is known, or they are
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
        check_at_least_one(self, reference_size=reference_size)
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
        among = ops.moments(reference, axes=tuple(range(len(inputs.shape) - 1)), keepdims=True)
        places = tuple(range(1, len(inputs.shape) - 1))
        own = ops.moments(samples, axes=places, keepdims=True) if places else (samples, ops.zeros_like(samples))
        normalized = [
            self.normalize(reference, *among),
            self.normalize(samples, *with_one_more(self.reference_size, *among, *own)),
        ]
        return ops.cast(ops.concatenate(normalized, axis=0), self.compute_dtype)

    def normalize(self, values, mean, variance):
        """The values by these statistics, scaled and moved as it was learned."""
        return (values - mean) * ops.rsqrt(variance + self.epsilon) * self.gamma + self.beta

    def check_reference(self, count):
        """Refuse a batch without the reference ahead."""
        if count is not None and count < self.reference_size:
            raise ValueError(
                f"of {count} examples the first {self.reference_size} cannot be the reference: begin the network with "
                f"tfgan_zoo.layers.ReferenceBatch({self.reference_size})."
            )

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), "reference_size": self.reference_size, "epsilon": self.epsilon}


def with_one_more(count, mean, variance, own_mean, own_variance):
    """Mean and variance of `count` examples and each of some others, from the parts' own."""
    total_mean = (count * mean + own_mean) / (count + 1)
    spread = count * (variance + ops.square(mean - total_mean))
    return total_mean, (spread + own_variance + ops.square(own_mean - total_mean)) / (count + 1)
