"""Pairs of sample and code, one value of both with the labels exchanged, and updates at the same weights."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny_inference import DECODER, ENCODER, LOG_VARIANCES, linear_decoder, linear_encoder, points
from tfgan_zoo import latents, models, networks, tricks

SAMPLE_WEIGHTS, CODE_WEIGHTS = np.array([[1.0], [-0.5], [0.25]]), np.array([[-0.75], [0.5]])


def joint_discriminator():
    """The logit x . SAMPLE_WEIGHTS + z . CODE_WEIGHTS."""
    samples, codes = keras.Input((3,), name="samples"), keras.Input((2,), name="codes")
    logits = keras.layers.Dense(1)(keras.layers.Concatenate()([samples, codes]))
    discriminator = keras.Model([samples, codes], logits)
    discriminator.set_weights([np.concatenate([SAMPLE_WEIGHTS, CODE_WEIGHTS]), np.zeros(1)])
    return discriminator


def bigan(discriminator=None, encoder=None, **options):
    encoder = linear_encoder() if encoder is None else encoder
    return models.BiGAN(linear_decoder(), discriminator or joint_discriminator(), encoder, **options)


def ali(log_variances=LOG_VARIANCES, **options):
    encoder = linear_encoder(log_variances=log_variances)
    return models.ALI(linear_decoder(), joint_discriminator(), encoder, **options)


def compiled(game, rate=0.1):
    """Without a graph, whose tracing takes longer than a few steps."""
    game.compile(*[keras.optimizers.SGD(rate) for _ in game.players], run_eagerly=True)
    return game


def real_logits(codes=None):
    codes = points() @ ENCODER if codes is None else codes
    return (points() @ SAMPLE_WEIGHTS + codes @ CODE_WEIGHTS)[:, 0]


def fake_logits(codes):
    return (codes @ DECODER @ SAMPLE_WEIGHTS + codes @ CODE_WEIGHTS)[:, 0]


def softplus(values):
    return np.log1p(np.exp(values))


def pairs(game):
    real = tf.constant(points())
    return game.paired(real, game.inferred_codes(real)), game.generate_fake(real)


def test_the_discriminator_takes_encoded_samples_as_real_and_decoded_latents_as_fake():
    game = bigan()
    real, fake = pairs(game)
    codes = fake["codes"].numpy()
    np.testing.assert_allclose(fake["sample"], codes @ DECODER, atol=1e-5)
    wanted = softplus(-real_logits()).mean() + softplus(fake_logits(codes)).mean()
    assert float(game.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(wanted, rel=1e-5)


def test_generator_and_encoder_exchange_the_labels_of_both_pairs():
    game = bigan()
    real, fake = pairs(game)
    wanted = softplus(real_logits()).mean() + softplus(-fake_logits(fake["codes"].numpy())).mean()
    assert float(game.generator_loss(real, fake)["generator"]) == pytest.approx(wanted, rel=1e-5)


def test_the_encoder_learns_from_real_pairs_that_it_wants_taken_as_fake():
    game = compiled(bigan())
    before = real_logits().mean()
    weights = game.encoder.get_weights()[0]
    game.fit(points(), batch_size=6, verbose=0)
    gradient = points().T @ (1 / (1 + np.exp(-real_logits())))[:, None] @ CODE_WEIGHTS.T / 6
    np.testing.assert_allclose(game.encoder.get_weights()[0], weights - 0.1 * gradient, atol=1e-6)
    assert real_logits(points() @ game.encoder.get_weights()[0]).mean() < before


def test_all_gradients_are_those_at_the_same_weights():
    game = compiled(bigan())
    codes = game.draw_latents(6, (1, game.seed)).numpy()  # of the first seed that it draws
    weights = game.generator.get_weights()[0]
    game.fit(points(), batch_size=6, verbose=0)
    slopes = -(1 / (1 + np.exp(fake_logits(codes))))[:, None] @ SAMPLE_WEIGHTS.T / 6  # by the old discriminator
    np.testing.assert_allclose(game.generator.get_weights()[0], weights - 0.1 * codes.T @ slopes, atol=1e-6)


def test_encoder_and_generator_are_one_player():
    game = compiled(bigan())
    assert list(game.players) == ["generator", "discriminator"]
    own = {variable.path for variable in game.players["generator"]}
    assert own == {v.path for v in [*game.generator.trainable_variables, *game.encoder.trainable_variables]}


def test_samples_without_codes_are_scored_with_those_of_the_encoder():
    np.testing.assert_allclose(bigan().score(tf.constant(points()))[:, 0], real_logits(), atol=1e-5)


def test_arrays_are_scored_like_tensors():
    game = bigan()
    np.testing.assert_array_equal(game.score(points()), game.score(tf.constant(points())))


def test_samples_are_encoded_reconstructed_and_interpolated():
    game = bigan()
    np.testing.assert_allclose(game.encode(points()), points() @ ENCODER, atol=1e-5)
    np.testing.assert_allclose(game.reconstruct(points()), points() @ ENCODER @ DECODER, atol=1e-5)
    assert game.interpolate(points(), points(seed=1), 3).shape == (6, 3, 3)


def test_the_stochastic_encoder_draws_codes_through_which_gradients_reach_both_outputs():
    game = ali()
    noise = latents.normal((6, 2), (1, game.seed)).numpy()
    codes = game.inferred_codes(tf.constant(points()))
    wanted = points() @ ENCODER + np.exp(0.5 * np.array(LOG_VARIANCES)) * noise
    np.testing.assert_allclose(codes, wanted, atol=1e-5)
    before = game.encoder.get_weights()
    compiled(game).fit(points(), batch_size=6, verbose=0)
    moved = [not np.array_equal(*pair) for pair in zip(before, game.encoder.get_weights(), strict=True)]
    assert all(moved)


def test_without_variance_ali_is_a_bigan():
    games = ali(log_variances=(-80.0, -80.0)), bigan()
    terms = [float(game.generator_loss(*pairs(game))["generator"]) for game in games]
    np.testing.assert_allclose(games[0].encode(points()), games[1].encode(points()), atol=1e-6)
    codes = [game.inferred_codes(tf.constant(points())) for game in games]
    np.testing.assert_allclose(*codes, atol=1e-6)
    assert all(np.isfinite(terms))


def test_the_noise_of_a_code_is_normal_whatever_the_prior():
    game = ali(latents=latents.uniform, log_variances=(0.0, 0.0))
    deviations = game.inferred_codes(tf.zeros((2000, 3))).numpy()
    assert np.abs(deviations).max() > 2
    assert np.std(deviations) == pytest.approx(1, abs=0.05)


def test_every_trick_that_needs_the_players_finds_the_encoder():
    game = compiled(bigan(tricks=[tricks.HistoricalAveraging(), tricks.SamplePool(8), tricks.InstanceNoise(0.1, 5)]))
    logs = game.fit(points(12), batch_size=6, verbose=0).history
    assert all(np.isfinite(values).all() for values in logs.values())
    assert game.tricks[1].stored_conditions["codes"].shape == (8, 2)


@pytest.mark.parametrize("make", [bigan, ali])
def test_a_saved_one_resumes_bitwise(make, tmp_path):
    game = compiled(make(ema_momentum=0.9))
    game.fit(points(), batch_size=6, verbose=0)
    game.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    logs = [each.fit(points(), batch_size=6, verbose=0).history for each in (game, again)]
    assert logs[0] == logs[1]
    np.testing.assert_array_equal(again.reconstruct(points()), game.reconstruct(points()))


@pytest.mark.slow
def test_the_encoder_comes_to_invert_the_generator():
    shape, size, width = (3,), 2, 128
    options = {"latent_size": size, "width": width}
    game = models.BiGAN(
        networks.mlp_generator(shape, width, latent_size=size),
        networks.bigan_discriminator(shape, normalization=None, **options),
        networks.dense_encoder(shape, **options),
    )
    game.compile(*[keras.optimizers.Adam(2e-3, 0.5) for _ in range(2)])
    codes = np.random.default_rng(0).normal(size=(2000, 2)).astype("float32")
    data = tf.data.Dataset.from_tensor_slices(codes @ DECODER.astype("float32")).shuffle(2000).repeat().batch(100)
    game.fit(data, steps_per_epoch=3000, verbose=0)
    given = game.draw_latents(500, (0, 1)).numpy()
    error = ((game.encode(game.predict(given, verbose=0)) - given) ** 2).mean()
    assert error < 0.5  # 1 for an encoder that gives 0, 2 for one that gives unrelated codes


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"discriminator": networks.mlp_discriminator((3,), 4)}, "takes nothing beside samples; expected an input"),
        ({"discriminator": networks.bigan_discriminator((3,), 4, 4)}, r"'codes' of shape \(2,\)"),
        ({"encoder": linear_encoder(log_variances=(0.0, 0.0))}, "the generator takes codes of shape .* gaussian=False"),
        ({"discriminator_steps": 2}, "received discriminator_steps=2; expected 1"),
    ],
    ids=["no codes", "other codes", "stochastic encoder", "several steps"],
)
def test_what_does_not_fit_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        bigan(**options)


def test_a_deterministic_encoder_is_no_ali():
    with pytest.raises(ValueError, match="give means and log-variances of that shape.* gaussian=True"):
        models.ALI(linear_decoder(), joint_discriminator(), linear_encoder())
