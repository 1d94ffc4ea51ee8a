"""SqueezeNet's weights from either kind of file, and the errors for others."""

import hashlib

import h5py
import numpy as np
import pytest

from tests.metrics import numpy_squeezenet
from tfgan_zoo import metrics
from tfgan_zoo.metrics import squeezenet_weights

STATE = numpy_squeezenet.random_network()
IMAGE = np.random.default_rng(2).uniform(-1, 1, (1, 21, 20, 3)).astype("float32")


def converted(path, state=STATE):
    metrics.convert_lpips(state, numpy_squeezenet.random_heads(), path)
    return path


def keras_file(path):
    """The same weights as keras-squeezenet stores them: numbered kernels, each layer a group."""
    places = {place: fire for fire, place in squeezenet_weights.PLACES.items()}
    with h5py.File(path, "w") as file:
        for number, name in enumerate(name.removesuffix(".weight") for name in STATE if name.endswith("weight")):
            _, place, *part = name.split(".")
            part = [word.replace("squeeze", "squeeze1x1") for word in part]
            layer = "/".join([places[int(place)], *part]) if part else "conv1"
            file[f"{layer}/uniform{number + 1}"] = STATE[f"{name}.weight"].transpose(2, 3, 1, 0)
            file[f"{layer}/{layer}_b"] = STATE[f"{name}.bias"]
    return path


def published(monkeypatch, path):
    monkeypatch.setattr(squeezenet_weights, "KERAS_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())
    return path


def test_torchvisions_weights_give_its_features(tmp_path):
    network = metrics.squeezenet(converted(tmp_path / "lpips.npz"))
    assert network.name == "squeezenet-1.1"
    for ours, theirs in zip(network(IMAGE), numpy_squeezenet.features(STATE, IMAGE[0]), strict=True):
        np.testing.assert_allclose(ours[0], theirs.transpose(1, 2, 0), rtol=1e-3, atol=1e-4)


def test_caffes_weights_see_blue_green_and_red_in_levels_less_their_means(tmp_path, monkeypatch):
    network = metrics.squeezenet(published(monkeypatch, keras_file(tmp_path / "notop.h5")), ["conv1", "fire5"])
    assert network.name == "squeezenet-1.1-caffe"
    levels = ((IMAGE[0].astype("float64") + 1) * 127.5)[..., ::-1] - [103.939, 116.779, 123.68]
    expected = numpy_squeezenet.raw_features(STATE, levels.transpose(2, 0, 1))
    for ours, theirs in zip(network(IMAGE), (expected[0], expected[2]), strict=True):
        np.testing.assert_allclose(ours[0], theirs.transpose(1, 2, 0), rtol=1e-3, atol=1e-4 * theirs.max())


def test_lpips_learned_nothing_of_caffes_weights_so_all_features_count_alike(tmp_path, monkeypatch):
    network = metrics.lpips_network(published(monkeypatch, keras_file(tmp_path / "notop.h5")))
    assert network.name == "unweighted-squeezenet-1.1-caffe"
    for number in range(7):
        np.testing.assert_array_equal(network.get_layer(f"lin{number}").get_weights()[0], 1)


def test_a_file_that_is_not_the_published_one_is_refused(tmp_path):
    with pytest.raises(ValueError, match="has the SHA-256 [0-9a-f]{64}. Expected 17154246"):
        metrics.squeezenet(keras_file(tmp_path / "other.h5"))


def test_the_error_names_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError, match="No SqueezeNet weights at .*absent.npz"):
        metrics.squeezenet(tmp_path / "absent.npz")


def test_the_error_names_a_missing_array(tmp_path):
    with np.load(converted(tmp_path / "lpips.npz")) as stored:
        np.savez(tmp_path / "bare.npz", **{name: stored[name] for name in stored.files if "lin" not in name})
    metrics.squeezenet(tmp_path / "bare.npz", ["fire9"])
    with pytest.raises(ValueError, match="bare.npz has no 'lin0/weights'"):
        metrics.lpips_network(tmp_path / "bare.npz")
    with pytest.raises(ValueError, match="The state has no 'features.3.squeeze.weight'"):
        converted(tmp_path / "none.npz", {name: STATE[name] for name in STATE if ".3." not in name})


def test_an_unknown_layer_is_refused():
    with pytest.raises(ValueError, match="no layer 'fire10'. Its layers are conv1, fire2, .*, fire9"):
        metrics.untrained_squeezenet(["fire10"])
