"""Modulated convolution: the style of an example scales the kernel that it is convolved with."""

import math

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.layers.checks import check_floating, check_rank
from tfgan_zoo.layers.equalized import EqualizedDense
from tfgan_zoo.layers.resampling import blurred

EPSILON = 1e-8  # in the root of the demodulation


@keras.saving.register_keras_serializable("tfgan_zoo")
class ModulatedConv2D(keras.layers.Layer):
    """A convolution whose kernel is scaled, input channel by input channel, by a style of each example.

    An affine layer makes a scale s for each input channel from the style. With demodulation, the scaled kernel of each
    output channel is divided by its norm, so that inputs of variance 1 have outputs of variance 1: what instance
    normalization does by the statistics of the maps, this does by assuming them. Both scalings are linear, so they are
    applied to the maps in place of the kernel: the input channels times s, the output channels times

        1 / sqrt(sum over (height, width, inputs) of (s * kernel)^2 + 1e-8)

    and the same kernel serves the whole batch, without a grouped convolution. Kernels have an equalized learning rate.

    Args:
        filters: output channels.
        kernel_size: height and width of the kernel.
        demodulate: whether to demodulate (not in layers that make an image).
        upsample: whether to double height and width, by a transposed convolution and the filter [1, 3, 3, 1].

    Call arguments: maps, styles.
    Input shape: (batch, height, width, channels) and (batch, style_size), floating point.
    Output shape: (batch, height, width, filters), or with doubled height and width.

    Raises:
        ValueError: if a number is out of range, the kernel of an upsampling layer is not 3 wide, or the inputs are
            integers or of another rank.

    Example:
        >>> maps, styles = keras.Input((8, 8, 16)), keras.Input((32,))
        >>> tfgan_zoo.layers.ModulatedConv2D(4, upsample=True)(maps, styles).shape
        (None, 16, 16, 4)

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/1912.04958, section 2.2, eqs. 1 to 3.
    """

    def __init__(self, filters, kernel_size=3, demodulate=True, upsample=False, **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, filters=filters, kernel_size=kernel_size)
        if upsample and kernel_size != 3:
            raise ValueError(f"ModulatedConv2D doubles maps with a kernel_size of 3, not of {kernel_size}.")
        self.filters = filters
        self.kernel_size = kernel_size
        self.demodulate = demodulate
        self.upsample = upsample

    def build(self, maps_shape, styles_shape):
        check_rank(self, maps_shape, 4, "give feature maps (batch, height, width, channels)")
        check_rank(self, styles_shape, 2, "give styles (batch, style_size)")
        channels, size = maps_shape[-1], self.kernel_size
        self.affine = EqualizedDense(
            channels, gain=1.0, bias_initializer="ones", dtype=self.dtype_policy, name="affine"
        )
        self.affine.build(styles_shape)
        self.raw_kernel = self.add_weight(
            name="kernel",
            shape=(size, size, channels, self.filters),
            initializer=keras.initializers.RandomNormal(stddev=1.0),
            autocast=False,
        )
        self.bias = self.add_weight(name="bias", shape=(self.filters,), initializer="zeros")

    def call(self, maps, styles):
        check_floating(self, maps)
        check_floating(self, styles)
        scales = self.affine(styles)  # (batch, channels)
        kernel = self.kernel
        maps = self.convolve(maps * scales[:, None, None], ops.cast(kernel, self.compute_dtype))
        if self.demodulate:
            squares = ops.matmul(ops.square(ops.cast(scales, "float32")), ops.sum(ops.square(kernel), axis=(0, 1)))
            factors = ops.rsqrt(squares + EPSILON)  # (batch, filters)
            maps = maps * ops.cast(factors, maps.dtype)[:, None, None]
        return maps + self.bias

    @property
    def kernel(self):
        """The kernel with its equalized learning rate, float32."""
        return self.raw_kernel / math.sqrt(math.prod(self.raw_kernel.shape[:-1]))

    def convolve(self, maps, kernel):
        """The shared convolution, with doubled height and width if the layer upsamples."""
        if not self.upsample:
            return ops.conv(maps, kernel, padding="same")
        maps = ops.conv_transpose(maps, ops.transpose(kernel, (0, 1, 3, 2)), strides=2, padding="valid")
        return 4 * blurred(maps, padding=1)

    def compute_output_shape(self, maps_shape, styles_shape):
        batch, *sizes, _ = maps_shape
        return (batch, *(size and size * (2 if self.upsample else 1) for size in sizes), self.filters)

    def get_config(self):
        names = ("filters", "kernel_size", "demodulate", "upsample")
        return {**super().get_config(), **{name: getattr(self, name) for name in names}}
