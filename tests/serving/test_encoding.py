"""The way back from samples to codes, as it is served."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny_inference import labeled_pair, points
from tfgan_zoo import losses, models, networks
from tfgan_zoo.serving import card, export

SHAPE = (8, 8, 1)
LABELS = np.array([0, 1, 2, 2, 1, 0], "int32")


@pytest.fixture(scope="module")
def vae():
    encoder = networks.dense_encoder(SHAPE, 3, 4, gaussian=True)
    return models.VAE(encoder, networks.dense_decoder(SHAPE, 3, 4))


@pytest.fixture(scope="module")
def served(vae, tmp_path_factory):
    return export.export_generator(vae, tmp_path_factory.mktemp("models") / "vae")


def signature(folder, name):
    """A signature's function, which keeps alive the model it is part of."""
    model = tf.saved_model.load(str(folder))
    return lambda **inputs: {key: value.numpy() for key, value in model.signatures[name](**inputs).items()}


def images():
    return np.random.default_rng(0).uniform(-1, 1, (5, *SHAPE)).astype("float32")


def test_encode_returns_the_codes_and_reconstruct_the_reconstructions(vae, served):
    codes = signature(served, "encode")(images=tf.constant(images()))
    np.testing.assert_allclose(codes.pop("codes"), vae.encode(images()), atol=1e-6)
    again = signature(served, "reconstruct")(images=tf.constant(images()))
    np.testing.assert_allclose(again.pop("reconstructions"), vae.reconstruct(images()), atol=1e-6)
    assert not codes and not again


def test_samples_are_served_too(vae, served):
    samples = signature(served, "sample")(seed=tf.constant([3]))["images"]
    np.testing.assert_allclose(samples, vae.sample(1, seed=3), atol=1e-6)
    made = signature(served, "serving_default")(latents=tf.constant(vae.encode(images())))["images"]
    np.testing.assert_allclose(made, vae.reconstruct(images()), atol=1e-6)


def test_the_card_lists_them_after_those_of_every_game(served):
    rows = card.signature_rows(served)
    names = ["serving_default", "sample", "png", "truncated", "truncated_png", "encode", "reconstruct"]
    assert [name for name, _, _ in rows] == names
    assert rows[5][1:] == ("`images` float32 (batch, 8, 8, 1)", "`codes` float32 (batch, 3)")


@pytest.mark.parametrize("told", ["both", "the decoder alone"])
def test_conditions_are_inputs_by_their_names(told, tmp_path):
    encoder, decoder = labeled_pair()
    if told == "the decoder alone":
        encoder = networks.dense_encoder((3,), 2, 4)
    game = models.Autoencoder(encoder, decoder, losses.GaussianLikelihood(1.0), num_classes=3)
    folder = export.export_generator(game, tmp_path / "game")
    named = {"samples": tf.constant(points()), "labels": tf.constant(LABELS)}
    again = signature(folder, "reconstruct")(**named)["reconstructions"]
    samples = {"sample": points(), "labels": LABELS}
    np.testing.assert_allclose(again, game.reconstruct(samples), atol=1e-6)
    if told == "the decoder alone":
        del named["labels"]
    np.testing.assert_allclose(signature(folder, "encode")(**named)["codes"], game.encode(samples), atol=1e-6)


def test_a_game_without_an_encoder_has_no_such_signatures(tmp_path):
    latents, sample = keras.Input((2,), name="latents"), keras.Input((3,))
    generator = keras.Model(latents, keras.layers.Dense(3)(latents))
    gan = models.GAN(generator, keras.Model(sample, keras.layers.Dense(1)(sample)))
    folder = export.export_generator(gan, tmp_path / "gan")
    assert [name for name, _, _ in card.signature_rows(folder)] == ["serving_default", "sample", "truncated"]
    with pytest.raises(ValueError, match="GAN has no encoder"):
        gan.encode(points())
