"""SNGAN's standard networks against the paper's table 3."""

import keras
import pytest

from tfgan_zoo import layers, networks


@pytest.mark.parametrize("image_shape", [(28, 28, 1), (32, 32, 3), (48, 48, 3), (64, 64, 3)])
def test_both_networks_fit_the_image(image_shape):
    assert networks.sngan_generator(image_shape, 4).output_shape == (None, *image_shape)
    assert networks.sngan_discriminator(image_shape, 4).output_shape == (None, 1)


def test_the_discriminator_has_the_papers_convolutions_each_spectrally_normalized():
    *convolutions, dense = networks.spectral_layers(networks.sngan_discriminator((32, 32, 3)))
    assert [(layer.filters, layer.kernel_size[0], layer.strides[0]) for layer in convolutions] == [
        (64, 3, 1),
        (64, 4, 2),
        (128, 3, 1),
        (128, 4, 2),
        (256, 3, 1),
        (256, 4, 2),
        (512, 3, 1),
    ]
    assert dense.kernel.shape == (4 * 4 * 512, 1)


def test_the_generator_has_the_papers_feature_maps():
    generator = networks.sngan_generator((48, 48, 3))
    maps = [layer.output.shape[1:] for layer in generator.layers if isinstance(layer, keras.layers.Conv2DTranspose)]
    assert generator.get_layer(index=2).output.shape[1:] == (6, 6, 512)
    assert maps == [(12, 12, 256), (24, 24, 128), (48, 48, 64)]


def test_images_whose_size_is_not_a_multiple_of_4_are_refused():
    for build in (networks.sngan_generator, networks.sngan_discriminator):
        with pytest.raises(ValueError, match="multiples of 4"):
            build((30, 30, 1))


def test_spectral_layers_of_nested_networks_are_found():
    samples = keras.Input((8, 8, 1))
    inner = keras.Model(samples, layers.SpectralConv2D(1, 3)(samples))
    assert networks.spectral_layers(keras.Model(samples, inner(samples))) == [inner.layers[1]]
