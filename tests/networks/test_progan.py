"""The networks of ProGAN: the paper's table, the scales of its layers, and the parts that grow."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import layers, networks

SHAPE = (16, 16, 3)


def generator(shape=SHAPE, **options):
    return networks.progan_generator(shape, **{"width": 2, "max_width": 6, "latent_size": 5, **options})


def discriminator(shape=SHAPE, **options):
    return networks.progan_discriminator(shape, **{"width": 2, "max_width": 6, **options})


def set_shares(network, *shares):
    for fade, share in zip(networks.fades_of(network), shares, strict=True):
        fade.share.assign(share)


def latents(count=4):
    return np.random.default_rng(0).normal(size=(count, 5)).astype("float32")


def pictures(count=4):
    return np.random.default_rng(1).uniform(-1, 1, (count, *SHAPE)).astype("float32")


def layers_within(network, kind):
    """The layers of a kind, in the order of computation, also those of blocks."""
    flat = [
        inner for layer in network.layers for inner in (layer.layers if isinstance(layer, keras.Model) else [layer])
    ]
    return [layer for layer in flat if isinstance(layer, kind)]


@pytest.mark.slow
def test_the_numbers_of_weights_are_those_of_the_papers_table():
    """Table 2 has 23.1 million for either network of 1024 x 1024 pictures, of which the last size alone is used."""
    maps = [512, 512, 512, 512, 256, 128, 64, 32, 16]
    to_picture, from_picture = (
        sum(3 * count + bias for count, bias in zip(maps, biases, strict=True)) for biases in ([3] * 9, maps)
    )
    pairs = list(zip(maps, maps[1:], strict=False))
    of_generator = 16 * 512 * 512 + 512 + 9 * 512 * 512 + 512
    of_generator += sum(9 * (few * many + many * many) + 2 * many for few, many in pairs)
    of_discriminator = 9 * 513 * 512 + 512 + 16 * 512 * 512 + 512 + 512 + 1
    of_discriminator += sum(9 * (many * many + many * few) + many + few for few, many in pairs)
    shape = (1024, 1024, 3)
    assert count_trainable(networks.progan_generator(shape)) == of_generator + to_picture
    assert count_trainable(networks.progan_discriminator(shape)) == of_discriminator + from_picture
    assert of_generator == pytest.approx(23.1e6, rel=0.01) and of_discriminator == pytest.approx(23.1e6, rel=0.01)


def count_trainable(network):
    return sum(int(np.prod(variable.shape)) for variable in network.trainable_variables)


def test_weights_are_of_variance_one_and_scaled_by_hes_constant_at_run_time_but_for_the_last_layers():
    for network, linear in (
        (generator(), ["to_picture_0", "to_picture_1", "to_picture_2"]),
        (discriminator(), ["scores"]),
    ):
        found = layers_within(network, (layers.EqualizedConv2D, layers.EqualizedDense, layers.EqualizedConv2DTranspose))
        for layer in found:
            gain = 1 if layer.name in linear else np.sqrt(2)
            fan_in = np.prod(layer.raw_weight.shape) / layer.raw_weight.shape[layer.output_axis]
            np.testing.assert_allclose(layer.kernel, layer.raw_weight * (gain / np.sqrt(fan_in)), rtol=1e-5)
            np.testing.assert_array_equal(layer.bias, np.zeros(layer.bias.shape))
        assert {layer.name for layer in found if layer.gain == 1} == set(linear)
    wide = layers_within(generator(max_width=64, width=64), layers.EqualizedConv2D)[0]
    assert np.std(wide.raw_weight) == pytest.approx(1, rel=0.02)


def test_the_first_layer_is_the_authors_dense_layer_with_a_quarter_of_the_gain_and_a_bias_for_each_map():
    network = generator()
    first = network.get_layer("block_0").layers[2]
    first.bias.assign(np.arange(6.0))
    z = latents()
    normal = z / np.sqrt((z**2).mean(axis=1, keepdims=True) + 1e-8)
    kernel = np.transpose(first.raw_weight, (3, 0, 1, 2)).reshape(5, -1)  # to (height, width, maps)
    expected = (normal @ kernel * np.sqrt(2) / 4 / np.sqrt(5)).reshape(4, 4, 4, 6) + np.arange(6.0)
    np.testing.assert_allclose(first(normal[:, None, None]), expected, rtol=1e-4, atol=1e-5)


def test_the_generator_is_normalized_after_each_activation_and_the_discriminator_nowhere():
    kinds = (layers.PixelNormalization, keras.layers.LeakyReLU)
    order = [type(layer).__name__ for layer in layers_within(generator(), kinds)]
    assert order == ["PixelNormalization", *["LeakyReLU", "PixelNormalization"] * 6]
    assert not layers_within(discriminator(), layers.PixelNormalization)
    for network in (generator(), discriminator()):
        slopes = [layer.negative_slope for layer in layers_within(network, keras.layers.LeakyReLU)]
        np.testing.assert_allclose(slopes, 0.2)


def test_the_discriminator_averages_before_the_activation_and_sees_the_deviation_at_the_smallest_size():
    network = discriminator(group_size=2)
    block = [type(layer).__name__ for layer in network.get_layer("block_2").layers]
    assert block == ["EqualizedConv2D", "LeakyReLU", "EqualizedConv2D", "AveragePooling2D", "LeakyReLU"]
    assert isinstance(network.get_layer("block_0").layers[0], layers.MinibatchStandardDeviation)
    assert networks.group_size_of(network) == 2


@pytest.mark.parametrize("level, fading, shares", [(0, False, (0, 0)), (1, True, (0.3, 0)), (1, False, (1, 0))])
def test_the_grown_parts_are_the_complete_networks_where_the_higher_levels_have_no_share(level, fading, shares):
    for complete, grown, inputs in (
        (generator(), networks.grown_generator, latents()),
        (discriminator(), networks.grown_discriminator, pictures()),
    ):
        set_shares(complete, *shares)
        part = grown(complete, level, fading)
        np.testing.assert_allclose(part(inputs), complete(inputs), atol=1e-6)
        assert len(part.trainable_variables) < len(complete.trainable_variables)
        assert {id(variable) for variable in part.trainable_variables} < {id(each) for each in complete.variables}


@pytest.mark.parametrize("level", [1, 2])
def test_pictures_and_scores_are_continuous_where_fading_begins_and_ends(level):
    for complete, grown, inputs in (
        (generator(), networks.grown_generator, latents()),
        (discriminator(), networks.grown_discriminator, pictures()),
    ):
        for share, other in ((0.0, grown(complete, level - 1)), (1.0, grown(complete, level))):
            set_shares(complete, *(1.0 if below < level else share for below in (1, 2)))
            between = grown(complete, level, fading=True)
            np.testing.assert_allclose(between(inputs, training=True), other(inputs, training=True), atol=1e-5)
            set_shares(complete, *(1.0 if below < level else abs(share - 1e-6) for below in (1, 2)))
            np.testing.assert_allclose(between(inputs, training=True), other(inputs, training=True), atol=1e-5)


def test_pictures_of_a_lower_level_are_enlarged_by_repeating_pixels():
    small = networks.grown_generator(generator(), 0)(latents())
    squares = np.reshape(small, (4, 4, 4, 4, 4, 3))
    np.testing.assert_array_equal(squares, np.broadcast_to(squares[:, :, :1, :, :1], squares.shape))
    assert np.std(squares[:, :, 0, :, 0]) > 0.1


def test_the_discriminator_of_a_lower_level_sees_averages_of_pixels():
    part, full = networks.grown_discriminator(discriminator(), 1), pictures()
    means = full.reshape(4, 8, 2, 8, 2, 3).mean(axis=(2, 4))
    np.testing.assert_allclose(part(np.repeat(np.repeat(means, 2, 1), 2, 2)), part(full), atol=1e-5)


def test_a_generator_is_linear_in_training_and_in_range_in_inference():
    network = generator()
    network.get_layer("to_picture_2").bias.assign([3.0, -3.0, 0.0])
    trained, shown = network(latents(), training=True), network(latents(), training=False)
    assert np.max(trained) > 1.5 and np.min(trained) < -1.5
    np.testing.assert_array_equal(shown, np.clip(trained, -1, 1))


@pytest.mark.slow
def test_a_network_is_cloned_and_loaded_whole_after_its_parts_were_made(tmp_path):
    for complete, grown, inputs in (
        (generator(), networks.grown_generator, latents()),
        (discriminator(), networks.grown_discriminator, pictures()),
    ):
        grown(complete, 1, fading=True)
        set_shares(complete, 0.25, 0.75)
        complete.save(tmp_path / "network.keras")
        clone = keras.models.clone_model(complete)
        clone.set_weights(complete.get_weights())
        for other in (keras.saving.load_model(tmp_path / "network.keras"), clone):
            np.testing.assert_array_equal(other(inputs), complete(inputs))
            np.testing.assert_array_equal(grown(other, 2, True)(inputs), grown(complete, 2, True)(inputs))


@pytest.mark.parametrize("shape, smallest", [((28, 28, 1), 7), ((8, 16, 3), 2), ((64, 64, 1), 4)])
def test_they_fit_the_size(shape, smallest):
    network = generator(shape)
    assert network.output_shape == (None, *shape)
    assert network.get_layer("block_0").output.shape[1] == smallest
    assert discriminator(shape).output_shape == (None, 1)


def test_a_size_that_cannot_be_halved_is_refused():
    for build in (networks.progan_generator, networks.progan_discriminator):
        with pytest.raises(ValueError, match="30 x 30 cannot be halved"):
            build((30, 30, 1))
        with pytest.raises(ValueError, match="takes max_width as an integer of at least 1, not 0"):
            build((32, 32, 1), max_width=0)


def test_they_end_in_float32_and_name_their_features():
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        network, judge = generator(), discriminator()
    finally:
        keras.config.set_dtype_policy("float32")
    assert network(latents()).dtype == judge(pictures()).dtype == tf.float32
    assert judge.get_layer("features").compute_dtype == "bfloat16"
