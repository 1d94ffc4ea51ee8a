"""Networks that enlarge."""

import keras
import numpy as np
import pytest

from tests.helpers.tiny import images
from tfgan_zoo import networks

BUILDERS = {
    "srresnet": lambda shape, scale: networks.srresnet(shape, scale, 2, 1),
    "rrdb_net": lambda shape, scale: networks.rrdb_net(shape, scale, 2, 1, 2),
}


@pytest.mark.parametrize("scale", [2, 4])
@pytest.mark.parametrize("name", BUILDERS)
def test_it_begins_near_the_bilinear_enlargement(name, scale):
    source = images(2, (4, 6, 3))
    enlarged = keras.layers.UpSampling2D(scale, interpolation="bilinear")(source)
    network = BUILDERS[name]((4, 6, 3), scale)
    np.testing.assert_allclose(network(source), np.clip(enlarged, -1, 1), atol=0.02)
    assert not any(isinstance(layer, keras.layers.BatchNormalization) for layer in network.layers)


@pytest.mark.parametrize("name", BUILDERS)
def test_its_weights_enlarge_pictures_of_any_size_and_tiles_agree_with_the_whole(name):
    small, large = BUILDERS[name]((24, 24, 1), 2), BUILDERS[name]((24, 40, 1), 2)
    generator = np.random.default_rng(0)
    small.set_weights([generator.normal(0, 0.1, weight.shape) for weight in small.get_weights()])
    large.set_weights(small.get_weights())
    picture = images(1, (24, 40, 1))
    whole, tile = large(picture).numpy(), small(picture[:, :, :24]).numpy()
    margin = 2 * 22  # beyond the reach of the convolutions from the tile's edge
    assert np.abs(tile[:, :, 44:] - whole[:, :, 44:48]).max() > 1e-5
    if name == "srresnet":
        margin = 2 * 8
    np.testing.assert_allclose(tile[:, :, : 48 - margin], whole[:, :, : 48 - margin], atol=1e-5)


def test_the_dense_blocks_are_added_at_a_fifth_of_their_size():
    network = networks.rrdb_net((4, 4, 1), 2, 2, 2, 2)
    scales = [layer.scale for layer in network.layers if isinstance(layer, keras.layers.Rescaling)]
    assert scales == [0.2] * 8  # of two blocks: three dense ones each, and the block itself


def test_the_discriminator_takes_pictures_of_any_size_with_the_same_weights():
    first, second = networks.sr_discriminator((16, 16, 3), 2, 2), networks.sr_discriminator((24, 40, 3), 2, 2)
    second.set_weights(first.get_weights())
    assert second.output_shape == (None, 1)


def test_a_network_between_two_has_weights_between_theirs():
    first, second = (BUILDERS["srresnet"]((4, 4, 1), 2) for _ in range(2))
    between = networks.interpolated_network(first, second, 0.25)
    for one, other, weight in zip(first.get_weights(), second.get_weights(), between.get_weights(), strict=True):
        np.testing.assert_allclose(weight, 0.75 * one + 0.25 * other, atol=1e-6)


def test_what_does_not_fit_is_refused():
    for build in BUILDERS.values():
        with pytest.raises(ValueError, match="received scale=3; expected a power of two of at least 2"):
            build((4, 4, 1), 3)
    first = BUILDERS["srresnet"]((4, 4, 1), 2)
    with pytest.raises(ValueError, match="expected networks whose weights have the same shapes"):
        networks.interpolated_network(first, BUILDERS["rrdb_net"]((4, 4, 1), 2))
    with pytest.raises(ValueError, match="a share from 0 to 1"):
        networks.interpolated_network(first, first, 1.5)
