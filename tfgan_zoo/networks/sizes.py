"""What layers do with the sizes of feature maps, and how far they look: the rules by which `extent_of` reads."""

import dataclasses
import math
from fractions import Fraction

import keras

from tfgan_zoo import layers
from tfgan_zoo.networks.any_size import PIXEL_RANK

BYTES = 4  # of a number
INTERPOLATION_REACH = {"nearest": 0, "bilinear": 1}
POINTWISE = (
    *(keras.layers.Activation, keras.layers.ReLU, keras.layers.LeakyReLU, keras.layers.ELU, keras.layers.Rescaling),
    *(keras.layers.Identity, keras.layers.Dropout, keras.layers.BatchNormalization),
    *(keras.layers.Add, keras.layers.Subtract, keras.layers.Multiply, keras.layers.Average),
)
POINTWISE_OPERATIONS = ("Absolute", "Add", "Cast", "Clip", "Maximum", "Minimum", "Multiply", "Negative", "Subtract")
POINTWISE_OPERATIONS += ("Sigmoid", "Tanh", "Divide", "TrueDivide", "Relu", "LeakyRelu")
OF_THE_WHOLE = (keras.layers.GroupNormalization, layers.SPADE, layers.MonteCarloDropout)


class Unreadable(Exception):
    """A layer of which it is not known what it does with sizes."""


@dataclasses.dataclass(frozen=True)
class Maps:
    """What is known of the feature maps at a place of a network.

    Args:
        scale: pixels of the maps for one of the input, a side.
        reach: pixels of the input around a pixel on which it depends at most.
        margin: pixels a side that were added beyond the picture.
        of_the_whole: whether it depends on the whole picture.
    """

    scale: Fraction = Fraction(1)
    reach: Fraction = Fraction(0)
    margin: int = 0
    of_the_whole: bool = False

    def reached(self, pixels):
        """The maps of something that looks so many of their pixels further."""
        return dataclasses.replace(self, reach=self.reach + pixels / self.scale)

    def scaled(self, factor):
        """The maps enlarged by a factor; unknown beyond the picture."""
        if self.margin:
            raise Unreadable
        return dataclasses.replace(self, scale=self.scale * factor)


class Reading:
    """A network, read layer by layer.

    Args:
        network: functional `keras.Model` with one picture as input, each operation of which is used once.

    Attributes:
        output: `Maps` of what it makes.
        multiple: height and width of the picture must be multiples of it.
        least: least height and width of the picture.
        pixel_bytes: of a layer's inputs and output, at most, for each pixel of the picture.

    Raises:
        Unreadable: at a layer of which it is not known what it does at other sizes.
    """

    def __init__(self, network):
        self.multiple, self.least, self.pixel_bytes = 1, 1, 0
        self.maps = {id(tensor): Maps() if len(tensor.shape) == PIXEL_RANK else None for tensor in network.inputs}
        for operation in network.operations:
            if not isinstance(operation, keras.layers.InputLayer):
                self.read(operation)
        self.output = self.maps_of(network.outputs[0])
        if self.output is None or self.output.margin:
            raise Unreadable

    def maps_of(self, tensor):
        """What is known of a tensor; None of one that has no pixels."""
        if id(tensor) not in self.maps:  # the second use of a layer
            raise Unreadable
        return self.maps[id(tensor)]

    def read(self, operation):
        """Note what is known of an operation's output."""
        inputs, outputs = keras.tree.flatten(operation.input), keras.tree.flatten(operation.output)
        if len(outputs) != 1:
            raise Unreadable
        (output,), maps = outputs, [self.maps_of(tensor) for tensor in inputs]
        known = [each for each in maps if each]
        if not known and len(output.shape) == PIXEL_RANK:
            raise Unreadable
        found = self.after(operation, maps, known) if known else None
        if found:
            areas = [each.scale**2 * tensor.shape[-1] for each, tensor in zip(maps, inputs, strict=True) if each]
            self.pixel_bytes = max(self.pixel_bytes, BYTES * (sum(areas) + found.scale**2 * output.shape[-1]))
            self.multiple = math.lcm(self.multiple, found.scale.denominator)
        self.maps[id(output)] = found

    def after(self, operation, maps, known):
        """The maps that an operation makes; `known` are those of its inputs that have pixels."""
        found = known[0]
        if isinstance(operation, layers.Spread):
            return dataclasses.replace(found, reach=Fraction(0), of_the_whole=False)
        if isinstance(operation, layers.SPADE) and not any(each.margin for each in known):
            return dataclasses.replace(maps[0], of_the_whole=True)
        if is_pointwise(operation):
            return joined(known)
        if len(known) > 1:
            raise Unreadable
        if isinstance(operation, OF_THE_WHOLE):
            return dataclasses.replace(found, of_the_whole=True)
        if isinstance(operation, keras.layers.Conv2DTranspose):
            return after_transposed(operation, found)
        if isinstance(operation, keras.layers.Conv2D):
            return after_convolution(operation, found)
        if type(operation).__name__ == "Pad":
            self.least = max(self.least, math.ceil((margin_of(operation) + 1) / found.scale))  # it may be reflected
            return dataclasses.replace(found, margin=found.margin + margin_of(operation))
        return after_resizing(operation, found)


