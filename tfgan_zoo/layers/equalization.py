"""Layers whose weights are drawn with variance 1 and scaled each time they are used."""

import math

import keras
from keras import ops

from tfgan_zoo.checks import check_positive
from tfgan_zoo.layers.reparametrization import Reparametrization

HE_GAIN = math.sqrt(2)  # before a ReLU


class Equalization(Reparametrization):
    """Multiplies a layer's weight by He's constant, gain / sqrt(fan_in), when the layer is called.

    The weights themselves begin with variance 1, so that an optimizer whose step does not depend on the gradient's
    scale (Adam) moves all layers at the same speed.

    Args:
        *args, **kwargs: those of the Keras layer. `kernel_initializer` draws with variance 1 if none is given.
        gain: sqrt(2) before a ReLU; 1 in the last layer.

    Raises:
        ValueError: if the gain is not positive.

    Reference:
        Karras et al. 2018, https://arxiv.org/abs/1710.10196, section 4.1.
    """

    def __init__(self, *args, gain=HE_GAIN, **kwargs):
        kwargs.setdefault("kernel_initializer", keras.initializers.RandomNormal(stddev=1.0))
        super().__init__(*args, **kwargs)
        check_positive(self, gain=gain)
        self.gain = gain

    def effective_weight(self):
        shape = self.raw_weight.shape
        fan_in = math.prod(shape) / shape[self.output_axis]
        return ops.cast(self.raw_weight, "float32") * (self.gain / math.sqrt(fan_in))

    def get_config(self):
        return {**super().get_config(), "gain": self.gain}
