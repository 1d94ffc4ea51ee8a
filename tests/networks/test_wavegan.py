"""The networks of WaveGAN have the paper's layers, and transposed convolutions undo where convolutions look."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import layers, networks


def maps(network, kind):
    return [tuple(layer.output.shape[1:]) for layer in network.layers if isinstance(layer, kind)]


def test_the_generator_has_the_layers_of_the_papers_table():
    generator = networks.wavegan_generator((16_384, 1), width=64)
    assert generator.layers[2].output.shape == (None, 16, 1024)
    lengths = [(64, 512), (256, 256), (1024, 128), (4096, 64), (16_384, 1)]
    assert maps(generator, keras.layers.Conv1DTranspose) == lengths
    channels = [1024, 512, 256, 128, 64, 1]
    kernels = sum(25 * before * after + after for before, after in zip(channels, channels[1:], strict=False))
    assert generator.count_params() == 100 * 16 * 1024 + 16 * 1024 + kernels


def test_the_discriminator_has_the_layers_of_the_papers_table():
    discriminator = networks.wavegan_discriminator((16_384, 1), width=64)
    lengths = [(4096, 64), (1024, 128), (256, 256), (64, 512), (16, 1024)]
    assert maps(discriminator, keras.layers.Conv1D) == lengths
    channels = [1, 64, 128, 256, 512, 1024]
    kernels = sum(25 * before * after + after for before, after in zip(channels, channels[1:], strict=False))
    assert discriminator.count_params() == kernels + 16 * 1024 + 1


def test_the_phase_is_shuffled_after_every_activation_but_the_last():
    discriminator = networks.wavegan_discriminator((4096, 1), width=1, max_shift=3)
    order = [type(layer).__name__ for layer in discriminator.layers]
    level = ["Conv1D", "LeakyReLU", "PhaseShuffle"]
    assert order == ["InputLayer", *3 * level, "Conv1D", "LeakyReLU", "Flatten", "Dense"]
    shuffles = [layer for layer in discriminator.layers if isinstance(layer, layers.PhaseShuffle)]
    assert {layer.max_shift for layer in shuffles} == {3}
    assert discriminator.layers[2].negative_slope == pytest.approx(0.2)


@pytest.mark.parametrize("length", [64, 112, 256, 2048, 8192])
def test_they_fit_the_length(length):
    assert networks.wavegan_generator((length, 2), 1, 3).output_shape == (None, length, 2)
    assert networks.wavegan_discriminator((length, 2), 1).output_shape == (None, 1)


@pytest.mark.parametrize("length", [16, 63, 66, 5461, 16_000])
def test_a_length_that_cannot_be_divided_by_four_is_refused(length):
    for build in (networks.wavegan_generator, networks.wavegan_discriminator):
        with pytest.raises(ValueError, match=f"{length} samples cannot be divided by 4.*crop or pad sounds to 4096"):
            build((length, 1))


def test_a_transposed_convolution_is_the_adjoint_of_the_convolution():
    """<conv(x), y> = <x, transposed(y)> for one kernel: both pad alike, so neither shifts the sound."""
    convolution = networks.wavegan_discriminator((64, 1), 2).layers[1]
    transposed = networks.wavegan_generator((64, 1), 2, 3).layers[-2]
    generator = np.random.default_rng(0)
    long, short = (generator.normal(size=shape).astype("float32") for shape in [(3, 64, 1), (3, 16, 2)])
    transposed.set_weights([convolution.kernel.numpy(), np.zeros(1, "float32")])
    np.testing.assert_allclose(
        np.sum(convolution(long) * short), np.sum(long * transposed(short).numpy()), rtol=1e-4, atol=1e-4
    )


def test_they_end_in_float32_and_name_their_features():
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        generator = networks.wavegan_generator((64, 1), 2)
        discriminator = networks.wavegan_discriminator((64, 1), 2)
    finally:
        keras.config.set_dtype_policy("float32")
    assert generator.output.dtype == discriminator.output.dtype == "float32"
    assert discriminator.get_layer("features").compute_dtype == "bfloat16"
    assert discriminator.layers[-1].activation is keras.activations.linear
    assert np.abs(generator(100 * tf.ones((1, 100)))).max() <= 1
