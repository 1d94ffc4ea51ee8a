import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import images, linear_players
from tfgan_zoo import models, tricks


def test_the_term_is_the_distance_of_the_mean_features():
    points = keras.Input((2,))
    features = keras.layers.Dense(2, use_bias=False, name="features")(points)
    discriminator = keras.Model(points, keras.layers.Dense(1)(features))
    kernel = np.array([[1.0, 2.0], [0.0, -1.0]], "float32")
    discriminator.get_layer("features").set_weights([kernel])
    gan = models.GAN(linear_players()[0], discriminator, tricks=[tricks.FeatureMatching(0.5)])
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    expected = 0.5 * np.sum((real.mean(axis=0) @ kernel - fake.mean(axis=0) @ kernel) ** 2)
    assert float(gan.generator_terms(real, fake)["feature_matching"]) == pytest.approx(expected, rel=1e-5)
    assert list(gan.discriminator_terms(tf.constant(real), tf.constant(fake))) == ["discriminator"]


def test_a_discriminator_without_features_is_refused():
    with pytest.raises(ValueError, match="has the layers .*dense.*; expected one named 'features'"):
        models.GAN(*linear_players(), tricks=[tricks.FeatureMatching()])


def test_a_negative_weight_is_refused():
    with pytest.raises(ValueError, match="FeatureMatching takes weight as a number of at least 0"):
        tricks.FeatureMatching(-1.0)
