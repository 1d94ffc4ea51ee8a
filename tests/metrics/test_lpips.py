"""LPIPS against SqueezeNet and the distance by hand, and what a measure of how different images look must do.

Where an environment variable names a file of weights, its distances of two drawn pairs are those recorded.
"""

import os

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.metrics import numpy_squeezenet
from tfgan_zoo import metrics
from tfgan_zoo.metrics.lpips_features import WeightedDirections

WEIGHTS = "TFGAN_ZOO_LPIPS"
RECORDED = {"unweighted-squeezenet-1.1-caffe@84a2ef25": {"noise": 0.346943, "blur": 0.945194}}
NETWORK, HEADS = numpy_squeezenet.random_network(), numpy_squeezenet.random_heads()


def pictures(count=2, height=22, width=19, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (count, height, width, 3)).astype("float32")


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("weights") / "lpips.npz"
    metrics.convert_lpips(NETWORK, HEADS, path)
    return path


@pytest.fixture(scope="module")
def network(file):
    return metrics.lpips_network(file)


def distances(network, first, second):
    metric = metrics.LPIPS(network)
    return np.asarray(metric.similarity(first, second))


def test_it_is_the_distance_by_hand_for_even_and_odd_sizes(network):
    for height, width in ((22, 19), (17, 24)):
        first, second = pictures(2, height, width), pictures(2, height, width, seed=1)
        by_hand = [numpy_squeezenet.lpips(NETWORK, HEADS, *pair) for pair in zip(first, second, strict=True)]
        np.testing.assert_allclose(distances(network, first, second), by_hand, rtol=1e-4)


def test_equal_images_have_none_and_the_order_does_not_count(network):
    first, second = pictures(), pictures(seed=1)
    np.testing.assert_array_equal(distances(network, first, first), 0)
    np.testing.assert_array_equal(distances(network, first, second), distances(network, second, first))


def test_gray_images_equal_color_images_with_equal_channels(network):
    first, second = (pictures(seed=seed)[..., :1] for seed in (0, 1))
    colored = distances(network, *(np.repeat(images, 3, axis=-1) for images in (first, second)))
    np.testing.assert_allclose(distances(network, first, second), colored, rtol=1e-5)


def test_the_metric_is_the_mean_over_all_pairs_and_says_whose_it_is(network):
    metric = metrics.LPIPS(network, split="val")
    update = tf.function(metric.update, autograph=False)
    first, second = pictures(3), pictures(3, seed=1)
    update({"sample": first[:2]}, {"sample": second[:2]})
    update(first[2:], second[2:])
    result = metric.result()
    assert result.value == pytest.approx(float(np.mean(distances(network, first, second))), rel=1e-5)
    assert (result.metric, result.n_fake, result.split, metric.higher_is_better) == ("lpips", 3, "val", False)
    assert result.network == f"lpips-0.1-squeezenet-1.1@{result.network[-8:]}"


def test_other_networks_have_other_names():
    assert metrics.LPIPS(metrics.untrained_lpips()).name == "perceptual_untrained-lpips"
    assert metrics.LPIPS(metrics.untrained_lpips("unweighted-squeezenet-1.1-caffe")).name == "lpips_unweighted"


@pytest.mark.parametrize("jit_compile", [False, True])
def test_a_position_without_a_feature_has_a_gradient(jit_compile):
    layer = WeightedDirections()
    maps = tf.constant([[[[0.0, 0.0]], [[3.0, 4.0]]]])
    np.testing.assert_allclose(layer(maps), [[[[0, 0]], [[0.6, 0.8]]]], rtol=1e-6)

    @tf.function(jit_compile=jit_compile)
    def gradient(maps):
        with tf.GradientTape() as tape:
            tape.watch(maps)
            outputs = layer(maps)
        return tape.gradient(outputs, maps)

    assert np.isfinite(gradient(maps)).all()


@pytest.mark.parametrize(
    ("images", "message"),
    [(pictures(1, 16, 20), "16 x 20 pixels. LPIPS .* at least 17 x 17"), (pictures() * 127, r"floats in \[-1, 1\]")],
)
def test_images_that_it_cannot_compare_are_refused(network, images, message):
    with pytest.raises(ValueError, match=message):
        metrics.LPIPS(network).update(images, images)


def test_it_is_saved_with_a_game_that_learns_by_it(network, tmp_path):
    network.save(tmp_path / "network.keras")
    loaded = keras.models.load_model(tmp_path / "network.keras")
    first, second = pictures(), pictures(seed=1)
    np.testing.assert_array_equal(distances(loaded, first, second), distances(network, first, second))


@pytest.mark.skipif(WEIGHTS not in os.environ, reason=f"the environment variable {WEIGHTS} names no file of weights")
def test_published_weights_give_the_recorded_distances():
    metric = metrics.LPIPS(metrics.lpips_network(os.environ[WEIGHTS]))
    if metric.identity not in RECORDED:
        pytest.skip(f"no distances are recorded of {metric.identity}")
    across = np.linspace(-3, 3, 64)
    clear = (0.5 * np.sin(4 * across)[:, None] + 0.4 * np.cos(9 * across)[None])[None, :, :, None].astype("float32")
    noise = np.random.default_rng(0).uniform(-0.1, 0.1, clear.shape).astype("float32")
    blurred = tf.nn.avg_pool2d(clear, 5, 1, "SAME")
    found = {
        "noise": distances(metric.network, clear, clear + noise),
        "blur": distances(metric.network, clear, blurred),
    }
    assert {name: float(value[0]) for name, value in found.items()} == pytest.approx(
        RECORDED[metric.identity], rel=1e-3
    )
