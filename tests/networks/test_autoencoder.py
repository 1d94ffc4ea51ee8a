"""The discriminator that is an autoencoder."""

import keras
import numpy as np
import pytest

from tfgan_zoo import layers, networks

SHAPE = (8, 8, 1)


def test_the_autoencoder_has_as_many_parameters_as_the_authors_code():
    # Convolutions 1-64-128 with 4x4 kernels, dense 6272-64-6272, transposed convolutions 128-64-1.
    weights = 16 * 64 + 64 + 16 * 64 * 128 + 128 + 6272 * 64 + 64 + 64 * 6272 + 6272 + 16 * 128 * 64 + 64 + 16 * 64 + 1
    assert networks.autoencoder_discriminator((28, 28, 1)).count_params() == weights


def test_only_the_code_and_the_decoder_are_normalized():
    network = networks.autoencoder_discriminator(SHAPE, 4, 4, normalization=layers.BatchNormalization)
    names = [type(layer).__name__ for layer in network.layers]
    assert names.count("BatchNormalization") == 3
    assert names.index("BatchNormalization") > names.index("Flatten")


def test_the_autoencoder_outputs_its_input_shape_and_has_a_code():
    for image_shape in [(28, 28, 1), (32, 16, 3)]:
        network = networks.autoencoder_discriminator(image_shape, code_size=6, width=4)
        assert network.output_shape == network.input_shape == (None, *image_shape)
        assert network.get_layer("features").output.shape == (None, 6)


def test_an_encoder_with_unit_range_maps_black_to_zero():
    images = np.random.default_rng(0).uniform(-1, 1, (3, *SHAPE)).astype("float32")
    signed = networks.autoencoder_discriminator(SHAPE, 4, 4)
    unit = networks.autoencoder_discriminator(SHAPE, 4, 4, unit_range=True)
    unit.set_weights(signed.get_weights())
    np.testing.assert_allclose(unit(images), signed((images + 1) / 2), atol=1e-6)
    for network, zero in ((signed, 0.0), (unit, -1.0)):
        assert not np.any(network(np.full((1, *SHAPE), zero, "float32")))


def test_the_autoencoder_ends_in_float32_between_minus_one_and_one():
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        network = networks.autoencoder_discriminator(SHAPE, width=4)
    finally:
        keras.config.set_dtype_policy("float32")
    assert network.get_layer("features").compute_dtype == "bfloat16"
    assert network.output.dtype == "float32"
    assert network.layers[-1].activation is keras.activations.tanh


def test_images_whose_size_is_not_a_multiple_of_4_are_refused():
    with pytest.raises(ValueError, match="multiples of 4"):
        networks.autoencoder_discriminator((30, 30, 1))