def after_convolution(layer, found):
    """The maps after a convolution."""
    stride, spread = one(layer.strides), (max(layer.kernel_size) - 1) * max(layer.dilation_rate)
    reached = found.reached(math.ceil(spread / 2))
    if layer.padding == "same":
        if found.margin and spread:
            raise Unreadable
        return reached.scaled(Fraction(1, stride)) if stride > 1 else reached
    margin = found.margin - Fraction(spread, 2)
    if stride > 1 or margin < 0 or margin.denominator > 1 or len(set(layer.kernel_size)) > 1:
        raise Unreadable
    return dataclasses.replace(reached, margin=int(margin))


def after_transposed(layer, found):
    """The maps after a transposed convolution."""
    if layer.padding != "same" or max(layer.dilation_rate) > 1 or layer.output_padding is not None:
        raise Unreadable
    stride = one(layer.strides)
    return found.reached(math.ceil((max(layer.kernel_size) - 1) / stride)).scaled(stride)


def after_resizing(layer, found):
    """The maps after a layer that enlarges, or takes every n-th pixel."""
    if isinstance(layer, layers.PixelShuffle):
        return found.scaled(layer.factor)
    if isinstance(layer, keras.layers.UpSampling2D) and layer.interpolation in INTERPOLATION_REACH:
        return found.reached(INTERPOLATION_REACH[layer.interpolation]).scaled(one(layer.size))
    if isinstance(layer, keras.layers.MaxPooling2D) and tuple(layer.pool_size) == (1, 1):
        return found.scaled(Fraction(1, one(layer.strides)))
    raise Unreadable


def margin_of(pad):
    """How many pixels `keras.ops.pad` adds on each side."""
    batch, *sides, channels = (tuple(pair) for pair in pad.pad_width)
    margin = sides[0][0]
    if (batch, channels) != ((0, 0), (0, 0)) or {*sides} != {(margin, margin)}:
        raise Unreadable
    return margin


def is_pointwise(operation):
    """Whether each pixel of what it makes depends on the same pixel of its inputs alone, when it does not train."""
    if isinstance(operation, keras.layers.Concatenate):
        return operation.axis in (-1, PIXEL_RANK - 1)
    return isinstance(operation, POINTWISE) or type(operation).__name__ in POINTWISE_OPERATIONS


def joined(maps):
    """The maps made pixel by pixel from several, which must lie on each other."""
    if len({(each.scale, each.margin) for each in maps}) > 1:
        raise Unreadable
    reach, of_the_whole = max(each.reach for each in maps), any(each.of_the_whole for each in maps)
    return dataclasses.replace(maps[0], reach=reach, of_the_whole=of_the_whole)


def one(strides):
    """The stride of both directions."""
    rows, columns = strides
    if rows != columns:
        raise Unreadable
    return rows
