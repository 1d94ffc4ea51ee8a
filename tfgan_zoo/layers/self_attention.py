"""Self-attention over the positions of a feature map."""

import keras
from keras import ops

from tfgan_zoo.layers.checks import check_floating
from tfgan_zoo.layers.spectral import SpectralConv2D


@keras.saving.register_keras_serializable("tfgan_zoo")
class SelfAttention(keras.layers.Layer):
    """Adds to each position of a feature map what it attends to in the whole map: x + gamma * o(x).

    Queries and keys have an eighth of the channels, values a half; keys and values are halved in height and width by
    max pooling. A position's weights are the softmax of its query's inner products with all keys, which are not scaled.
    gamma is learned and 0 at first: the layer is then the identity, and attention is phased in as far as it helps. Its
    sign has no meaning, since the values can change theirs.

    This is what the authors' code does; the paper's figure 2 shows neither the pooling nor the narrower values. All
    four 1x1 convolutions are without bias and divided by their spectral norm.

    Args:
        **kwargs: those of `keras.layers.Layer`.

    Input shape: (batch, height, width, channels), floating point; height and width even, at least 8 channels.
    Output shape: the same.

    Raises:
        ValueError: if the input has another rank, an odd side or fewer than 8 channels, or is not floating point.

    Example:
        >>> layer = tfgan_zoo.layers.SelfAttention()
        >>> layer(keras.ops.ones((2, 8, 8, 16))).shape, layer.attention(keras.ops.ones((2, 8, 8, 16))).shape
        (TensorShape([2, 8, 8, 16]), TensorShape([2, 64, 16]))

    Reference:
        Zhang et al. 2019, https://arxiv.org/abs/1805.08318, section 3;
        https://github.com/brain-research/self-attention-gan, non_local.py.
    """

    def build(self, input_shape):
        if len(input_shape) != 4 or None in input_shape[1:] or input_shape[1] % 2 or input_shape[2] % 2:
            raise ValueError(
                f"SelfAttention received inputs of shape {tuple(input_shape)}; expected (batch, height, width, "
                "channels) with even height and width."
            )
        channels = input_shape[-1]
        if channels < 8:
            raise ValueError(
                f"SelfAttention received {channels} channels; expected at least 8, since queries and keys have an "
                "eighth of them: make the network wider."
            )
        self.queries, self.keys = (self.convolution(name, channels // 8) for name in ("queries", "keys"))
        self.values = self.convolution("values", channels // 2)
        self.output_convolution = self.convolution("output", channels)
        for layer in (self.queries, self.keys, self.values):
            layer.build(input_shape)
        self.output_convolution.build((*input_shape[:-1], channels // 2))
        self.pool = keras.layers.MaxPooling2D()
        self.gamma = self.add_weight(name="gamma", shape=(), initializer="zeros")

    @property
    def layers(self):
        """The four convolutions, for whatever asks for the layers of a network."""
        return [self.queries, self.keys, self.values, self.output_convolution]

    def convolution(self, name, filters):
        return SpectralConv2D(filters, 1, use_bias=False, name=name, dtype=self.dtype_policy)

    def attention(self, inputs):
        """Each position's attention weights: float32 (batch, height * width, height * width / 4), rows sum to 1."""
        queries, keys = rows_of_positions(self.queries(inputs)), rows_of_positions(self.pool(self.keys(inputs)))
        return ops.softmax(ops.cast(ops.einsum("bqc,bkc->bqk", queries, keys), "float32"), axis=-1)

    def call(self, inputs):
        check_floating(self, inputs)
        values = rows_of_positions(self.pool(self.values(inputs)))
        attended = ops.einsum("bqk,bkc->bqc", ops.cast(self.attention(inputs), values.dtype), values)
        attended = ops.reshape(attended, (-1, *inputs.shape[1:3], values.shape[-1]))
        return inputs + self.gamma * self.output_convolution(attended)

    def compute_output_shape(self, input_shape):
        return input_shape


def rows_of_positions(maps):
    """Feature maps (batch, height, width, channels) as (batch, height * width, channels)."""
    return ops.reshape(maps, (-1, maps.shape[1] * maps.shape[2], maps.shape[3]))
