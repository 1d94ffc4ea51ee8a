"""What networks do with sizes, read from their layers and compared with what they do."""

import functools
from fractions import Fraction

import keras
import numpy as np
import pytest
from keras import ops

from tfgan_zoo import layers, networks
from tfgan_zoo.networks import extent_of, of_any_size

SHAPE = (8, 8, 3)


def noise(*shape, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, shape).astype("float32")


def network_of(*stack):
    images = hidden = keras.Input(SHAPE, name="images")
    for layer in stack:
        hidden = layer(hidden)
    return keras.Model(images, hidden)


FINITE = {
    "srresnet": lambda: networks.srresnet(SHAPE, 4, 4, 1),
    "rrdb_net": lambda: networks.rrdb_net(SHAPE, 2, 4, 1, 4),
    "dilated": lambda: network_of(keras.layers.Conv2D(2, 3, padding="same", dilation_rate=2)),
    "halved and doubled": lambda: network_of(
        keras.layers.Conv2D(4, 4, 2, "same"), layers.PixelShuffle(2), keras.layers.Conv2D(3, 5, padding="same")
    ),
    "transposed": lambda: network_of(
        keras.layers.Conv2D(4, 3, 2, "same"), keras.layers.Conv2DTranspose(3, 5, 2, "same")
    ),
    "reflected": lambda: network_of(
        lambda maps: ops.pad(maps, ((0, 0), (2, 2), (2, 2), (0, 0)), mode="reflect"), keras.layers.Conv2D(3, 5)
    ),
    "smaller": lambda: network_of(keras.layers.Conv2D(3, 4, 2, "same")),
}
WHOLE = {
    "unet": lambda: networks.unet_generator((16, 16, 3), width=2, depth=3, dropout_rate=0.0),
    "unet with dropout": lambda: networks.unet_generator((16, 16, 3), width=2, depth=2),
    "translator": lambda: networks.residual_translator((8, 8, 3), width=2, num_blocks=1),
    "reflecting translator": lambda: networks.residual_translator((8, 8, 3), width=2, num_blocks=1, reflect=True),
    "stargan": lambda: networks.star_translator((8, 8, 3), 3, width=2, num_blocks=1),
    "gaugan": lambda: networks.spade_generator((8, 8, 4), width=2, depth=2, hidden=3),
}
FIXED = {
    "context encoder": lambda: networks.context_encoder_generator((8, 8, 4), 2, 4),
    "dense": lambda: network_of(keras.layers.Flatten(), keras.layers.Dense(192), keras.layers.Reshape(SHAPE)),
    "mean": lambda: network_of(lambda maps: maps - ops.mean(maps, axis=(1, 2), keepdims=True)),
    "flip": lambda: network_of(lambda maps: maps[:, ::-1]),
    "nested": lambda: network_of(network_of(keras.layers.Conv2D(3, 3, padding="same"))),
    "padded by a layer": lambda: network_of(keras.layers.ZeroPadding2D(1), keras.layers.Conv2D(3, 3)),
}


@functools.cache
def built(name):
    """The network of that name, built once, and by the first test that takes it."""
    return {**FINITE, **WHOLE, **FIXED}[name]()


def perturbed(network, rows, columns, place):
    """Where the output changes, if one pixel of the input does: (height, width) booleans."""
    pictures = noise(2, rows, columns, 3)
    pictures[1] = pictures[0]
    pictures[1][place] += 1
    first, second = np.asarray(network(pictures, training=False))
    return np.abs(first - second).max(axis=-1) > 0


@pytest.mark.parametrize("name", FINITE)
def test_a_pixel_changes_nothing_beyond_the_reach(name):
    extent, network = extent_of(built(name)), of_any_size(built(name))
    assert extent.fixed is None
    for row in (24, 25, 26, 27):
        rows, columns = np.nonzero(perturbed(network, 48, 48, (row, 20)))
        assert len(rows)
        for found, place in ((rows, row), (columns, 20)):
            assert found.min() // extent.scale >= place - extent.reach - extent.multiple + 1
            assert found.max() // extent.scale <= place + extent.reach + extent.multiple - 1


