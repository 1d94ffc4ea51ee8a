"""The Inception graph: its size, its input, its pooling, and errors for bad weights."""

import importlib

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo.metrics import (
    InceptionInput,
    InceptionScore,
    convert_frozen_graph,
    inception,
    inception_logits,
    untrained_inception,
)
from tfgan_zoo.metrics.inception_weights import load_inception_weights, read_frozen_graph

inception_module = importlib.import_module("tfgan_zoo.metrics.inception")


@pytest.fixture(scope="module")
def whole():
    return untrained_inception(2048)


@pytest.fixture(scope="module")
def short():
    return untrained_inception(768)


def convolutions(network):
    return [layer for layer in network.layers if isinstance(layer, keras.layers.Conv2D)]


def test_it_has_the_papers_94_convolutions_and_number_of_weights(whole):
    assert len(convolutions(whole)) == 94
    assert whole.output_shape == (None, 2048)
    # torchvision's port counts 21 785 568 without classifier and auxiliary head: 17 216 normalized channels, of which
    # each has a scale and a shift there, and one bias here
    channels = sum(layer.filters for layer in convolutions(whole))
    assert channels == 17216
    assert whole.count_params() == 21785568 - channels


def test_768_features_need_only_the_layers_up_to_mixed_7(short):
    assert short.output_shape == (None, 768)
    assert len(convolutions(short)) == 5 + 3 * 7 + 4 + 4 * 10
    assert not any(layer.name.startswith(("mixed_8", "mixed_9", "mixed_10")) for layer in short.layers)


def test_the_last_block_has_max_pooling_and_the_one_before_average_pooling(whole):
    assert isinstance(whole.get_layer("mixed_9_tower_2_pool"), keras.layers.AveragePooling2D)
    assert isinstance(whole.get_layer("mixed_10_tower_2_pool"), keras.layers.MaxPooling2D)


def test_average_pooling_does_not_count_padding(short):
    pool = short.get_layer("mixed_tower_2_pool")
    np.testing.assert_array_equal(pool(np.ones((1, 5, 5, 1), "float32")), np.ones((1, 5, 5, 1)))


