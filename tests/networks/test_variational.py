"""Encoders and decoders that mirror each other."""

import keras
import numpy as np
import pytest

from tfgan_zoo import networks

PAIRS = pytest.mark.parametrize(
    "encoder, decoder",
    [
        (networks.dense_encoder, networks.dense_decoder),
        (networks.convolutional_encoder, networks.convolutional_decoder),
    ],
    ids=["dense", "convolutional"],
)


@PAIRS
@pytest.mark.parametrize("shape", [(8, 8, 1), (28, 32, 3)])
def test_a_decoder_takes_what_its_encoder_gives_and_gives_what_it_takes(encoder, decoder, shape):
    encoder, decoder = encoder(shape, latent_size=6, width=4), decoder(shape, latent_size=6, width=4)
    assert encoder.output_shape == decoder.input_shape == (None, 6)
    assert encoder.input_shape == decoder.output_shape == (None, *shape)
    images = decoder(100 * keras.random.normal((3, 6), seed=0))
    assert np.abs(images).max() <= 1
    assert decoder.inputs[0].name == "latents"


@PAIRS
def test_a_gaussian_encoder_has_two_ends_on_one_trunk(encoder, decoder):
    plain, gaussian = encoder((8, 8, 1), 6, 4), encoder((8, 8, 1), 6, 4, gaussian=True)
    assert gaussian.output_shape == [(None, 6), (None, 6)]
    features = plain.get_layer("features").output.shape[-1]
    assert gaussian.count_params() == plain.count_params() + features * 6 + 6


@pytest.mark.parametrize("build", [networks.dense_encoder, networks.convolutional_encoder])
def test_an_encoder_sees_black_as_nothing(build):
    encoder = build((8, 8, 1), 6, 4)
    np.testing.assert_array_equal(encoder(np.full((1, 8, 8, 1), -1.0)), np.zeros((1, 6)))  # biases begin at zero
    assert np.abs(encoder(np.zeros((1, 8, 8, 1)))).max() > 0


def test_the_dense_pair_has_as_many_parameters_as_pytorchs_example():
    weights = 784 * 400 + 400 + 2 * (400 * 20 + 20) + 20 * 400 + 400 + 400 * 784 + 784
    pair = networks.dense_encoder((28, 28, 1), gaussian=True), networks.dense_decoder((28, 28, 1))
    assert sum(network.count_params() for network in pair) == weights


def test_the_dense_pair_may_be_deeper():
    encoder, decoder = networks.dense_encoder((2,), 3, 4, depth=2), networks.dense_decoder((2,), 3, 4, depth=2)
    assert encoder.count_params() == 2 * 4 + 4 + 4 * 4 + 4 + 4 * 3 + 3
    assert decoder.count_params() == 3 * 4 + 4 + 4 * 4 + 4 + 4 * 2 + 2


@pytest.mark.parametrize("build", [networks.convolutional_encoder, networks.convolutional_decoder])
def test_an_image_that_cannot_be_quartered_is_refused(build):
    with pytest.raises(ValueError, match="multiples of 4"):
        build((30, 28, 1))
