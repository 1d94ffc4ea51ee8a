"""The paper's networks: where styles and noise enter, and what the layers hold."""

import keras
import numpy as np
import pytest

from tests.helpers.tiny import images
from tfgan_zoo import layers, networks


def of_kind(network, kind):
    return [layer for layer in network.layers if isinstance(layer, kind)]


@pytest.fixture(scope="module")
def generator():
    keras.utils.set_random_seed(0)
    generator = networks.stylegan_generator((16, 16, 3), 4, 8, latent_size=6, style_size=5, mapping_depth=3)
    for layer in of_kind(networks.style_parts(generator)[2], layers.NoiseInjection):
        layer.strength.assign(0.5)
    return generator


@pytest.mark.parametrize("image_shape", [(8, 8, 1), (28, 28, 1), (32, 48, 3)])
def test_the_networks_fit_the_image(image_shape):
    assert networks.stylegan_generator(image_shape, 4, 8, 6, 5, 1).output_shape == (None, *image_shape)
    assert networks.stylegan_discriminator(image_shape, 4, 8).output_shape == (None, 1)


def test_each_convolution_has_a_style_and_the_last_image_one_more(generator):
    """4 x 4: one convolution; 8 x 8 and 16 x 16: two each. A level's image shares the next level's first style."""
    synthesis = networks.style_parts(generator)[2]
    styles, noise = synthesis.inputs
    assert styles.shape == (None, 6, 5)
    assert noise.shape == (None, 16 + 2 * 64 + 2 * 256)
    convolutions = [layer for layer in of_kind(synthesis, layers.ModulatedConv2D) if layer.demodulate]
    assert [layer.upsample for layer in convolutions] == [False, True, False, True, False]
    assert [layer.output.shape[1:] for layer in convolutions] == [
        (4, 4, 8), (8, 8, 8), (8, 8, 8), (16, 16, 4), (16, 16, 4),
    ]  # fmt: skip
    to_images = [layer for layer in of_kind(synthesis, layers.ModulatedConv2D) if not layer.demodulate]
    assert [layer.output.shape[1:] for layer in to_images] == [(4, 4, 3), (8, 8, 3), (16, 16, 3)]


def test_a_style_reaches_the_layers_from_its_own_on(generator):
    """The images of the levels are what shows it: those below the level of a changed style stay as they are."""
    synthesis = networks.style_parts(generator)[2]
    to_images = [layer.output for layer in of_kind(synthesis, layers.ModulatedConv2D) if not layer.demodulate]
    probe = keras.Model(synthesis.inputs, to_images)
    styles, noise = images(2, (6, 5)), images(2, (656,))
    before = probe([styles, noise])
    for changed, first_level in ((0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (5, 2)):
        others = styles.copy()
        others[:, changed] += 1
        after = probe([others, noise])
        same = [np.array_equal(mine, other) for mine, other in zip(before, after, strict=True)]
        assert same == [level < first_level for level in range(3)]


def test_noise_is_cut_into_the_pictures_of_the_layers_the_smallest_first(generator):
    synthesis = networks.style_parts(generator)[2]
    pictures = [layer.input[1] for layer in of_kind(synthesis, layers.NoiseInjection)]
    noise = np.arange(656, dtype="float32")[None]
    cut = keras.Model(synthesis.inputs, pictures)([images(1, (6, 5)), noise])
    assert [picture.shape[1:3] for picture in cut] == [(4, 4), (8, 8), (8, 8), (16, 16), (16, 16)]
    np.testing.assert_array_equal(np.concatenate([np.ravel(picture) for picture in cut]), noise[0])


def test_latents_are_normalized(generator):
    mapping = networks.style_parts(generator)[0]
    latents = images(4, (6,))
    np.testing.assert_allclose(mapping(7 * latents), mapping(latents), rtol=1e-4, atol=1e-5)
    normalized = keras.Model(mapping.input, of_kind(mapping, layers.PixelNormalization)[0].output)(latents)
    np.testing.assert_allclose(np.mean(np.square(normalized), axis=1), 1, rtol=1e-5)


def test_the_mapping_learns_a_hundred_times_more_slowly(generator):
    mapping = of_kind(networks.style_parts(generator)[0], layers.EqualizedDense)
    assert [layer.rate for layer in mapping] == [0.01] * 3
    assert np.std(mapping[0].raw_weight) == pytest.approx(100, rel=0.4)


def test_samples_are_within_the_range_of_images_but_not_in_training(generator):
    latents, noise = images(8, (6,)), images(8, (656,))
    synthesis = networks.style_parts(generator)[2]
    for layer in of_kind(synthesis, layers.ModulatedConv2D)[-1:]:
        layer.bias.assign([3.0, 0.0, 0.0])
    assert np.abs(generator([latents, noise])).max() <= 1
    assert np.abs(generator([latents, noise], training=True)).max() > 1


def test_the_discriminators_blocks_keep_the_variance_and_its_features_have_a_name():
    keras.utils.set_random_seed(0)
    discriminator = networks.stylegan_discriminator((32, 32, 1), 32, 32, group_size=2)
    inputs = np.random.default_rng(0).normal(size=(8, 32, 32, 1)).astype("float32")
    sums = keras.Model(discriminator.input, [layer.output for layer in of_kind(discriminator, keras.layers.Rescaling)])
    deviations = [float(np.std(maps)) for maps in sums(inputs)]
    assert len(deviations) == 3
    assert all(0.2 < deviation < 1.5 for deviation in deviations)  # the filter takes a part of white noise away
    assert discriminator.get_layer("features").output.shape == (None, 32)
    assert networks.group_size_of(discriminator) == 2


def test_another_generator_is_refused():
    with pytest.raises(ValueError, match="build it by networks.stylegan_generator"):
        networks.style_parts(networks.dcgan_generator((8, 8, 1), 4, 6))


def test_an_image_that_cannot_be_halved_is_refused():
    with pytest.raises(ValueError, match="resize them"):
        networks.stylegan_generator((27, 27, 1), 4)
