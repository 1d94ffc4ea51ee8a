"""The label enters the score as an inner product with the summed features, and nowhere else."""

import keras
import numpy as np
import pytest

from tests.helpers.tiny import SHAPE, images
from tfgan_zoo import layers, models, networks

NUM_CLASSES = 3


@pytest.fixture(scope="module")
def discriminator():
    return networks.resnet_discriminator(SHAPE, 4, num_classes=NUM_CLASSES)


def test_the_score_is_linear_in_the_features_plus_the_features_on_the_labels_embedding(discriminator):
    real, labels = images(5), np.array([0, 2, 1, 1, 0])
    features = keras.Model(discriminator.inputs, discriminator.get_layer("features").output)([real, labels])
    linear = next(layer for layer in discriminator.layers if isinstance(layer, layers.SpectralDense))
    embedding = next(layer for layer in discriminator.layers if isinstance(layer, layers.SpectralEmbedding))
    rows = np.asarray(embedding.embeddings)[labels]
    expected = features @ np.asarray(linear.kernel) + (features * rows).numpy().sum(axis=1, keepdims=True)
    np.testing.assert_allclose(discriminator([real, labels]), expected, rtol=1e-4, atol=1e-5)
    assert not linear.use_bias
    other = keras.Model(discriminator.inputs, discriminator.get_layer("features").output)([real, labels[::-1]])
    np.testing.assert_array_equal(features, other)


def test_features_are_summed_over_places_and_not_averaged(discriminator):
    summed = discriminator.get_layer("features")
    maps = keras.Model(discriminator.inputs, summed.input)([images(2), np.array([0, 1])])  # averages over 2 x 2 places
    np.testing.assert_allclose(summed(maps), maps * 4, rtol=1e-6)


def test_the_embedding_is_normalized_as_one_matrix(discriminator):
    embedding = next(layer for layer in discriminator.layers if isinstance(layer, layers.SpectralEmbedding))
    embedding.update_estimate(100)
    assert np.linalg.svd(np.asarray(embedding.embeddings), compute_uv=False)[0] == pytest.approx(1.0, abs=1e-3)


def test_each_class_has_a_gamma_and_a_beta_in_every_normalization_of_the_generator_but_the_last():
    generator = networks.resnet_generator((16, 16, 1), 4, 6, num_classes=NUM_CLASSES)
    kinds = [type(layer).__name__ for layer in generator.layers if isinstance(layer, keras.layers.BatchNormalization)]
    assert kinds == ["ConditionalBatchNormalization"] * 6 + ["BatchNormalization"]


def test_networks_without_labels_are_refused(discriminator):
    generator = networks.resnet_generator(SHAPE, 4, 6)
    with pytest.raises(ValueError, match="expected one named 'labels' as well"):
        models.ProjectionGAN(generator, discriminator, num_classes=NUM_CLASSES)


def test_the_networks_of_sagan_are_normalized_throughout():
    generator = networks.resnet_generator(SHAPE, 8, 6, NUM_CLASSES, attention=True)
    discriminator = networks.resnet_discriminator(SHAPE, 8, NUM_CLASSES, attention=True)
    models.ProjectionGAN(generator, discriminator, num_classes=NUM_CLASSES)
    kernels = [weight for weight in generator.trainable_variables if len(weight.shape) > 2]
    assert len(networks.spectral_layers(generator)) == len(kernels) + 1  # the dense layer's kernel has two axes


def test_at_first_a_discriminator_with_attention_is_the_one_without():
    attentive = networks.resnet_discriminator(SHAPE, 8, NUM_CLASSES, attention=True)
    plain = networks.resnet_discriminator(SHAPE, 8, NUM_CLASSES)
    attention = attentive.get_layer("attention")
    own = {id(weight) for weight in attention.weights}
    plain.set_weights([weight.numpy() for weight in attentive.weights if id(weight) not in own])
    inputs = [images(3), np.arange(3)]
    np.testing.assert_allclose(attentive(inputs), plain(inputs), rtol=1e-5)
    attention.gamma.assign(1.0)
    assert np.abs(attentive(inputs) - plain(inputs)).min() > 1e-3
