"""Shapes and parameter counts of the papers' networks."""

import keras
import numpy as np
import pytest

from tfgan_zoo import networks
from tfgan_zoo.networks.translator import convolution


@pytest.mark.parametrize("image_shape", [(8, 8, 1), (28, 28, 1), (32, 32, 3), (48, 64, 3)])
def test_dcgan_fits_the_image(image_shape):
    assert networks.dcgan_generator(image_shape, 4).output_shape == (None, *image_shape)
    assert networks.dcgan_discriminator(image_shape, 4).output_shape == (None, 1)


def test_dcgan_has_the_papers_feature_maps():
    generator = networks.dcgan_generator((64, 64, 3), width=128)
    maps = [layer.output.shape[1:] for layer in generator.layers if isinstance(layer, keras.layers.Conv2DTranspose)]
    assert generator.layers[2].output.shape == (None, 4, 4, 1024)
    assert maps == [(8, 8, 512), (16, 16, 256), (32, 32, 128), (64, 64, 3)]


def test_dcgan_without_normalization_has_biases():
    generator = networks.dcgan_generator((8, 8, 1), 4, normalization=None)
    assert not any(isinstance(layer, keras.layers.BatchNormalization) for layer in generator.layers)
    assert all(layer.use_bias for layer in generator.layers if hasattr(layer, "use_bias"))


def test_pacgan_without_normalization_has_biases_and_preserves_the_scale_of_z():
    generator = networks.pacgan_generator(normalization=None)
    assert not any(isinstance(layer, keras.layers.BatchNormalization) for layer in generator.layers)
    assert all(layer.use_bias for layer in generator.layers if hasattr(layer, "use_bias"))
    points = generator(keras.random.normal((1000, 2), seed=0))
    assert 0.5 < float(keras.ops.std(points)) < 2  # 0.02 deep in the network would leave 1e-4


@pytest.mark.parametrize("image_shape", [(27, 27, 1), (22, 22, 1), (7, 7, 1)])
def test_an_image_that_cannot_be_halved_is_refused(image_shape):
    with pytest.raises(ValueError, match="resize them"):
        networks.dcgan_generator(image_shape)


def test_infogan_has_as_many_parameters_as_the_papers_table():
    # dense 64-1024-6272, transposed convolutions 128-64-1 with 4x4 kernels, and four values per normalized channel.
    weights = 64 * 1024 + 1024 + 1024 * 6272 + 6272 + 16 * 128 * 64 + 64 + 16 * 64 + 1
    generator = networks.infogan_generator((28, 28, 1))
    assert generator.count_params() == weights + 4 * (1024 + 6272 + 64)
    weights = 16 * 64 + 64 + 16 * 64 * 128 + 128 + 6272 * 1024 + 1024 + 1024 + 1
    discriminator = networks.infogan_discriminator((28, 28, 1), normalization=None)
    assert discriminator.count_params() == weights


def test_infogan_shares_all_but_the_heads_between_d_and_q():
    with_codes = networks.infogan_discriminator((8, 8, 1), num_codes=12, width=4)
    assert [output.shape for output in with_codes.outputs] == [(None, 1), (None, 12)]


@pytest.mark.parametrize(
    "build", [networks.infogan_generator, networks.infogan_discriminator, networks.residual_translator]
)
def test_images_whose_size_is_not_a_multiple_of_4_are_refused(build):
    with pytest.raises(ValueError, match="multiples of 4"):
        build((30, 30, 1))


def test_a_translator_keeps_the_size_and_may_change_the_channels():
    translator = networks.residual_translator((12, 8, 1), target_channels=3, width=2, num_blocks=1)
    assert translator.output_shape == (None, 12, 8, 3)


def test_mlps_have_the_shapes_of_points():
    assert networks.mlp_generator((2,), depth=3).output_shape == (None, 2)
    assert networks.mlp_discriminator((2,), depth=3).output_shape == (None, 1)


def discriminators():
    shape = (8, 8, 1)
    return [
        networks.dcgan_discriminator(shape, 4),
        networks.infogan_discriminator(shape, width=4),
        networks.mlp_discriminator(shape, 4),
        networks.patchgan_discriminator(shape, 4, depth=1),
    ]


@pytest.mark.parametrize("index", range(4))
def test_a_discriminator_names_its_features_and_ends_in_raw_float32_logits(index):
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        discriminator = discriminators()[index]
    finally:
        keras.config.set_dtype_policy("float32")
    assert discriminator.get_layer("features").compute_dtype == "bfloat16"
    assert discriminator.output.dtype == "float32"
    assert discriminator.layers[-1].activation is keras.activations.linear


def test_layers_of_the_same_shape_have_different_initial_weights():
    translator = networks.residual_translator((8, 8, 1), width=2, num_blocks=2)
    kernels = [layer.get_weights()[0] for layer in translator.layers if isinstance(layer, keras.layers.Conv2D)]
    alike = [kernel for kernel in kernels if kernel.shape == (3, 3, 8, 8)]
    assert len(alike) == 4
    assert len({kernel.tobytes() for kernel in alike}) == 4


def test_the_seed_determines_the_initial_weights():
    def weights():
        keras.utils.set_random_seed(5)
        return networks.dcgan_generator((8, 8, 1), 4).get_weights()

    assert all(np.array_equal(*pair) for pair in zip(weights(), weights(), strict=True))


def test_a_reflected_image_has_no_edge():
    images = keras.Input((8, 8, 1))
    reflected, padded = (keras.Model(images, convolution(images, 2, 7, reflect)) for reflect in (True, False))
    padded.set_weights(reflected.get_weights())
    flat = np.ones((1, 8, 8, 1), "float32")
    np.testing.assert_allclose(np.ptp(reflected(flat), axis=(1, 2)), 0, atol=1e-6)
    assert np.ptp(padded(flat), axis=(1, 2)).min() > 0
    np.testing.assert_allclose(reflected(flat)[:, 3:5, 3:5], padded(flat)[:, 3:5, 3:5], atol=1e-6)


def test_without_affine_a_translator_learns_convolutions_alone():
    translator = networks.residual_translator((8, 8, 1), width=2, num_blocks=1, affine=False)
    assert {weight.name for weight in translator.weights} == {"kernel", "bias"}
    assert len(translator.layers[-2].weights) == 2 and len(translator.weights) == 8 + 1  # one bias, of the last


def test_a_translator_that_reflects_has_the_same_weights_and_is_saved(tmp_path):
    translators = [networks.residual_translator((8, 8, 1), width=2, num_blocks=1, reflect=on) for on in (True, False)]
    shapes = [[weight.shape for weight in translator.weights] for translator in translators]
    assert shapes[0] == shapes[1]
    translators[0].save(tmp_path / "translator.keras")
    images = np.random.default_rng(0).uniform(-1, 1, (2, 8, 8, 1)).astype("float32")
    loaded = keras.saving.load_model(tmp_path / "translator.keras")
    np.testing.assert_allclose(loaded(images), translators[0](images), atol=1e-6)
    with pytest.raises(ValueError, match="reflection needs at least 8 pixels a side, not 4"):
        networks.residual_translator((4, 8, 1), reflect=True)