@pytest.mark.slow
def test_every_output_has_the_right_shape(whole, tmp_path):
    images = np.random.default_rng(0).uniform(-1, 1, (2, 20, 24, 3)).astype("float32")
    assert whole(images).shape == (2, 2048)
    generator = np.random.default_rng(0)
    arrays = {f"{layer.name}/{weight.name}": weight.numpy() for layer in whole.layers for weight in layer.weights}
    arrays |= {"softmax/kernel": generator.normal(size=(2048, 1008)).astype("float32"), "softmax/bias": np.ones(1008)}
    np.savez(tmp_path / "weights.npz", **arrays)
    biased, plain = (
        inception_logits(tmp_path / "weights.npz", use_bias=use_bias)(images) for use_bias in (True, False)
    )
    np.testing.assert_allclose(biased, whole(images) @ arrays["softmax/kernel"] + 1.0, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(biased - 1.0, plain, rtol=1e-3, atol=1e-3)


def test_gray_images_equal_color_images_with_equal_channels(short):
    gray = np.random.default_rng(0).uniform(-1, 1, (1, 8, 8, 1)).astype("float32")
    color = np.repeat(gray, 3, axis=-1)
    np.testing.assert_array_equal(InceptionInput()(gray), InceptionInput()(color))
    np.testing.assert_allclose(short(gray), short(color), rtol=1e-5)


def test_images_of_two_channels_are_refused():
    with pytest.raises(ValueError, match="gray or RGB"):
        InceptionInput()(np.zeros((1, 8, 8, 2), "float32"))


def test_the_input_is_scaled_as_in_the_graphs_training():
    levels = np.array([0.0, 128.0, 255.0], "float32").reshape(3, 1, 1, 1)
    scaled = InceptionInput()(levels / 127.5 - 1.0).numpy()
    assert scaled.shape == (3, 299, 299, 3)
    np.testing.assert_array_equal(scaled[:, 0, 0, 0], [-1.0, 0.0, 127 / 128])


def test_generated_images_are_rounded_and_clipped_as_in_an_image_file():
    between = np.array([-1.7, 100.4 / 127.5 - 1.0, 1.3], "float32").reshape(3, 1, 1, 1)
    np.testing.assert_array_equal(InceptionInput()(between)[:, 0, 0, 0], [-1.0, -28 / 128, 127 / 128])


def test_the_resize_matches_tensorflow_1():
    levels = np.arange(12, dtype="float32").reshape(1, 3, 4, 1) * 20.0
    resized = InceptionInput()(levels / 127.5 - 1.0).numpy()[0, :, :, 0] * 128.0 + 128.0
    for row, column in ((0, 0), (10, 100), (150, 298), (298, 149)):
        y, x = row * 3 / 299, column * 4 / 299  # no half-pixel centers: the first pixel's center is the corner
        top, left = int(y), int(x)
        bottom, right = min(top + 1, 2), min(left + 1, 3)
        upper = levels[0, top, left, 0] * (1 - x + left) + levels[0, top, right, 0] * (x - left)
        lower = levels[0, bottom, left, 0] * (1 - x + left) + levels[0, bottom, right, 0] * (x - left)
        assert resized[row, column] == pytest.approx(upper * (1 - y + top) + lower * (y - top), abs=1e-3)


def test_another_number_of_features_is_refused():
    with pytest.raises(ValueError, match="768 or 2048"):
        untrained_inception(192)


def test_it_computes_in_float32_under_any_policy():
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        network = untrained_inception(768)
        levels = keras.Model(network.input, network.get_layer("inception_input").output)
        between = np.full((1, 1, 1, 1), 201 / 127.5 - 1.0, "float32")  # 201 has no bfloat16 neighbor once scaled
        assert float(levels(between)[0, 0, 0, 0]) == 73 / 128
    finally:
        keras.config.set_dtype_policy("float32")
    assert {layer.compute_dtype for layer in network.layers[1:]} == {"float32"}


def stem(channels=4):
    images = keras.Input((None, None, 3))
    return keras.Model(images, keras.layers.Conv2D(channels, 3, name="conv")(images))


def test_weights_are_read_from_the_file(tmp_path):
    network, arrays = (
        stem(),
        {"conv/kernel": np.full((3, 3, 3, 4), 2.0), "conv/bias": np.arange(4.0), "more": np.ones(1)},
    )
    np.savez(tmp_path / "weights.npz", **arrays)
    kernel, bias = load_inception_weights(network, tmp_path / "weights.npz").get_weights()
    np.testing.assert_array_equal(kernel, arrays["conv/kernel"])
    np.testing.assert_array_equal(bias, arrays["conv/bias"])


def test_the_error_names_a_missing_layer(tmp_path):
    np.savez(tmp_path / "weights.npz", **{"conv/kernel": np.ones((3, 3, 3, 32)), "conv/bias": np.ones(32)})
    with pytest.raises(ValueError, match="no 'conv_1/kernel'"):
        inception(tmp_path / "weights.npz", features=768)


def test_the_error_names_a_layer_of_another_shape(tmp_path):
    np.savez(tmp_path / "weights.npz", **{"conv/kernel": np.ones((3, 3, 3, 5)), "conv/bias": np.ones(4)})
    with pytest.raises(ValueError, match=r"'conv/kernel'.*\(3, 3, 3, 5\). Expected \(3, 3, 3, 4\)"):
        load_inception_weights(stem(), tmp_path / "weights.npz")


def test_the_error_names_a_layer_with_nan(tmp_path):
    np.savez(tmp_path / "weights.npz", **{"conv/kernel": np.ones((3, 3, 3, 4)), "conv/bias": np.full(4, np.nan)})
    with pytest.raises(ValueError, match="'conv/bias'.*nonfinite"):
        load_inception_weights(stem(), tmp_path / "weights.npz")


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_the_error_names_a_damaged_file(tmp_path, content):
    (tmp_path / "weights.npz").write_bytes(content)
    with pytest.raises(ValueError, match=r"weights.npz is damaged"):
        load_inception_weights(stem(), tmp_path / "weights.npz")


def test_the_error_names_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError, match="absent.npz"):
        load_inception_weights(stem(), tmp_path / "absent.npz")


