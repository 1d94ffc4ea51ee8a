import keras
import pytest

from tests.helpers.tiny import SHAPE, players
from tfgan_zoo import layers, models, networks


def test_a_discriminator_of_spectral_layers_is_accepted():
    generator, discriminator = players()[0], networks.sngan_discriminator(SHAPE, 4)
    assert models.SNGAN(generator, discriminator).discriminator is discriminator


def test_an_unnormalized_kernel_is_refused_naming_its_layer():
    samples = keras.Input(SHAPE)
    hidden = keras.layers.Flatten()(layers.SpectralConv2D(4, 3)(samples))
    discriminator = keras.Model(samples, keras.layers.Dense(1, name="judgment")(hidden))
    with pytest.raises(ValueError, match="'judgment' .Dense.* use tfgan_zoo.layers.SpectralConv2D"):
        models.SNGAN(players()[0], discriminator)


@pytest.mark.parametrize("wrapped", [keras.layers.SpectralNormalization, keras.layers.TimeDistributed])
def test_an_unnormalized_kernel_in_a_wrapper_is_refused(wrapped):
    samples = keras.Input((4, 2))
    generator = keras.Model(samples, samples)
    critic = keras.Model(samples, keras.layers.GlobalMaxPooling1D()(wrapped(keras.layers.Dense(1))(samples)))
    with pytest.raises(ValueError, match=wrapped.__name__):
        models.SNGAN(generator, critic)


def test_a_nested_network_is_checked():
    samples = keras.Input(SHAPE)
    inner = networks.dcgan_discriminator(SHAPE, 4, normalization=None)
    with pytest.raises(ValueError, match="Conv2D"):
        models.SNGAN(players()[0], keras.Model(samples, inner(samples)))
    spectral = networks.sngan_discriminator(SHAPE, 4)
    models.SNGAN(players()[0], keras.Model(samples, spectral(samples)))


def test_biases_and_scales_are_not_kernels():
    samples = keras.Input(SHAPE)
    hidden = layers.SpectralConv2D(4, 3)(samples)
    hidden = keras.layers.Flatten()(keras.layers.GroupNormalization(2)(hidden))
    models.SNGAN(players()[0], keras.Model(samples, layers.SpectralDense(1)(hidden)))
