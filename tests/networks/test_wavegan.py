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


def test_the_post_filter_is_one_convolution_of_512_without_bias_after_tanh_and_off_by_default():
    plain = networks.wavegan_generator((1024, 1), 1, 3)
    assert [type(layer).__name__ for layer in plain.layers[-2:]] == ["Conv1DTranspose", "Activation"]
    filtered = networks.wavegan_generator((1024, 1), 1, 3, filter_size=512)
    *_, tanh, convolution, _ = filtered.layers
    assert tanh.activation is keras.activations.tanh and convolution.activation is keras.activations.linear
    assert [weight.shape for weight in convolution.weights] == [(512, 1, 1)]
    z = np.random.default_rng(0).uniform(-1, 1, (2, 3)).astype("float32")
    before = keras.Model(filtered.input, tanh.output)(z).numpy()[..., 0]
    padded = np.pad(before, [(0, 0), (255, 256)])  # "same": of 511 zeros the smaller half goes in front
    kernel = convolution.kernel.numpy()[:, 0, 0]
    expected = np.stack([np.correlate(sound, kernel, "valid") for sound in padded])
    np.testing.assert_allclose(filtered(z, training=True)[..., 0], expected, atol=1e-5)


def test_a_post_filter_is_clipped_in_inference_and_has_a_gradient_everywhere_in_training():
    generator = networks.wavegan_generator((64, 1), 2, 3, filter_size=8)
    kernel = generator.layers[-2].kernel
    kernel.assign(100 * tf.ones_like(kernel))
    z = tf.ones((1, 3))
    assert np.abs(generator(z)).max() == 1.0
    with tf.GradientTape() as tape:
        waveforms = generator(z, training=True)
    assert np.abs(waveforms).max() > 1.0
    assert (tape.gradient(waveforms, kernel.value).numpy() != 0).all()


def test_conditions_are_joined_to_z_and_before_the_critics_last_convolution():
    generator = networks.wavegan_generator((1024, 1), 1, 3, num_classes=10, num_speakers=6)
    critic = networks.wavegan_discriminator((1024, 1), 1, num_classes=10, num_speakers=6)
    for network, first in ((generator, "latents"), (critic, "waveforms")):
        assert [tensor.name for tensor in network.inputs] == [first, "labels", "speakers"]
    dense = next(layer for layer in generator.layers if isinstance(layer, keras.layers.Dense))
    assert dense.kernel.shape[0] == 3 + 10 + 6
    convolutions = [layer for layer in critic.layers if isinstance(layer, keras.layers.Conv1D)]
    assert [layer.kernel.shape[1] for layer in convolutions] == [1, 1, 2 + 10 + 6]
    order = [type(layer).__name__ for layer in critic.layers]
    assert order.count("PhaseShuffle") == 2 and order[-4:] == ["Conv1D", "LeakyReLU", "Flatten", "Dense"]


def test_each_condition_alone_changes_the_sound_and_its_score():
    speakers = np.eye(2, dtype="float32")
    labels = np.arange(2)
    for options, given in (({"num_classes": 2}, labels), ({"num_speakers": 2}, speakers)):
        generator = networks.wavegan_generator((64, 1), 2, 3, **options)
        critic = networks.wavegan_discriminator((64, 1), 2, **options)
        for network, same in ((generator, np.ones((2, 3))), (critic, np.ones((2, 64, 1)))):
            first, second = network([same, given]).numpy()
            assert not np.allclose(first, second)


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
