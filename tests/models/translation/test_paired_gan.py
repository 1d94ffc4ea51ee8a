"""The distance of features that any game of pairs can learn from."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import images
from tfgan_zoo import data, metrics, models, networks
from tfgan_zoo.models.translation.paired_gan import layer_weights

SHAPE = (32, 32, 3)


def game(**options):
    generator = networks.unet_generator(SHAPE, 3, width=2)
    return models.Pix2Pix(generator, networks.patchgan_discriminator(SHAPE, 2, 2), **options)


def batch(count=2):
    return {"sample": tf.constant(images(count, SHAPE)), "source": tf.constant(images(count, SHAPE, seed=1))}


def scaled(*factors):
    """A network whose features are a picture, scaled by several factors."""
    pictures = keras.Input(SHAPE)
    return keras.Model(pictures, [keras.layers.Rescaling(factor)(pictures) for factor in factors])


def test_the_last_features_count_whole_and_those_before_ever_less():
    real = batch()
    taught = game(perceptual=scaled(4.0, 2.0, 1.0), perceptual_weight=3.0)
    fake = taught.generate_fake(real)
    distance = np.abs(real["sample"] - fake["sample"]).mean()
    terms = taught.generator_terms(real, fake)
    assert float(terms["perceptual"]) == pytest.approx(3 * (4 / 8 + 2 / 4 + 1) * distance, rel=1e-4)
    assert float(terms["l1"]) == pytest.approx(100 * distance, rel=1e-4)


def test_five_layers_have_the_weights_of_pix2pix_hd():
    assert layer_weights(5) == [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1]
    assert layer_weights(1) == [1]


@pytest.mark.parametrize("make", [metrics.untrained_squeezenet, metrics.untrained_inception_features])
def test_the_generator_learns_from_published_networks(make):
    names = {"untrained_squeezenet": ["fire5"], "untrained_inception_features": ["conv_2"]}[make.__name__]
    real, taught = batch(), game(perceptual=make(names))
    with taught.tape("generator") as tape:
        distance = taught.perceptual_distance(real, taught.generate_fake(real))
    gradients = tape.gradient(distance, taught.generator.trainable_variables)
    assert all(gradient is not None and np.isfinite(gradient).all() for gradient in gradients)
    assert any(np.any(gradient) for gradient in gradients)


@pytest.mark.slow
def test_a_network_of_pictures_of_any_size_is_saved_with_the_game_and_loaded_as_it_was():
    taught = game(perceptual=metrics.untrained_squeezenet(["conv1", "fire3"]))
    taught.compile(keras.optimizers.SGD(1e-2), keras.optimizers.SGD(1e-2))
    models.check_reloads(taught, data.load_paired("scenes", "test"))
    assert taught.perceptual.input_shape == (None, *SHAPE)


def test_without_a_network_there_is_no_such_term():
    real, plain = batch(), game()
    assert set(plain.generator_terms(real, plain.generate_fake(real))) == {"generator", "l1"}
    assert not plain.teachers


def test_a_network_that_leaves_nothing_of_the_pictures_is_refused():
    with pytest.raises(ValueError, match="'inception-features', does not take pictures of shape .*earlier layers"):
        game(perceptual=metrics.untrained_inception_features(["mixed_7"]))
    with pytest.raises(ValueError, match="perceptual_weight as a number of at least 0"):
        game(perceptual_weight=-1.0)
