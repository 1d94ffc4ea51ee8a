"""Each block is told a part of the latents of its own, and every kernel but the embedding is spectral."""

import keras
import numpy as np
import pytest

from tests.helpers.tiny import images
from tfgan_zoo import layers, networks

SHAPE, NUM_CLASSES = (16, 16, 1), 3


@pytest.fixture(scope="module")
def generator():
    return networks.biggan_generator(SHAPE, NUM_CLASSES, 4, latent_size=8, class_size=5)


def conditions_of_blocks(generator, latents, labels):
    """What the two normalizations of each block are given, and the first layer's input."""
    found = [layer for layer in generator.layers if isinstance(layer, layers.VectorBatchNormalization)]
    first = next(layer for layer in generator.layers if isinstance(layer, layers.SpectralDense))
    outputs = [first.input, *(layer.input[1] for layer in found)]
    return [np.asarray(value) for value in keras.Model(generator.inputs, outputs)([latents, labels])]


def test_the_latents_are_cut_in_order_and_each_block_gets_its_part_and_the_shared_embedding(generator):
    latents, labels = images(2, (8,)), np.array([2, 0])
    first, *conditions = conditions_of_blocks(generator, latents, labels)
    table = next(layer for layer in generator.layers if isinstance(layer, keras.layers.Embedding)).get_weights()[0]
    np.testing.assert_array_equal(first, latents[:, :2])
    assert len(conditions) == 6  # two in each of three blocks
    for number, condition in enumerate(conditions):
        block = number // 2 + 1
        expected = np.concatenate([table[labels], latents[:, 2 * block : 2 * block + 2]], axis=1)
        np.testing.assert_array_equal(condition, expected)


def test_every_kernel_but_the_embedding_is_spectral_and_orthogonal_at_first(generator):
    kernels = [weight for weight in generator.trainable_variables if len(weight.shape) > 1]
    assert len(networks.spectral_layers(generator)) == len(kernels) - 1
    dense = next(layer for layer in generator.layers if isinstance(layer, layers.SpectralDense))
    matrix = np.asarray(dense.raw_weight)  # fewer rows than columns
    np.testing.assert_allclose(matrix @ matrix.T, np.eye(2), atol=1e-5)


def test_the_last_normalization_is_unconditional(generator):
    found = [layer for layer in generator.layers if isinstance(layer, keras.layers.BatchNormalization)]
    assert type(found[-1]) is layers.BatchNormalization
    assert all(type(layer) is layers.VectorBatchNormalization for layer in found[:-1])


def test_latents_that_cannot_be_cut_are_refused():
    with pytest.raises(ValueError, match="latent_size=10 cannot be cut into 4 equal parts.*a multiple of 4, such as 8"):
        networks.biggan_generator(SHAPE, NUM_CLASSES, 4, latent_size=10)


def test_attention_is_before_the_last_block():
    generator = networks.biggan_generator(SHAPE, NUM_CLASSES, 8, 8, attention=True)
    assert generator.get_layer("attention").output.shape == (None, 8, 8, 8)


# Standing statistics


def test_standing_statistics_are_plain_averages_over_the_batches_whatever_was_there_before():
    inputs = keras.Input((4, 4, 2))
    network = keras.Model(inputs, layers.BatchNormalization(momentum=0.9, name="norm")(inputs))
    layer = network.get_layer("norm")
    layer.moving_mean.assign([100.0, -100.0])
    network.trainable = False  # as a moving average of weights is
    batches = [images(5, (4, 4, 2), seed) * (seed + 1) for seed in range(3)]
    networks.set_standing_statistics(network, batches)
    means = np.mean([batch.mean(axis=(0, 1, 2)) for batch in batches], axis=0)
    variances = np.mean([batch.var(axis=(0, 1, 2)) for batch in batches], axis=0)
    np.testing.assert_allclose(layer.moving_mean, means, atol=1e-6)
    np.testing.assert_allclose(layer.moving_variance, variances, rtol=1e-5)
    assert (layer.momentum, layer.trainable) == (0.9, False)
