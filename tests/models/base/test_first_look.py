"""A game looks at its networks when it is compiled, and at its first batch before a step."""

import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, compiled, images, linear_players, players
from tfgan_zoo import models, networks


class Judge(keras.Model):
    """A subclassed discriminator."""

    def __init__(self):
        super().__init__()
        self.flatten, self.dense = keras.layers.Flatten(), keras.layers.Dense(1)

    def call(self, inputs):
        return self.dense(self.flatten(inputs))


def ending(*last):
    """A discriminator of images that ends in these layers."""
    samples = outputs = keras.Input(SHAPE)
    for layer in (keras.layers.Flatten(), *last):
        outputs = layer(outputs)
    return keras.Model(samples, outputs)


def test_a_frozen_network_is_refused_at_compile_and_at_fit():
    generator, discriminator = players()
    discriminator.trainable = False
    gan = models.GAN(generator, discriminator)
    with pytest.raises(ValueError, match="the discriminator has no weights to train: its network is frozen"):
        compiled(gan)
    discriminator.trainable = True
    compiled(gan)
    generator.trainable = False
    with pytest.raises(ValueError, match="the generator has no weights to train"):
        gan.fit(images(), verbose=0)


@pytest.mark.parametrize(
    ("last", "name"),
    [
        ((keras.layers.Dense(1, "sigmoid"),), "sigmoid"),
        ((keras.layers.Dense(1), keras.layers.Activation("sigmoid")), "sigmoid"),
        ((keras.layers.Dense(1, "sigmoid"), keras.layers.Activation("linear", dtype="float32")), "sigmoid"),
        ((keras.layers.Dense(1, "sigmoid"), keras.layers.Reshape((1,))), "sigmoid"),
        ((keras.layers.Dense(2, "softmax"),), "softmax"),
        ((keras.layers.Dense(2), keras.layers.Softmax()), "softmax"),
        ((keras.layers.SpectralNormalization(keras.layers.Dense(1, "sigmoid")),), "sigmoid"),
        ((keras.Sequential([keras.Input((64,)), keras.layers.Dense(1, "sigmoid")]),), "sigmoid"),
    ],
)
def test_an_end_that_the_loss_applies_itself_is_refused(last, name):
    with pytest.raises(ValueError, match=f"ends in a {name}, but the loss takes raw logits"):
        models.GAN(players()[0], ending(*last))


def test_an_end_without_an_activation_and_a_sigmoid_within_are_taken():
    models.GAN(players()[0], ending(keras.layers.Dense(4, "sigmoid"), keras.layers.Dense(1)))
    models.GAN(*players())


@pytest.mark.parametrize("judge", [Judge, lambda: keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(1)])])
def test_a_subclassed_or_unbuilt_discriminator_learns(judge):
    gan = compiled(models.GAN(players()[0], judge()), learning_rate=0.1)
    before = gan.discriminator.get_weights()
    gan.fit(images(), batch_size=10, verbose=0)
    assert all(np.any(old != new) for old, new in zip(before, gan.discriminator.get_weights(), strict=True))


@pytest.mark.parametrize("generator", [Judge, lambda: keras.Sequential([keras.layers.Dense(2)]), lambda: "dcgan"])
def test_a_generator_whose_input_is_unknown_is_refused(generator):
    with pytest.raises(ValueError, match="the generator.*(build it functionally|expected a keras.Model)"):
        models.GAN(generator(), linear_players()[1])


def test_an_encoder_without_inputs_is_refused():
    with pytest.raises(ValueError, match="the encoder, .* build it functionally"):
        models.VAE(Judge(), networks.dense_decoder(SHAPE, 2, 4))


@pytest.mark.parametrize(
    "options", [{"loss": "binary_crossentropy"}, {"loss_weights": [1.0]}, {"weighted_metrics": ["accuracy"]}]
)
def test_a_loss_given_to_compile_is_refused(options):
    with pytest.raises(ValueError, match="computes its own losses"):
        models.GAN(*linear_players()).compile("adam", "adam", **options)


@pytest.mark.parametrize("metrics", [["accuracy"], "accuracy", [keras.metrics.Mean()]])
def test_a_metric_of_keras_is_refused(metrics):
    with pytest.raises(ValueError, match=r"is not one of tfgan_zoo\.metrics"):
        models.GAN(*linear_players()).compile("adam", "adam", metrics=metrics)


def test_one_optimizer_for_two_players_is_refused():
    with pytest.raises(ValueError, match="several players: give each its own"):
        models.GAN(*linear_players()).compile(optimizer="adam")


def given(samples, kind):
    """The samples as data of a kind that `fit` takes."""
    return samples if kind == "array" else tf.data.Dataset.from_tensor_slices(samples).batch(10)


@pytest.mark.parametrize("kind", ["array", "dataset"])
def test_floats_of_0_to_255_are_refused_before_a_step(kind):
    gan = compiled(models.GAN(*players()))
    with pytest.raises(ValueError, match=r"lie between .* and 25.*; expected floats in \[-1, 1\]"):
        gan.fit(given(127.5 * (images() + 1), kind), verbose=0)
    assert int(gan.steps.numpy()) == 0


@pytest.mark.parametrize("kind", ["array", "dataset"])
def test_floats_of_0_to_1_are_warned_of(kind):
    gan = compiled(models.GAN(*players()))
    with pytest.warns(UserWarning, match=r"as if scaled to \[0, 1\]; expected floats in \[-1, 1\]"):
        gan.fit(given((images() + 1) / 2, kind), batch_size=10 if kind == "array" else None, verbose=0)


def test_samples_in_range_and_points_of_any_size_are_taken_in_silence():
    for gan, samples in ((models.GAN(*players()), images()), (models.GAN(*linear_players()), 9 * images(shape=(2,)))):
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message="real samples")
            compiled(gan).fit(samples, batch_size=10, verbose=0)


def test_a_batch_by_other_names_is_refused_before_a_step_is_traced():
    gan = compiled(models.GAN(*players()))
    with pytest.raises(ValueError, match="a batch has only pixels and label"):
        gan.fit({"pixels": images(), "label": np.zeros(20)}, verbose=0)


def test_data_that_can_be_read_only_once_are_left_whole():
    batches = iter([images(10), images(10)])
    gan = compiled(models.GAN(*players()))
    gan.fit(((batch,) for batch in batches), steps_per_epoch=2, verbose=0)
    assert int(gan.steps.numpy()) == 2


@pytest.mark.parametrize("options", [{"validation_data": images()}, {"validation_split": 0.5}])
def test_validation_without_metrics_is_refused_before_the_epoch(options):
    gan = compiled(models.GAN(*players()))
    with pytest.raises(ValueError, match="is measured by metrics, and there are none"):
        gan.fit(images(), verbose=0, **options)
    assert int(gan.steps.numpy()) == 0
