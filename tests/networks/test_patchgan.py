"""The PatchGAN discriminator."""

import keras
import numpy as np
import pytest

from tfgan_zoo import networks


def test_the_receptive_field_of_a_logit_is_70_x_70_pixels():
    discriminator = networks.patchgan_discriminator((256, 256, 1), width=1)
    # Instance normalization depends on the whole image; the receptive field is that of the convolutions alone.
    rows, columns = np.ix_(*receptive_field(convolutions_of(discriminator), side=256, position=14))
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (89, 158, 89, 158)  # 70 pixels


def convolutions_of(discriminator):
    """Only the padded convolutions, with kernels of ones."""
    network = keras.Sequential([keras.Input(discriminator.input_shape[1:])])
    for layer in discriminator.layers:
        if isinstance(layer, keras.layers.ZeroPadding2D):
            network.add(keras.layers.ZeroPadding2D(layer.padding))
        if isinstance(layer, keras.layers.Conv2D):
            network.add(
                keras.layers.Conv2D(1, layer.kernel_size, layer.strides, layer.padding, kernel_initializer="ones")
            )
    return network


def receptive_field(network, side, position):
    """Rows and columns of the pixels for which the logit at (position, position) has a gradient."""
    import tensorflow as tf

    images = tf.zeros((1, side, side, 1))
    with tf.GradientTape() as tape:
        tape.watch(images)
        logit = network(images)[0, position, position, 0]
    gradient = tape.gradient(logit, images).numpy()[0, ..., 0]
    return np.flatnonzero(gradient.any(axis=1)), np.flatnonzero(gradient.any(axis=0))


def test_the_number_of_logits_matches_the_paper():
    assert networks.patchgan_discriminator((256, 256, 3), width=1).output_shape == (None, 30, 30, 1)
    assert networks.patchgan_discriminator((96, 64, 1), width=1).output_shape == (None, 10, 6, 1)


def test_it_has_as_many_parameters_as_the_authors_network():
    # 4x4 kernels: 64-128-256-512-1 on six channels; biases in the first and the last, gamma and beta per map.
    weights = 16 * (6 * 64 + 64 * 128 + 128 * 256 + 256 * 512 + 512) + 64 + 1 + 2 * (128 + 256 + 512)
    discriminator = networks.patchgan_discriminator((64, 64, 3), source_shape=(64, 64, 3))
    assert discriminator.count_params() == weights


def test_the_source_is_a_named_input_that_affects_the_logits():
    discriminator = networks.patchgan_discriminator((32, 32, 3), 2, depth=2, source_shape=(32, 32, 1))
    assert [tensor.name for tensor in discriminator.inputs] == ["images", "source"]
    images = np.random.default_rng(0).uniform(-1, 1, (2, 32, 32, 4)).astype("float32")
    logits = discriminator({"images": images[..., :3], "source": images[..., 3:]}).numpy()
    others = discriminator({"images": images[..., :3], "source": -images[..., 3:]}).numpy()
    assert (np.abs(logits - others) > 0).all()


def test_images_too_small_for_the_depth_and_a_source_of_another_size_are_refused():
    assert networks.patchgan_discriminator((24, 24, 1), 1).output_shape == (None, 1, 1, 1)
    with pytest.raises(ValueError, match="23 x 24 pixels and depth=3.*use images of at least 24 pixels a side"):
        networks.patchgan_discriminator((23, 24, 1), 1)
    with pytest.raises(ValueError, match="images of 32 x 32 pixels and a source of 16 x 32.*same height and width"):
        networks.patchgan_discriminator((32, 32, 3), 1, source_shape=(16, 32, 3))