def test_sizes_and_scales_are_those_of_the_layers():
    found = {name: extent_of(built(name)) for name in FINITE}
    assert {name: extent.multiple for name, extent in found.items() if extent.multiple > 1} == {
        "halved and doubled": 2,
        "transposed": 2,
        "smaller": 2,
    }
    assert found["srresnet"].scale == 4 and found["smaller"].scale == Fraction(1, 2)
    assert found["reflected"].least == 3 and found["dilated"].reach == 2


MULTIPLE_AND_LEAST = {
    "unet": (8, 8),
    "unet with dropout": (4, 4),
    "translator": (4, 4),
    "reflecting translator": (4, 8),
    "stargan": (4, 4),
    "gaugan": (4, 4),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", WHOLE)
def test_networks_that_see_the_whole_picture_take_other_sizes(name):
    network = built(name)
    extent, copy = extent_of(network), of_any_size(network)
    assert (extent.reach, extent.fixed, extent.scale) == (None, None, 1)
    assert (extent.multiple, extent.least) == MULTIPLE_AND_LEAST[name]
    assert [tensor.name for tensor in copy.inputs] == [tensor.name for tensor in network.inputs]
    for rows, columns in (extent.padded(1, 1), extent.padded(13, 27)):
        picture = noise(1, rows, columns, network.inputs[0].shape[-1])
        inputs = [picture, np.array([1], "int32")][: len(network.inputs)]
        made = copy(keras.tree.pack_sequence_as(copy.input, inputs), training=False)
        assert made.shape == (1, rows, columns, 3) and np.isfinite(made).all()


@pytest.mark.parametrize("name", [name for name in (*WHOLE, *FINITE) if name != "unet with dropout"])
def test_the_copy_makes_the_same_of_the_same_picture(name):
    network = built(name)
    inputs = [noise(2, *network.inputs[0].shape[1:]), np.array([0, 2], "int32")][: len(network.inputs)]
    first, second = (
        np.asarray(each(keras.tree.pack_sequence_as(each.input, inputs), training=False))
        for each in (network, of_any_size(network))
    )
    np.testing.assert_array_equal(first, second)


@pytest.mark.parametrize("name", FIXED)
def test_what_is_not_known_to_work_at_other_sizes_is_fixed(name):
    extent = extent_of(built(name))
    assert (extent.fixed, extent.reach) == ((8, 8), None)
    assert extent.padded(3, 8) == (8, 8)
    with pytest.raises(ValueError, match="9 x 3 pixels, and the network takes 8 x 8 alone"):
        extent.padded(3, 9)


def test_a_layer_that_is_used_twice_is_read_twice_or_not_at_all():
    shared = keras.layers.Conv2D(3, 3, padding="same")
    extent = extent_of(network_of(shared, shared))
    assert extent.fixed is not None or extent.reach == 2


def test_what_leads_from_no_picture_is_refused():
    with pytest.raises(ValueError, match="expected one picture to a picture"):
        extent_of(networks.dcgan_generator((8, 8, 1), 4, 6))


def test_a_network_of_open_size_is_read_or_refused():
    images = keras.Input((None, None, 3), name="images")
    maps = keras.layers.Conv2D(3, 3, padding="same")(images)
    assert extent_of(keras.Model(images, maps)).reach == 1
    with pytest.raises(ValueError, match="not known what they do at other sizes: build it for one size"):
        extent_of(keras.Model(images, maps[:, ::-1]))


def test_a_layer_that_cannot_be_made_again_fixes_the_size():
    class Own(keras.layers.Layer):
        def __init__(self, factor):
            super().__init__()
            self.factor = factor

        def call(self, inputs):
            return self.factor * inputs

    assert extent_of(network_of(Own(2))).fixed == (8, 8)
