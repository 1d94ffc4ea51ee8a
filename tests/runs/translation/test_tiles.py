"""Tiles agree with the whole picture."""

from fractions import Fraction

import numpy as np
import pytest

from tests.helpers.tiny import images
from tests.helpers.tiny_translators import perturbed, srgan
from tfgan_zoo import networks
from tfgan_zoo.runs.translation import tiles
from tfgan_zoo.runs.translation.given import part

SIZE = (61, 47)


def in_tiles(network, picture, side, extent=None):
    """The translation of one picture in tiles of a side; None for the whole."""
    free = networks.of_any_size(network)
    made = tiles.strips(
        extent or networks.extent_of(network),
        picture.shape[:2],
        side,
        lambda *edges: part(picture, *edges),
        lambda window: np.asarray(free(window[None], training=False))[0],
    )
    return np.concatenate(list(made))


@pytest.mark.slow
@pytest.mark.parametrize("side", [13, 60])
@pytest.mark.parametrize("build", [networks.srresnet, networks.rrdb_net])
def test_tiles_are_those_of_the_whole_picture(build, side):
    network = perturbed(build((8, 8, 3), scale=2, width=4, num_blocks=1))
    (picture,) = images(1, (*SIZE, 3))
    whole = in_tiles(network, picture, None)
    assert whole.shape == (122, 94, 3) and whole.std() > 0.1
    np.testing.assert_allclose(in_tiles(network, picture, side), whole, rtol=0, atol=1e-5)


def test_a_margin_that_is_one_too_small_is_seen():
    network = perturbed(networks.srresnet((8, 8, 3), scale=2, width=4, num_blocks=1))
    (picture,) = images(1, (*SIZE, 3))
    extent = networks.extent_of(network)
    short = networks.Extent(extent.scale, 1, 1, extent.reach - 2, None, 1)
    difference = np.abs(in_tiles(network, picture, 16, short) - in_tiles(network, picture, None))
    assert difference.max() > 1e-3


def test_what_lies_beyond_the_edges_is_cut_off():
    network = networks.residual_translator((8, 8, 3), width=2, num_blocks=1)
    (picture,) = images(1, (5, 10, 3))
    made = in_tiles(network, picture, None)
    assert made.shape == (5, 10, 3)
    beyond = np.pad(picture, ((0, 3), (0, 2), (0, 0)), mode="edge")
    np.testing.assert_allclose(made, in_tiles(network, beyond, None)[:5, :10], atol=1e-6)


def extent(reach=5, pixel_bytes=1000, **other):
    return networks.Extent(**{"scale": Fraction(2), "multiple": 1, "least": 1, "fixed": None, **other}, reach=reach,
                           pixel_bytes=pixel_bytes)  # fmt: skip


def test_the_memory_settles_the_tiles():
    assert tiles.tile_size(extent(), (100, 100), 1e9) is None
    assert tiles.tile_size(extent(), (3000, 4000), 1e9) == tiles.LARGEST_TILE
    side = tiles.tile_size(extent(), (3000, 4000), 1e8)
    assert (side + 2 * 5) ** 2 * 1000 * tiles.PASSES <= 1e8 < (side + 2 * 6) ** 2 * 1000 * tiles.PASSES
    assert tiles.tile_size(extent(multiple=4, reach=6), (3000, 4000), 1e8) % 4 == 0
    with pytest.raises(ValueError, match=r"a tile of it takes more memory than 9.3e-07 GiB: allow more \(--memory"):
        tiles.tile_size(extent(), (3000, 4000), 1e3)


def test_a_picture_that_must_be_seen_whole_is_refused_with_the_nearest_that_would_do():
    network = extent(reach=None, multiple=4)
    assert tiles.tile_size(network, (300, 400), 4e8) is None
    with pytest.raises(ValueError, match=r"takes about 33.5 GiB: reduce it to 420 x 316, or .*--memory 33.6"):
        tiles.tile_size(network, (3000, 4000), 4e8)
    assert tiles.tile_size(network, (316, 420), 4e8) is None


def test_the_game_says_which_sizes_it_takes():
    assert networks.extent_of(srgan(4).sampler).scale == 4
