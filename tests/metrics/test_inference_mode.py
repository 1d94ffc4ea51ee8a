"""What measures does not train: every network is run in inference mode."""

import keras
import pytest
import tensorflow as tf

from tests.helpers.inference_only import inference_only
from tests.helpers.tiny import SHAPE, images
from tfgan_zoo import metrics, models, penalties
from tfgan_zoo.evaluation.feature_networks import FeatureNetwork

OF_FEATURES = [
    metrics.FrechetDistance,
    metrics.InceptionScore,
    metrics.KernelDistance,
    metrics.LabelAgreement,
    metrics.PairwiseCosine,
    metrics.PrecisionRecall,
]


def labeled(seed=0):
    return {"sample": tf.constant(images(4, seed=seed)), "labels": tf.constant([0, 1, 2, 0])}


def test_the_helper_refuses_training_mode():
    with pytest.raises(RuntimeError, match="training mode"):
        inference_only(SHAPE, 3)(images(4), training=True)


@pytest.mark.parametrize("metric", OF_FEATURES, ids=lambda metric: metric.__name__)
def test_features_are_those_of_inference(metric):
    metric(inference_only(SHAPE, 3)).update(labeled(), labeled(1))


def test_so_are_statistics_and_distances_of_features():
    network = inference_only(SHAPE, 3)
    assert metrics.feature_statistics(network, [images(4)]).count == 4
    assert metrics.FeatureDistance(network)(images(4), images(4, seed=1)).shape == (4,)
    assert FeatureNetwork(network)(images(4))[0].shape == (4, 3)


def test_the_norm_of_a_critics_gradient_is_that_of_inference():
    latents = keras.Input((2,))
    critic = inference_only((2,), 1)
    gan = models.GAN(keras.Model(latents, keras.layers.Dense(2)(latents)), critic)
    metrics.GradientNorm(gan, penalties.interpolate).update(images(4, (2,)), images(4, (2,), seed=1))
