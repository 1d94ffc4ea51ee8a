"""Batch normalization whose gamma and beta are computed from a vector of each example."""

import keras
from keras import ops

from tfgan_zoo.layers.checks import check_floating
from tfgan_zoo.layers.conditional_normalization import FIXED_OPTIONS
from tfgan_zoo.layers.spectral import SpectralDense


@keras.saving.register_keras_serializable("tfgan_zoo")
class VectorBatchNormalization(keras.layers.BatchNormalization):
    """A `keras.layers.BatchNormalization` with gamma = 1 + gain(c) and beta = bias(c) for a condition vector c.

    gain and bias are linear: dense layers without bias, divided by their spectral norms. A vector of zeros only
    normalizes. `ConditionalBatchNormalization`, for classes alone, has a table instead.

    Args:
        kernel_initializer: of gain and bias.
        **kwargs: those of the Keras layer, such as `momentum`, `epsilon` and `synchronized`; channels come last.

    Call arguments: inputs, vectors, training.
    Input shape: (batch, ..., channels), floating point, and (batch, size), floating point.
    Output shape: (batch, ..., channels).

    Raises:
        ValueError: if the inputs are not floating point, or the vectors have another rank than 2.

    Example:
        >>> maps, vectors = keras.Input((8, 8, 16)), keras.Input((5,))
        >>> tfgan_zoo.layers.VectorBatchNormalization()(maps, vectors).shape
        (None, 8, 8, 16)

    Reference:
        Brock et al. 2019, https://arxiv.org/abs/1809.11096, section 3 and appendix B.
    """

    def __init__(self, kernel_initializer="orthogonal", **kwargs):
        super().__init__(axis=-1, center=False, scale=False, **kwargs)
        self.kernel_initializer = keras.initializers.get(kernel_initializer)

    def build(self, inputs_shape, vectors_shape):
        if len(vectors_shape) != 2:
            raise ValueError(
                f"VectorBatchNormalization received vectors of shape {tuple(vectors_shape)}; expected (batch, size): "
                "flatten them, or embed integers."
            )
        super().build(inputs_shape)
        self.gain, self.bias = (self.linear(name, inputs_shape[-1]) for name in ("gain", "bias"))
        for layer in (self.gain, self.bias):
            layer.build(vectors_shape)
        # Keras would check the vectors, the second input, against the shape of the first.
        self.input_spec = None

    @property
    def layers(self):
        """The two dense layers, for whatever asks for the layers of a network."""
        return [self.gain, self.bias] if self.built else []

    def linear(self, name, channels):
        initializer = self.kernel_initializer.clone()
        options = {"use_bias": False, "kernel_initializer": initializer, "dtype": self.dtype_policy}
        return SpectralDense(channels, name=name, **options)

    def call(self, inputs, vectors, training=None):
        check_floating(self, inputs)
        check_floating(self, vectors)
        ones = [1] * (len(inputs.shape) - 2)
        gain, bias = (ops.reshape(layer(vectors), (-1, *ones, inputs.shape[-1])) for layer in self.layers)
        return super().call(inputs, training=training) * (1 + gain) + bias

    def compute_output_shape(self, inputs_shape, vectors_shape):
        return inputs_shape

    def get_config(self):
        config = super().get_config()
        kept = {name: config[name] for name in config if name not in FIXED_OPTIONS}
        return {**kept, "kernel_initializer": keras.initializers.serialize(self.kernel_initializer)}
