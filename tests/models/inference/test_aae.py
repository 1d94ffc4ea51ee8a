"""Three phases on one batch, and a discriminator of codes for which the prior is real."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny_inference import ENCODER, labeled_pair, linear_decoder, linear_encoder, points
from tfgan_zoo import latents, losses, models, networks

GAUSSIAN = losses.GaussianLikelihood(1.0)
WEIGHTS = np.array([[2.0], [-1.0]])  # of a linear discriminator of codes
LABELS = tf.constant([0, 1, 2, 2, 1, 0])


def linear_discriminator():
    codes = keras.Input((2,), name="codes")
    discriminator = keras.Model(codes, keras.layers.Dense(1)(codes))
    discriminator.set_weights([WEIGHTS, np.zeros(1)])
    return discriminator


def aae(discriminator=None, **options):
    pair = linear_encoder(), linear_decoder()
    return models.AAE(*pair, linear_discriminator() if discriminator is None else discriminator, GAUSSIAN, **options)


def labeled_aae(**options):
    options = {"num_classes": 3, "latents": latents.GaussianRing(3), "label_components": True, **options}
    return models.AAE(*labeled_pair(), networks.code_discriminator(2, 4, num_classes=3), GAUSSIAN, **options)


def compiled(game, rates=(0.01, 0.01, 0.01), **options):
    """Without a graph, whose tracing takes longer than a few steps, unless it is asked for."""
    game.compile(*[keras.optimizers.SGD(float(rate)) for rate in rates], **{"run_eagerly": True, **options})
    return game


def weights_of(game):
    networks_of = {"encoder": game.encoder, "decoder": game.decoder, "discriminator": game.discriminator}
    return {name: np.concatenate([np.ravel(w) for w in network.get_weights()]) for name, network in networks_of.items()}


def test_draws_from_the_prior_are_real_and_codes_are_fake():
    game = aae()
    prior, codes = points(6)[:, :2], points(6, seed=1) @ ENCODER
    wanted = np.log1p(np.exp(-prior @ WEIGHTS)).mean() + np.log1p(np.exp(codes @ WEIGHTS)).mean()
    assert float(game.discriminator_loss(prior, codes)["discriminator"]) == pytest.approx(wanted, rel=1e-5)
    wanted = np.log1p(np.exp(-codes @ WEIGHTS)).mean()
    assert float(game.encoder_loss(codes)["encoder"]) == pytest.approx(wanted, rel=1e-5)


@pytest.mark.parametrize(
    ("rates", "moved"),
    [((0.1, 0, 0), {"encoder", "decoder"}), ((0, 0.1, 0), {"discriminator"}), ((0, 0, 0.1), {"encoder"})],
    ids=["reconstruction", "discriminator", "encoder"],
)
def test_each_phase_moves_its_own_networks(rates, moved):
    game = compiled(aae(), rates)
    before = weights_of(game)
    game.fit(points(), batch_size=6, verbose=0)
    after = weights_of(game)
    assert {name for name in before if not np.array_equal(before[name], after[name])} == moved


def test_reconstruction_comes_first_and_the_encoder_last():
    game = compiled(aae(), run_eagerly=True)
    turns, update = [], game.update
    game.update = lambda player, *rest: turns.append(player) or update(player, *rest)
    game.fit(points(), batch_size=6, verbose=0)
    assert turns == ["autoencoder", "discriminator", "encoder"]


def test_the_adversarial_phases_take_the_codes_of_the_encoder_after_its_reconstruction_phase():
    game, plain = compiled(aae(), (0.5, 0, 0)), compiled(aae(), (0.5, 0, 0))
    logs = game.fit(points(), batch_size=6, verbose=0).history
    plain.descend(lambda: plain.autoencoder_loss(points()), "autoencoder")
    wanted = float(plain.encoder_loss(plain.codes(points()))["encoder"])
    assert logs["encoder"][0] == pytest.approx(wanted, rel=1e-5)
    assert wanted != pytest.approx(float(aae().encoder_loss(points() @ ENCODER)["encoder"]), rel=1e-2)


def test_the_prior_can_be_any_distribution_and_is_what_samples_are_drawn_from():
    game = aae(latents=latents.uniform)
    prior = game.draw_prior(tf.constant(points(500)))
    assert np.abs(prior).max() <= 1
    np.testing.assert_array_equal(game.draw_latents(5, (0, 1)), latents.uniform((5, 2), (0, 1)))


def test_the_prior_of_a_label_is_its_component():
    game = labeled_aae()
    labels = np.arange(300) % 3
    prior = game.draw_prior({"sample": points(300), "labels": labels}).numpy()
    angles = np.degrees(np.arctan2(prior[:, 1], prior[:, 0])) - 120 * labels
    assert (np.abs((angles + 180) % 360 - 180) < 60).mean() > 0.98
    logs = compiled(game).fit(tf.constant(points()), LABELS, batch_size=6, verbose=0).history
    assert all(np.isfinite(values).all() for values in logs.values())


def partly_labeled_aae():
    discriminator = networks.code_discriminator(2, 4, num_classes=4)
    return models.AAE(
        linear_encoder(),
        linear_decoder(),
        discriminator,
        GAUSSIAN,
        latents=latents.GaussianRing(3),
        label_components=True,
        num_classes=3,
    )


def test_samples_without_a_label_have_one_label_more_and_the_whole_mixture_as_prior():
    game = partly_labeled_aae()
    unlabeled, labeled, labels = points(300), points(300, seed=1), np.arange(300) % 3
    real = game.samples((tf.constant(unlabeled), (tf.constant(labeled), tf.constant(labels))))
    for rows, samples, wanted in ((slice(0, None, 2), unlabeled, 3), (slice(1, None, 2), labeled, labels)):
        np.testing.assert_array_equal(real["sample"][rows], samples)
        np.testing.assert_array_equal(real["labels"][rows], np.broadcast_to(wanted, 300))
    drawn = latents.GaussianRing(3).likeliest_components(game.draw_prior(real)).numpy()
    assert (drawn[1::2] == labels).mean() > 0.99
    np.testing.assert_allclose(np.bincount(drawn[::2]) / 300, 1 / 3, atol=0.1)
    with pytest.raises(ValueError, match=r"shape \(300, 3\) and labeled ones of shape \(6, 3\); expected as many"):
        game.samples((tf.constant(unlabeled), (tf.constant(points()), LABELS)))


def test_partly_labeled_samples_need_networks_for_one_label_more():
    batch = tf.constant(points()), (tf.constant(points()), LABELS)
    with pytest.raises(ValueError, match="for 3 classes and num_classes=4"):
        labeled_aae().samples(batch)
    game = compiled(partly_labeled_aae(), (0.1, 0.1, 0.1))
    logs = game.fit(tf.data.Dataset.from_tensors(batch), verbose=0).history
    assert all(np.isfinite(values).all() for values in logs.values())


def test_a_class_is_that_of_the_codes_likeliest_component():
    game = partly_labeled_aae()
    codes = points(50) @ ENCODER
    centers = np.array([[np.cos(angle), np.sin(angle)] for angle in 2 * np.pi * np.arange(3) / 3])
    along, across = codes @ centers.T, codes @ (centers @ [[0, 1], [-1, 0]]).T
    expected = np.argmin(((along - 1.4) / 0.5) ** 2 + (across / 0.05) ** 2, axis=1)
    np.testing.assert_array_equal(game.classify(points(50)), expected)
    with pytest.raises(ValueError, match="label_components=True"):
        aae().classify(points())


def test_a_discriminator_that_is_told_the_label_compares_codes_within_a_class():
    game = labeled_aae(latents=latents.normal, label_components=False)
    codes = tf.constant(points()[:, :2])
    first, other = (game.code_score({"sample": codes, "labels": (LABELS + shift) % 3}) for shift in (0, 1))
    assert np.abs(first - other).max() > 1e-3
    assert game.conditions == ("labels",)


@pytest.mark.slow
def test_codes_come_to_follow_the_prior():
    game = aae(networks.code_discriminator(2, 32))
    game.compile(*[keras.optimizers.Adam(rate, beta_1=0.5) for rate in (1e-3, 1e-3, 1e-3)])
    samples = (points(512)[:, :2] @ [[1.0, 0.5, -0.5], [0.25, -1.0, 0.5]]).astype("float32") + 0.5
    before = samples @ ENCODER
    game.fit(tf.data.Dataset.from_tensors(samples).repeat(), steps_per_epoch=1500, verbose=0)
    codes = game.encode(samples)
    assert np.abs(before.mean(axis=0)).max() > 0.3
    assert np.abs(codes.mean(axis=0)).max() < 0.2
    np.testing.assert_allclose(np.cov(codes.T), np.eye(2), atol=0.4)
    assert np.abs(game.reconstruct(samples) - samples).mean() < 0.2


@pytest.mark.slow
def test_a_saved_one_resumes_bitwise(tmp_path):
    game = labeled_aae()
    game.compile("adam", "adam", "adam")
    fit = {"x": tf.constant(points()), "y": LABELS, "batch_size": 6, "verbose": 0}
    game.fit(**fit)
    game.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    assert again.label_components
    logs = [each.fit(**fit).history for each in (game, again)]
    assert logs[0] == logs[1]
    given = {"sample": points(), "labels": LABELS}
    np.testing.assert_array_equal(again.encode(given), game.encode(given))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"discriminator": networks.mlp_discriminator((3,), 4)},
            r"samples of shape \(3,\), but the codes have .* \(2,\)",
        ),
        ({"label_components": True, "num_classes": 3}, "has no components for the labels"),
        ({"label_components": True, "num_classes": 3, "latents": latents.GaussianRing(3)}, "an input named 'labels'"),
    ],
    ids=["discriminator of samples", "no mixture", "not told the label"],
)
def test_what_does_not_fit_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        aae(**options)


@pytest.mark.parametrize("num_classes", [None, 3])
def test_a_component_is_needed_for_each_label(num_classes):
    with pytest.raises(ValueError, match=f"received num_classes={num_classes} for a prior of 2 components"):
        labeled_aae(latents=latents.GaussianRing(2), num_classes=num_classes)
