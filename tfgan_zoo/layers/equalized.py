"""Layers with an equalized learning rate: weights of unit variance, scaled at run time."""

import math

import keras
from keras import ops

from tfgan_zoo.checks import check_positive
from tfgan_zoo.layers.reparametrization import Reparametrization

HE_GAIN = math.sqrt(2)  # before a ReLU


class Equalization(Reparametrization):
    """Multiplies a layer's weight by He's constant, gain / sqrt(fan_in), when the layer is called.

    The weights themselves are initialized with variance 1, so that an optimizer whose step does not depend on the
    gradient's scale (Adam) updates all layers at the same speed. fan_in is the number of inputs of one output: of a
    convolution, kernel height * kernel width * input channels.

    A rate below 1 lets a layer learn more slowly than the others of its optimizer: the weight is 1 / rate as large, and
    weight and bias are multiplied by the rate when the layer is called.

    Args:
        *args, **kwargs: those of the Keras layer. `kernel_initializer` is normal with variance 1 / rate^2 by default.
        gain: sqrt(2) before a ReLU; 1 in the last layer.
        rate: the layer's learning rate relative to the optimizer's, positive; 0.01 in StyleGAN's mapping network.

    Input shape: that of the Keras layer, floating point.
    Output shape: that of the Keras layer.

    Raises:
        ValueError: if gain or rate is not positive, the inputs are integers, or LoRA is enabled; and as the Keras
            layer.

    Reference:
        Karras et al. 2018, https://arxiv.org/abs/1710.10196, section 4.1; the rate: Karras et al. 2019,
        https://arxiv.org/abs/1812.04948, appendix C.
    """

    def __init__(self, *args, gain=HE_GAIN, rate=1.0, **kwargs):
        check_positive(self, gain=gain, rate=rate)
        kwargs.setdefault("kernel_initializer", keras.initializers.RandomNormal(stddev=1.0 / rate))
        super().__init__(*args, **kwargs)
        self.gain = gain
        self.rate = rate

    def effective_weight(self):
        shape = self.raw_weight.shape
        fan_in = math.prod(shape) / shape[self.output_axis]
        return ops.cast(self.raw_weight, "float32") * (self.rate * self.gain / math.sqrt(fan_in))

    @property
    def bias(self):
        """The bias that the layer computes with."""
        return self.raw_bias if self.raw_bias is None or self.rate == 1 else self.rate * self.raw_bias

    @bias.setter
    def bias(self, weight):
        self.raw_bias = weight

    def get_config(self):
        return {**super().get_config(), "gain": self.gain, "rate": self.rate}


@keras.saving.register_keras_serializable("tfgan_zoo")
class EqualizedDense(Equalization, keras.layers.Dense):
    """A `keras.layers.Dense` with an equalized learning rate; arguments and errors are those of `Equalization`.

    Example:
        >>> layer = tfgan_zoo.layers.EqualizedDense(1, gain=1.0)
        >>> layer(keras.ops.ones((2, 5))).shape
        TensorShape([2, 1])
    """


@keras.saving.register_keras_serializable("tfgan_zoo")
class EqualizedConv2D(Equalization, keras.layers.Conv2D):
    """A `keras.layers.Conv2D` with an equalized learning rate; arguments and errors are those of `Equalization`.

    Example:
        >>> layer = tfgan_zoo.layers.EqualizedConv2D(4, 3, padding="same")
        >>> layer(keras.ops.ones((2, 8, 8, 1))).shape
        TensorShape([2, 8, 8, 4])
    """


@keras.saving.register_keras_serializable("tfgan_zoo")
class EqualizedConv2DTranspose(Equalization, keras.layers.Conv2DTranspose):
    """A `keras.layers.Conv2DTranspose` with an equalized learning rate; arguments and errors as `Equalization`.

    Example:
        >>> layer = tfgan_zoo.layers.EqualizedConv2DTranspose(4, 4, strides=2, padding="same")
        >>> layer(keras.ops.ones((2, 8, 8, 3))).shape
        TensorShape([2, 16, 16, 4])
    """

    output_axis = -2  # the kernel is (height, width, output channels, input channels)
