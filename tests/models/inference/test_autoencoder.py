"""One player, two networks, and nothing but the reconstruction between them."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny_inference import DECODER, ENCODER, labeled_pair, linear_decoder, linear_encoder, points
from tfgan_zoo import losses, models, networks
from tfgan_zoo.latents import sampling_seed

GAUSSIAN = losses.GaussianLikelihood(1.0)


def autoencoder(**options):
    return models.Autoencoder(linear_encoder(), linear_decoder(), **{"likelihood": GAUSSIAN, **options})


def compiled(game, **options):
    """Without a graph, whose tracing takes longer than a few steps, unless it is asked for."""
    game.compile(optimizer=keras.optimizers.Adam(0.01), **{"run_eagerly": True, **options})
    return game


def test_the_loss_is_the_squared_error_of_what_the_decoder_makes_of_the_codes():
    errors = points() - points() @ ENCODER @ DECODER
    wanted = (0.5 * errors**2 + 0.5 * np.log(2 * np.pi)).sum(axis=1).mean()
    assert float(autoencoder().autoencoder_loss(points())["reconstruction"]) == pytest.approx(wanted, rel=1e-5)


def test_pixels_are_black_or_white_where_no_likelihood_is_given():
    game = models.Autoencoder(networks.dense_encoder((3,), 2, 4), networks.dense_decoder((3,), 2, 4))
    share, white = (points() + 1) / 2, (np.asarray(game.decoder(game.encoder(points()))) + 1) / 2
    wanted = -(share * np.log(white) + (1 - share) * np.log(1 - white)).sum(axis=1).mean()
    assert float(game.autoencoder_loss(points())["reconstruction"]) == pytest.approx(wanted, rel=1e-5)


def test_it_learns_to_give_back_points_of_a_plane():
    plane = points(64)[:, :2] @ np.array([[1, 0.5, -0.5], [0.25, -1, 0.5]], "float32")
    game = compiled(autoencoder(), run_eagerly=False)
    game.fit(tf.data.Dataset.from_tensors(plane).repeat(), steps_per_epoch=400, verbose=0)
    assert np.abs(game.reconstruct(plane) - plane).max() < 0.05


def test_both_networks_are_one_player_with_one_optimizer():
    game = compiled(autoencoder(), run_eagerly=True)
    assert list(game.players) == list(game.optimizers) == ["autoencoder"]
    before = game.get_weights()
    logs = game.fit(points(), batch_size=6, verbose=0).history
    assert list(logs) == ["reconstruction"]
    moved = [not np.array_equal(*pair) for pair in zip(before, game.get_weights(), strict=True)]
    names = [variable.path for variable, has in zip(game.weights, moved, strict=True) if has]
    assert {variable.path for variable in game.trainable_variables} <= set(names)


def test_optimizers_of_players_that_it_does_not_have_are_refused():
    with pytest.raises(ValueError, match="has no player 'generator'; its players are autoencoder"):
        autoencoder().compile(generator_optimizer="adam")
    with pytest.raises(ValueError, match="received 2 optimizers, but Autoencoder has 1"):
        autoencoder().compile("adam", "sgd")


def test_a_saved_autoencoder_resumes_bitwise(tmp_path):
    game = compiled(autoencoder(likelihood=losses.GaussianLikelihood(0.5)))
    game.fit(points(), batch_size=6, verbose=0)
    game.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    assert again.likelihood.stddev == 0.5
    for either in (game, again):
        either.fit(points(), batch_size=6, verbose=0)
    np.testing.assert_array_equal(again.reconstruct(points()), game.reconstruct(points()))


def test_samples_are_what_the_decoder_makes_of_standard_normal_latents():
    game = autoencoder()
    latents = game.draw(5000, (0, 0))["latents"].numpy()
    assert np.abs(latents.mean(axis=0)).max() < 0.05
    np.testing.assert_allclose(np.cov(latents.T), np.eye(2), atol=0.06)
    drawn = game.draw(5000, sampling_seed(0))["latents"].numpy()
    np.testing.assert_allclose(game.sample(5000, seed=0), drawn @ DECODER, atol=1e-5)


def test_labels_reach_both_networks_by_their_name():
    game = compiled(models.Autoencoder(*labeled_pair(), GAUSSIAN, num_classes=3))
    labels = tf.constant([0, 1, 2, 2, 1, 0])
    logs = game.fit(tf.constant(points()), labels, batch_size=6, verbose=0).history
    assert np.isfinite(logs["reconstruction"]).all()
    first, other = (game.reconstruct({"sample": points(), "labels": (labels + shift) % 3}) for shift in (0, 1))
    assert np.abs(first - other).max() > 1e-3
    assert game.sample(labels=[0, 2, 1]).shape == (3, 3)
    assert set(game.generate_fake({"sample": points(), "labels": labels})) == {"sample", "labels"}


@pytest.mark.parametrize(
    "encoder, decoder, message",
    [
        (linear_encoder(log_variances=(0.0, 0.0)), linear_decoder(), r"give codes of that shape.* gaussian=False"),
        (linear_encoder(), linear_decoder(DECODER[:, :2]), r"samples of shape \(3,\), but the decoder gives \(2,\)"),
        (networks.dense_encoder((3,), 4, 4), linear_decoder(), r"codes of shape \(2,\).*\[\(4,\)\]"),
    ],
    ids=["two outputs", "other samples", "other codes"],
)
def test_networks_that_are_not_each_others_way_back_are_refused(encoder, decoder, message):
    with pytest.raises(ValueError, match=message):
        models.Autoencoder(encoder, decoder, GAUSSIAN)


@pytest.mark.parametrize("likelihood", [losses.BernoulliLikelihood, "bernoulli"])
def test_what_is_not_a_likelihood_is_refused(likelihood):
    with pytest.raises(ValueError, match=r"expected an object such as tfgan_zoo.losses.BernoulliLikelihood\(\)"):
        autoencoder(likelihood=likelihood)
