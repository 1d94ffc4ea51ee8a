"""TF-GAN can be imported on current TensorFlow, and matches our results."""

import importlib.util
import sys

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo.metrics import frechet_distance_of, inception_from_hub, tensorflow_gan

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("tensorflow_gan") is None, reason="the package tensorflow-gan is not installed"
)


def test_importing_it_removes_the_stub():
    had_estimator = hasattr(tf, "estimator")
    tfgan = tensorflow_gan()
    assert callable(tfgan.eval.frechet_classifier_distance_from_activations)
    assert hasattr(tf, "estimator") == had_estimator
    assert "tensorflow_gan.python.estimator" not in sys.modules
    assert tensorflow_gan() is tfgan


def test_its_frechet_distance_matches_ours_on_the_same_activations():
    generator = np.random.default_rng(0)
    real = generator.normal(size=(300, 20)) @ generator.normal(size=(20, 20))
    fake = generator.normal(size=(250, 20)) + 0.5
    theirs = tensorflow_gan().eval.frechet_classifier_distance_from_activations(tf.constant(real), tf.constant(fake))
    assert frechet_distance_of(real, fake) == pytest.approx(float(theirs), rel=1e-10)


class StandInModule(tf.Module):
    """A stub of the TF-Hub module: from images of 299 x 299 to a dict."""

    @tf.function(input_signature=[tf.TensorSpec((None, 299, 299, 3), tf.float32)])
    def __call__(self, images):
        mean = tf.reduce_mean(images, axis=(1, 2, 3))
        return {"pool_3": tf.ones((1, 1, 1, 2048)) * mean[:, None, None, None], "logits": tf.ones((1, 1008))}


def test_the_hub_network_scales_images_as_in_its_training(tmp_path):
    tf.saved_model.save(StandInModule(), str(tmp_path))
    network = inception_from_hub(str(tmp_path))
    assert network.name == "inception-2015-12-05-2048"
    white, black = np.ones((1, 9, 9, 1), "float32"), -np.ones((1, 9, 9, 1), "float32")
    features = network(np.concatenate([white, black])).numpy()
    np.testing.assert_allclose(features, np.repeat([[127 / 128], [-1.0]], 2048, axis=1), rtol=1e-5)
