"""Three players, each with its own loss: nothing of the GAN in the encoder, nothing of L_dis in the discriminator."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny_inference import DECODER, ENCODER, LOG_VARIANCES, linear_decoder, linear_encoder, points
from tfgan_zoo import models, networks, tricks

FEATURES = np.array([[1.0, -0.5, 0.25, 0.5], [0.25, 0.5, -1.0, 0.75], [-0.75, 1.0, 0.5, -0.25]])
HEAD = np.array([[0.5], [-1.0], [0.25], [0.75]])


def linear_discriminator(name="features"):
    """Points x to x FEATURES HEAD."""
    samples = keras.Input((3,), name="samples")
    features = keras.layers.Dense(4, name=name)(samples)
    discriminator = keras.Model(samples, keras.layers.Dense(1)(features))
    discriminator.set_weights([FEATURES, np.zeros(4), HEAD, np.zeros(1)])
    return discriminator


def vae_gan(log_variances=LOG_VARIANCES, discriminator=None, **options):
    encoder = linear_encoder(log_variances=log_variances)
    return models.VAEGAN(linear_decoder(), discriminator or linear_discriminator(), encoder, **options)


def compiled(game, rates=(0.1, 0.1, 0.1)):
    """Without a graph, whose tracing takes longer than a few steps."""
    game.compile(*[keras.optimizers.SGD(float(rate)) for rate in rates], run_eagerly=True)
    return game


def trained(**options):
    game = compiled(vae_gan(**options))
    game.fit(points(), batch_size=6, verbose=0)
    return {name: getattr(game, name).get_weights() for name in ("encoder", "generator", "discriminator")}


def softplus(values):
    return np.log1p(np.exp(values))


def differ(first, second):
    return any(not np.allclose(*pair, atol=1e-7) for pair in zip(first, second, strict=True))


def test_reconstructions_are_compared_in_the_features_summed_over_them():
    game = vae_gan()
    others = points(seed=1)
    wanted = 0.5 * (((points() - others) @ FEATURES) ** 2).sum(axis=1).mean()
    assert float(game.feature_distance(tf.constant(points()), tf.constant(others))) == pytest.approx(wanted, rel=1e-5)


def test_each_player_minimizes_its_own_terms():
    game = vae_gan(reconstruction_weight=0.5, kl_weight=2.0)
    real, fake, others = (tf.constant(points(seed=seed)) for seed in range(3))
    logits = [np.asarray(samples) @ FEATURES @ HEAD for samples in (real, fake, others)]
    terms = game.discriminator_objective(real, fake, others)
    wanted = softplus(-logits[0]).mean() + softplus(logits[1]).mean() + softplus(logits[2]).mean()
    assert float(terms["discriminator"]) == pytest.approx(wanted, rel=1e-5)
    terms = game.generator_objective(real, fake, others, tf.constant(3.0))
    assert float(terms["generator"]) == pytest.approx(sum(softplus(-part).mean() for part in logits[1:]), rel=1e-5)
    assert float(terms["generator_reconstruction"]) == 1.5
    means, log_variances = game.posterior(real)
    terms = game.encoder_loss((means, log_variances), tf.constant(3.0))
    squares = (points() @ ENCODER) ** 2 + np.exp(LOG_VARIANCES) - LOG_VARIANCES - 1
    assert float(terms["kl"]) == pytest.approx(2 * 0.5 * squares.sum(axis=1).mean(), rel=1e-5)
    assert float(terms["reconstruction"]) == 3.0


def test_the_encoder_learns_nothing_from_the_gan():
    other_head = linear_discriminator()
    other_head.set_weights([FEATURES, np.zeros(4), -3 * HEAD, np.ones(1)])
    plain, other = trained(), trained(discriminator=other_head)
    assert differ(plain["generator"], other["generator"])
    assert not differ(plain["encoder"], other["encoder"])


def test_the_discriminator_learns_nothing_from_the_reconstruction():
    plain, other = trained(reconstruction_weight=0.0), trained(reconstruction_weight=10.0)
    assert differ(plain["generator"], other["generator"])
    assert not differ(plain["discriminator"], other["discriminator"])


def test_the_encoder_learns_from_features_and_divergence():
    plain = trained(kl_weight=0.0)
    assert differ(plain["encoder"], vae_gan().encoder.get_weights())
    assert differ(plain["encoder"], trained(kl_weight=1.0)["encoder"])


def test_real_samples_and_reconstructions_share_the_statistics_of_a_normalization():
    game = models.VAEGAN(
        networks.convolutional_decoder((8, 8, 1), 2, 4),
        networks.dcgan_discriminator((8, 8, 1), 4),
        networks.convolutional_encoder((8, 8, 1), 2, 4, gaussian=True),
    )
    images = np.random.default_rng(0).uniform(-1, 1, (8, 8, 8, 1)).astype("float32")
    passes, features = [], game.features
    game.features = lambda samples: passes.append(len(samples)) or features(samples)
    game.feature_distance(tf.constant(images), tf.constant(-images))
    assert passes == [16]


def test_it_is_a_generator_of_latents_and_an_encoder_of_samples():
    game = vae_gan()
    np.testing.assert_allclose(game.encode(points()), points() @ ENCODER, atol=1e-5)
    np.testing.assert_allclose(game.reconstruct(points()), points() @ ENCODER @ DECODER, atol=1e-5)
    latents = game.draw(5000, (0, 0))["latents"].numpy()
    np.testing.assert_allclose(game.sample(5000, seed=0).std(axis=0), (latents @ DECODER).std(axis=0), rtol=0.05)


def test_tricks_reach_it():
    game = compiled(vae_gan(tricks=[tricks.HistoricalAveraging(), tricks.R1(1.0)], ema_momentum=0.9))
    logs = game.fit(points(12), batch_size=6, verbose=0).history
    assert all(np.isfinite(values).all() for values in logs.values())


def test_a_saved_one_resumes_bitwise(tmp_path):
    game = compiled(vae_gan(reconstruction_weight=0.5))
    game.fit(points(), batch_size=6, verbose=0)
    game.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    assert again.reconstruction_weight == 0.5
    logs = [each.fit(points(), batch_size=6, verbose=0).history for each in (game, again)]
    assert logs[0] == logs[1]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"discriminator": linear_discriminator("hidden")}, "expected one named 'features'"),
        ({"reconstruction_weight": -1.0}, "takes reconstruction_weight as a number of at least 0, not -1.0"),
        ({"kl_weight": -1.0}, "takes kl_weight as a number of at least 0, not -1.0"),
        ({"discriminator_steps": 2}, "received discriminator_steps=2; expected 1"),
    ],
)
def test_what_does_not_fit_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        vae_gan(**options)
