"""Label embeddings concatenated to z and to images."""

import keras
import numpy as np
import pytest

from tests.helpers.tiny import images
from tfgan_zoo import layers, networks

NUM_CLASSES = 3


def joined(shape, label_size=2):
    """A network that only concatenates, and its embedding table."""
    inputs, hidden = networks.join_labels(keras.Input(shape), NUM_CLASSES, label_size)
    network = keras.Model(inputs, hidden)
    (table,) = network.get_weights()
    return network, table


def test_each_label_channel_is_constant_over_its_own_image():
    network, table = joined((4, 6, 1))
    pictures, labels = images(5, (4, 6, 1)), np.array([2, 0, 1, 1, 2], "int32")
    maps = np.asarray(network([pictures, labels]))
    np.testing.assert_array_equal(maps[..., :1], pictures)
    np.testing.assert_array_equal(maps[..., 1:], np.broadcast_to(table[labels][:, None, None], (5, 4, 6, 2)))


def test_the_embedding_comes_after_z():
    network, table = joined((4,))
    latents, labels = np.arange(12, dtype="float32").reshape(3, 4), np.array([1, 2, 0], "int32")
    np.testing.assert_array_equal(network([latents, labels]), np.concatenate([latents, table[labels]], axis=1))


def test_the_embedding_is_initialized_like_latents():
    inputs, hidden = networks.join_labels(keras.Input((4,)), 1000)
    (table,) = keras.Model(inputs, hidden).get_weights()
    assert table.shape == (1000, 10)
    assert table.std() == pytest.approx(1.0, abs=0.05)


BUILDERS = [
    networks.dcgan_generator,
    networks.dcgan_discriminator,
    networks.infogan_generator,
    networks.infogan_discriminator,
]


@pytest.mark.parametrize("build", BUILDERS)
def test_a_conditional_network_takes_labels_by_name_as_integers(build):
    network = build((8, 8, 1), width=4, num_classes=NUM_CLASSES)
    first, labels = network.inputs
    assert first.name in ("latents", "images")
    assert (labels.name, labels.shape, labels.dtype) == ("labels", (None,), "int32")


@pytest.mark.parametrize("normalization", [layers.BatchNormalization, None])
def test_a_different_label_gives_a_different_image_and_score(normalization):
    generator = networks.dcgan_generator((8, 8, 1), 4, 6, normalization, num_classes=NUM_CLASSES)
    discriminator = networks.dcgan_discriminator((8, 8, 1), 4, normalization, num_classes=NUM_CLASSES)
    for network, first in ((generator, np.ones((3, 6), "float32")), (discriminator, np.ones((3, 8, 8, 1), "float32"))):
        actual = np.asarray(network([first, np.arange(3, dtype="int32")])).reshape(3, -1)
        assert len(np.unique(actual, axis=0)) == 3


def test_an_unconditional_network_has_no_embedding():
    conditional = networks.dcgan_discriminator((8, 8, 1), 4, num_classes=NUM_CLASSES)
    plain = networks.dcgan_discriminator((8, 8, 1), 4)
    assert [tensor.name for tensor in plain.inputs] == ["images"]
    assert conditional.count_params() - plain.count_params() == NUM_CLASSES * 10 + 5 * 5 * 10 * 4


def test_each_player_has_its_own_embedding():
    generator = networks.dcgan_generator((8, 8, 1), 4, 6, num_classes=NUM_CLASSES)
    discriminator = networks.dcgan_discriminator((8, 8, 1), 4, num_classes=NUM_CLASSES)
    first, second = (
        next(layer for layer in network.layers if isinstance(layer, keras.layers.Embedding)).embeddings.numpy()
        for network in (generator, discriminator)
    )
    assert not np.array_equal(first, second)
