"""What a network from pictures to pictures does with their sizes, read from its layers.

A network whose pixels depend on a few pixels around them can be run on a large picture piece by piece, with the result
that it has on the whole. One that normalizes by statistics of the picture cannot, nor can one that draws.
"""

import dataclasses
import math
from fractions import Fraction

import keras

from tfgan_zoo.networks.any_size import PIXEL_RANK
from tfgan_zoo.networks.sizes import BYTES, Reading, Unreadable


@dataclasses.dataclass(frozen=True)
class Extent:
    """The sizes of pictures that a network takes, and how far it looks.

    Args:
        scale: pixels of the output for one of the input, a side.
        multiple: height and width of the input must be multiples of it.
        least: least height and width of the input.
        reach: pixels of the input around a pixel on which it depends at most; None if it depends on the whole picture.
        fixed: (height, width) of the input if the network takes no other; else None.
        pixel_bytes: memory that one layer takes at most, in bytes for each pixel of the input.
    """

    scale: Fraction
    multiple: int
    least: int
    reach: int | None
    fixed: tuple | None
    pixel_bytes: int

    def padded(self, height, width):
        """The nearest size, of at least as many pixels, that the network takes.

        Raises:
            ValueError: if there is none.
        """
        if self.fixed is not None:
            if height > self.fixed[0] or width > self.fixed[1]:
                raise ValueError(
                    f"it has {width} x {height} pixels, and the network takes {self.fixed[1]} x {self.fixed[0]} alone: "
                    "its layers are made for that size. Cut or reduce it to that"
                )
            return self.fixed
        return tuple(max(-(-side // self.multiple) * self.multiple, self.least) for side in (height, width))


def extent_of(network):
    """What a functional network from one picture, and perhaps labels, to a picture does with sizes.

    Args:
        network: functional `keras.Model` with one input (batch, height, width, channels) and such an output.

    Returns:
        `Extent`. Where a layer is not known to work at other sizes, the size is fixed.

    Raises:
        ValueError: if it does not lead from one picture to one of the same proportions, or leaves the size open and has
            layers of which it is not known which they take.

    Example:
        >>> extent_of(tfgan_zoo.networks.srresnet((8, 8, 3), scale=4, width=8, num_blocks=1)).reach
        5
    """
    picture = picture_input(network)
    try:
        reading = Reading(copied(network))
    except Unreadable:
        return fixed_extent(network, tuple(picture.shape[1:3]), tuple(network.outputs[0].shape[1:3]))
    output, multiple = reading.output, reading.multiple
    return Extent(
        output.scale,
        multiple,
        least=-(-reading.least // multiple) * multiple,
        reach=None if output.of_the_whole else math.ceil(output.reach),
        fixed=None,
        pixel_bytes=math.ceil(reading.pixel_bytes),
    )


def copied(network):
    """The same network, each operation of which is used once.

    Raises:
        Unreadable: if a layer of one's own cannot be made again.
    """
    try:
        return network.from_config(network.get_config())
    except (TypeError, ValueError, NotImplementedError) as error:
        raise Unreadable from error


def fixed_extent(network, size, output_size):
    """The `Extent` of a network that takes one size alone; arguments are the sizes of its input and output."""
    if None in (*size, *output_size) or size[0] * output_size[1] != size[1] * output_size[0]:
        raise ValueError(
            f"{network.name!r} leads from pictures of (height, width) {size} to {output_size}, by layers of which it "
            "is not known what they do at other sizes: build it for one size, and let it keep the proportions."
        )
    widest = max(
        math.prod(tensor.shape[1:])
        for operation in network.operations
        for tensor in keras.tree.flatten(operation.output)
        if None not in tensor.shape[1:]
    )
    scale = Fraction(output_size[0], size[0])
    return Extent(scale, 1, 1, None, fixed=size, pixel_bytes=2 * BYTES * widest // math.prod(size))


def picture_input(network):
    """The one input of a network that is a picture.

    Raises:
        ValueError: if it has none or several, or its output is no picture.
    """
    if not is_of_one_picture(network):
        raise ValueError(
            f"{network.name!r} leads from {', '.join(tensor.name for tensor in network.inputs)} to an output of shape "
            f"{network.outputs[0].shape[1:]}; expected one picture to a picture."
        )
    return next(tensor for tensor in network.inputs if len(tensor.shape) == PIXEL_RANK)


def is_of_one_picture(network):
    """Whether a network leads from one picture, and whatever else, to a picture alone."""
    inputs, outputs = ([len(tensor.shape) for tensor in tensors] for tensors in (network.inputs, network.outputs))
    return inputs.count(PIXEL_RANK) == 1 and outputs == [PIXEL_RANK]
