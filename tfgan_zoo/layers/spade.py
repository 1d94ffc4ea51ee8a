"""Spatially-adaptive normalization, SPADE."""

import keras
from keras import layers, ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.layers.checks import check_floating
from tfgan_zoo.layers.conditional_normalization import FIXED_OPTIONS


@keras.saving.register_keras_serializable("tfgan_zoo")
class SPADE(layers.GroupNormalization):
    """Instance normalization, whose gamma and beta at each pixel are computed from a label map.

    The map is resized to the inputs by the nearest pixel; a 3x3 convolution with ReLU and two further ones, one each
    for gamma and beta, read it. The output is normalized * (1 + gamma) + beta. A normalization whose gamma and beta are
    the same everywhere makes zeros of what is constant, whatever its class; here the class comes in after it.

    Args:
        hidden: feature maps of the convolution that gamma and beta share.
        **kwargs: those of `keras.layers.GroupNormalization`, such as `epsilon`; channels come last.

    Call arguments: inputs, maps.
    Input shape: (batch, rows, columns, channels) and (batch, height, width, classes), both floating point.
    Output shape: (batch, rows, columns, channels).

    Raises:
        ValueError: if either input is not floating point, or the maps have another rank than 4.

    Example:
        >>> hidden, maps = keras.Input((8, 8, 16)), keras.Input((32, 32, 4))
        >>> tfgan_zoo.layers.SPADE(32)(hidden, maps).shape
        (None, 8, 8, 16)

    Reference:
        Park et al. 2019, https://arxiv.org/abs/1903.07291, eq. 1 and appendix A; there the normalization is that of the
        batch or of the instance.
    """

    def __init__(self, hidden=128, **kwargs):
        kwargs.setdefault("groups", -1)
        super().__init__(axis=-1, center=False, scale=False, **kwargs)
        check_at_least_one(self, hidden=hidden)
        self.hidden = hidden

    def build(self, inputs_shape, maps_shape):
        if len(maps_shape) != 4:
            raise ValueError(
                f"SPADE received maps of shape {tuple(maps_shape)}; expected (batch, height, width, classes): "
                "one-hot label maps."
            )
        super().build(inputs_shape)
        options = {"kernel_size": 3, "padding": "same", "dtype": self.dtype_policy}
        self.shared = layers.Conv2D(self.hidden, activation="relu", name="shared", **options)
        self.gamma_map, self.beta_map = (
            layers.Conv2D(inputs_shape[-1], name=name, **options) for name in ("gamma_map", "beta_map")
        )
        self.shared.build(maps_shape)
        for layer in (self.gamma_map, self.beta_map):
            layer.build((*maps_shape[:-1], self.hidden))
        # Keras would check the maps, the second input, against the shape of the first.
        self.input_spec = None

    @property
    def layers(self):
        """The three convolutions, for whatever asks for the layers of a network."""
        return [self.shared, self.gamma_map, self.beta_map] if self.built else []

    def call(self, inputs, maps):
        check_floating(self, inputs)
        check_floating(self, maps)
        read = self.shared(resized_to_nearest(maps, *ops.shape(inputs)[1:3]))
        return super().call(inputs) * (1 + self.gamma_map(read)) + self.beta_map(read)

    def compute_output_shape(self, inputs_shape, maps_shape):
        return inputs_shape

    def get_config(self):
        config = super().get_config()
        return {**{name: config[name] for name in config if name not in FIXED_OPTIONS}, "hidden": self.hidden}


def resized_to_nearest(maps, rows, columns):
    """Maps (batch, height, width, classes) with as many rows and columns, of which each pixel is one of theirs.

    XLA has no gradient of TensorFlow's own nearest-neighbor resizing.
    """
    for axis, size in ((1, rows), (2, columns)):
        maps = ops.take(maps, ops.arange(size) * ops.shape(maps)[axis] // size, axis=axis)
    return maps
