"""Which network a file and the names of layers make."""

import keras
import numpy as np
import pytest

from tests.metrics import numpy_squeezenet
from tfgan_zoo import metrics


def saved_arrays(network, path):
    np.savez(path, **{f"{layer.name}/{weight.name}": weight for layer in network.layers for weight in layer.weights})
    return path


def test_layers_of_squeezenet_are_of_squeezenet(tmp_path):
    metrics.convert_lpips(numpy_squeezenet.random_network(), numpy_squeezenet.random_heads(), tmp_path / "lpips.npz")
    network = metrics.perceptual_network(tmp_path / "lpips.npz", "fire3, fire5")
    assert (network.name, [maps[-1] for maps in network.output_shape]) == ("squeezenet-1.1", [128, 256])


@pytest.mark.slow
def test_layers_of_the_inception_have_its_weights_at_the_images_own_size(tmp_path):
    whole = metrics.untrained_inception_features(["conv", "conv_2"])
    network = metrics.perceptual_network(saved_arrays(whole, tmp_path / "inception.npz"), "conv_2")
    images = np.random.default_rng(0).uniform(-1, 1, (1, 20, 24, 3)).astype("float32")
    assert network(images).shape == (1, 7, 9, 64)
    np.testing.assert_array_equal(network(images), whole(images)[1])


def test_the_inceptions_colors_are_those_of_its_training():
    network = metrics.untrained_inception_features(["conv"])
    levels = np.array([0.0, 128.0, 255.0], "float32").reshape(3, 1, 1, 1)
    scaled = network.get_layer("color_scaling")(levels / 127.5 - 1)
    np.testing.assert_allclose(scaled[:, 0, 0], np.array([[-1, 0, 127 / 128]] * 3).T, atol=1e-6)


def test_a_keras_file_is_taken_whole(tmp_path):
    pictures = keras.Input((8, 8, 3))
    keras.Model(pictures, keras.layers.Rescaling(2.0)(pictures)).save(tmp_path / "twice.keras")
    network = metrics.perceptual_network(tmp_path / "twice.keras")
    np.testing.assert_array_equal(network(np.ones((1, 8, 8, 3), "float32")), 2)
    with pytest.raises(ValueError, match="is a whole network"):
        metrics.perceptual_network(tmp_path / "twice.keras", "conv1")


def test_no_file_is_no_network_and_weights_need_layers():
    assert metrics.perceptual_network(None) is None
    with pytest.raises(ValueError, match="name the layers whose features count"):
        metrics.perceptual_network("inception.npz")
    with pytest.raises(ValueError, match="Inception has no layer 'mixed_11'. Its convolutions and blocks are conv, "):
        metrics.untrained_inception_features(["mixed_11"])
