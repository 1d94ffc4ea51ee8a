"""Codes of a style and a class: a discriminator for each, and a fourth phase on labeled samples."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny_inference import points
from tfgan_zoo import data, latents, losses, models, networks

ENCODER = np.array([[0.5, -0.25, 1.0, -1.0], [1.0, 0.75, -0.5, 0.5], [-0.5, 0.25, 0.75, 1.0]])  # a style, three logits
DECODER = np.array([[0.5, 0.25, -1.0], [-0.75, 0.5, 0.25], [1.0, -1.0, 0.5], [0.25, 0.75, -0.5]])
STYLE_JUDGE, CLASS_JUDGE = np.array([[2.0]]), np.array([[1.0], [-2.0], [0.5]])
LABELS = np.array([0, 2, 1, 1, 0, 2])
RATES = {"autoencoder": 0.0, "discriminator": 0.0, "encoder": 0.0, "classifier": 0.0}


def linear(kernel, name):
    samples = keras.Input((len(kernel),), name=name)
    network = keras.Model(samples, keras.layers.Dense(kernel.shape[1], use_bias=False)(samples))
    network.set_weights([kernel])
    return network


def semi_supervised_aae(**changed):
    options = {
        "encoder": linear(ENCODER, "points"),
        "decoder": linear(DECODER, "latents"),
        "discriminator": linear(STYLE_JUDGE, "codes"),
        "class_discriminator": linear(CLASS_JUDGE, "codes"),
        "likelihood": losses.GaussianLikelihood(1.0),
        **changed,
    }
    return models.SemiSupervisedAAE(**options)


def compiled(game, **rates):
    optimizers = {f"{player}_optimizer": keras.optimizers.SGD(rate) for player, rate in {**RATES, **rates}.items()}
    game.compile(**optimizers, run_eagerly=True)
    return game


def batches(labeled_seed=1, labels=LABELS):
    parts = (points(), (points(seed=labeled_seed), labels))
    return tf.data.Dataset.from_tensors(tf.nest.map_structure(tf.constant, parts))


def softmax(logits):
    return np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)


def softplus(values):
    return np.log1p(np.exp(values))


def codes_of(samples):
    raw = samples @ ENCODER
    return np.concatenate([raw[:, :1], softmax(raw[:, 1:])], axis=1)


def test_a_code_is_a_style_and_the_probabilities_of_the_classes():
    game = semi_supervised_aae()
    np.testing.assert_allclose(game.encode(points()), codes_of(points()), rtol=1e-5)
    np.testing.assert_allclose(game.reconstruct(points()), codes_of(points()) @ DECODER, rtol=1e-4, atol=1e-6)
    np.testing.assert_array_equal(game.classify(points()), (points() @ ENCODER)[:, 1:].argmax(axis=1))


def test_the_prior_is_a_normal_style_and_classes_that_are_equally_likely():
    prior = semi_supervised_aae().draw_latents(6000, (0, 1)).numpy()
    assert prior[:, 0].std() == pytest.approx(1.0, abs=0.05)
    assert set(np.unique(prior[:, 1:])) == {0.0, 1.0}
    assert (prior[:, 1:].sum(axis=1) == 1).all()
    np.testing.assert_allclose(prior[:, 1:].mean(axis=0), 1 / 3, atol=0.03)
    assert np.abs(np.corrcoef(prior, rowvar=False)[0, 1:]).max() < 0.05


def test_styles_and_classes_have_a_discriminator_each_and_the_prior_is_real():
    game = semi_supervised_aae()
    prior, codes = game.draw_latents(6, (0, 1)).numpy(), codes_of(points()).astype("float32")
    parts = {"discriminator": (slice(0, 1), STYLE_JUDGE), "class_discriminator": (slice(1, 4), CLASS_JUDGE)}
    wanted = {
        name: softplus(-prior[:, part] @ judge).mean() + softplus(codes[:, part] @ judge).mean()
        for name, (part, judge) in parts.items()
    }
    assert {name: float(value) for name, value in game.discriminator_loss(prior, codes).items()} == pytest.approx(
        wanted, rel=1e-5
    )
    wanted = {
        "encoder": softplus(-codes[:, :1] @ STYLE_JUDGE).mean(),
        "class_encoder": softplus(-codes[:, 1:] @ CLASS_JUDGE).mean(),
    }
    assert {name: float(value) for name, value in game.encoder_loss(codes).items()} == pytest.approx(wanted, rel=1e-5)


def test_the_classifier_learns_by_the_cross_entropy_of_labeled_samples():
    game = compiled(semi_supervised_aae(), classifier=0.1)
    labeled = points(seed=1)
    probabilities = codes_of(labeled)[:, 1:]
    logs = game.fit(batches(), verbose=0).history
    wanted = -np.log(probabilities[np.arange(6), LABELS]).mean()
    assert logs["classifier"][0] == pytest.approx(wanted, rel=1e-5)
    gradient = labeled.T @ (probabilities - np.eye(3)[LABELS]) / 6
    expected = ENCODER - 0.1 * np.concatenate([np.zeros((3, 1)), gradient], axis=1)
    np.testing.assert_allclose(game.encoder.get_weights()[0], expected, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("player", ["autoencoder", "discriminator", "encoder"])
def test_the_first_three_phases_learn_from_unlabeled_samples_alone(player):
    trained = []
    for labeled_seed in (1, 2):
        game = compiled(semi_supervised_aae(), **{player: 0.1})
        game.fit(batches(labeled_seed), verbose=0)
        trained.append([weight.numpy() for weight in game.players[player]])
    before = [weight.numpy() for weight in semi_supervised_aae().players[player]]
    for first, other, initial in zip(*trained, before, strict=True):
        np.testing.assert_array_equal(first, other)
        assert not np.array_equal(first, initial)


def test_classes_come_after_the_three_phases():
    game = compiled(semi_supervised_aae())
    turns, update = [], game.update
    game.update = lambda player, *rest: turns.append(player) or update(player, *rest)
    game.fit(batches(), verbose=0)
    assert turns == ["autoencoder", "discriminator", "encoder", "classifier"]


def test_a_saved_one_resumes_bitwise(tmp_path):
    game = compiled(semi_supervised_aae(latents=latents.uniform), autoencoder=0.1, encoder=0.1, classifier=0.1)
    game.fit(batches(), verbose=0)
    game.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    logs = [each.fit(batches(), verbose=0).history for each in (game, again)]
    assert logs[0] == logs[1]
    np.testing.assert_array_equal(again.classify(points()), game.classify(points()))


@pytest.mark.slow
def test_few_labels_name_two_separate_kinds_of_samples():
    generator = np.random.default_rng(0)
    kinds = np.arange(400) % 2
    samples = (np.where(kinds[:, None] == 0, -0.5, 0.5) + 0.1 * generator.normal(size=(400, 2))).astype("float32")
    examples = data.partly_labeled(data.from_arrays(samples, kinds), num_labels=2, num_classes=2)
    game = models.SemiSupervisedAAE(
        networks.dense_encoder((2,), 3, 16),
        networks.dense_decoder((2,), 3, 16),
        networks.code_discriminator(1, 16),
        networks.code_discriminator(2, 16),
        losses.GaussianLikelihood(0.1),
    )
    game.compile(*[keras.optimizers.Adam(1e-3, 0.5) for _ in range(4)])
    game.fit(examples.batches(50, labels=True), steps_per_epoch=500, verbose=0)
    assert (np.asarray(game.classify(samples)) == kinds).mean() > 0.99


def test_batches_without_labeled_samples_are_refused():
    with pytest.raises(ValueError, match="only images, expected .*partly_labeled"):
        compiled(semi_supervised_aae()).fit(points(), batch_size=6, verbose=0)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"class_discriminator": linear(CLASS_JUDGE[:2], "codes")}, r"1 numbers and 2 classes, but .* shape \(4,\)"),
        ({"label_components": True, "num_classes": 3, "latents": latents.GaussianRing(3)}, "an input named 'labels'"),
        (
            {
                "discriminator": networks.code_discriminator(1, 4, num_classes=3),
                "num_classes": 3,
            },
            "received networks that take labels beside samples and codes, and label_components=False",
        ),
    ],
)
def test_what_does_not_fit_is_refused(changed, message):
    with pytest.raises(ValueError, match=message):
        semi_supervised_aae(**changed)