def frozen_graph(path, arrays, scaled=True):
    """A graph with the node names of classify_image_graph_def.pb."""
    graph = tf.compat.v1.GraphDef()
    for name, value in arrays.items():
        node = graph.node.add(name=name, op="Const")
        node.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(value))
    node = graph.node.add(name="mixed/tower_1/conv/batchnorm", op="BatchNormWithGlobalNormalization")
    node.attr["variance_epsilon"].f = 1e-3
    node.attr["scale_after_normalization"].b = scaled
    path.write_bytes(graph.SerializeToString())


@pytest.fixture
def parameters():
    generator = np.random.default_rng(0)
    names = ("beta", "gamma", "moving_mean", "moving_variance")
    arrays = {f"mixed/tower_1/conv/batchnorm/{name}": generator.uniform(0.5, 2, 4).astype("float32") for name in names}
    return arrays | {"mixed/tower_1/conv/conv2d_params": generator.normal(size=(3, 3, 2, 4)).astype("float32")}


@pytest.mark.parametrize("scaled", [True, False])
def test_batch_normalization_is_folded_into_the_kernel(tmp_path, parameters, scaled):
    frozen_graph(tmp_path / "graph.pb", parameters, scaled)
    folded = read_frozen_graph(tmp_path / "graph.pb")
    images = tf.constant(np.random.default_rng(1).normal(size=(1, 5, 5, 2)).astype("float32"))
    beta, gamma, mean, variance = (value for name, value in parameters.items() if "batchnorm" in name)
    expected = tf.nn.batch_normalization(
        tf.nn.conv2d(images, parameters["mixed/tower_1/conv/conv2d_params"], 1, "SAME"),
        mean, variance, beta, gamma if scaled else None, 1e-3,
    )  # fmt: skip
    kernel, bias = folded["mixed_tower_1_conv/kernel"], folded["mixed_tower_1_conv/bias"]
    np.testing.assert_allclose(tf.nn.conv2d(images, kernel, 1, "SAME") + bias, expected, rtol=1e-4, atol=1e-5)


def test_a_frozen_graph_is_converted_with_its_classifier(tmp_path, parameters):
    frozen_graph(tmp_path / "graph.pb", parameters | {"softmax/weights": np.eye(2), "softmax/biases": np.ones(2)})
    convert_frozen_graph(tmp_path / "graph.pb", tmp_path / "weights.npz")
    with np.load(tmp_path / "weights.npz") as stored:
        assert sorted(stored.files) == [
            "mixed_tower_1_conv/bias", "mixed_tower_1_conv/kernel", "softmax/bias", "softmax/kernel",
        ]  # fmt: skip


def test_the_error_names_a_missing_node(tmp_path, parameters):
    del parameters["mixed/tower_1/conv/batchnorm/moving_mean"]
    frozen_graph(tmp_path / "graph.pb", parameters)
    with pytest.raises(ValueError, match="mixed/tower_1/conv/batchnorm/moving_mean"):
        read_frozen_graph(tmp_path / "graph.pb")


def test_a_file_that_is_not_a_graph_is_refused(tmp_path):
    (tmp_path / "graph.pb").write_bytes(b"\xff\xff no graph")
    with pytest.raises(ValueError, match="not a TensorFlow graph"):
        read_frozen_graph(tmp_path / "graph.pb")


def test_the_score_of_the_literature_leaves_out_the_bias_and_the_other_has_another_name(monkeypatch):
    pooled = keras.Input((2048,))
    monkeypatch.setattr(inception_module, "untrained_inception", lambda features: keras.Model(pooled, pooled * 1.0))
    monkeypatch.setattr(inception_module, "load_inception_weights", lambda network, weights: network)
    plain, biased = inception_logits("weights.npz"), inception_logits("weights.npz", use_bias=True)
    assert (plain.get_layer("softmax").use_bias, biased.get_layer("softmax").use_bias) == (False, True)
    assert InceptionScore(plain).name == "inception_score"
    assert InceptionScore(biased).name == "inception_score_inception-2015-12-05-logits-bias"
