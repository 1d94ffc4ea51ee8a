"""Two levels with a discriminator each, and a classifier that is inverted and does not learn."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.inference_only import InferenceOnly
from tfgan_zoo import latents, models, networks, tricks

FEATURES = np.array([[1.0, -0.5], [0.25, 0.5], [-0.75, 1.0]])  # points x to features x FEATURES
LOGITS = np.array([[1.0, -1.0, 0.5], [0.5, 0.25, -1.0]])  # features h to class logits h LOGITS
UPPER = np.array([[0.5, -1.0], [1.0, 0.5]])  # noise to features, beside a row for each label
ROWS = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]])
LOWER = np.array([[0.5, 1.0, -0.5]])  # noise to points, beside features h GIVEN
GIVEN = np.array([[0.25, -0.5, 1.0], [-1.0, 0.5, 0.25]])
JUDGE = np.array([[0.5], [-1.0], [0.25]]), np.array([[0.5], [1.0], [-0.5]])  # points to logit, and to noise
FEATURE_JUDGE = np.array([[1.0], [-0.5]]), np.array([[0.5, 0.25], [-1.0, 0.75]])
LABELS = np.array([0, 2, 1, 1])


def linear(kernel, inputs, **options):
    layer = keras.layers.Dense(kernel.shape[1], use_bias=False, **options)
    outputs = layer(inputs)
    layer.set_weights([kernel])
    return outputs


def classifier(features=FEATURES, logits=LOGITS, name="features"):
    points = keras.Input((len(features),), name="points")
    return keras.Model(points, linear(logits, linear(features, points, name=name)))


def stack():
    noise, labels = keras.Input((2,), name="latents"), keras.Input((), dtype="int32", name="labels")
    table = keras.layers.Embedding(3, 2)
    upper = keras.Model([noise, labels], keras.layers.Add()([linear(UPPER, noise), table(labels)]))
    table.set_weights([ROWS])
    noise, features = keras.Input((1,), name="latents"), keras.Input((2,), name="features")
    lower = keras.Model([noise, features], keras.layers.Add()([linear(LOWER, noise), linear(GIVEN, features)]))
    return networks.stacked_generator(upper, lower)


def judge(kernels, name="samples"):
    samples = keras.Input((len(kernels[0]),), name=name)
    return keras.Model(samples, [linear(kernel, samples) for kernel in kernels])


def stacked_gan(**changed):
    options = {
        "generator": stack(),
        "discriminator": judge(JUDGE),
        "feature_discriminator": judge(FEATURE_JUDGE),
        "classifier": classifier(),
        "num_classes": 3,
        **changed,
    }
    return models.StackedGAN(**options)


def compiled(game, **options):
    """Without a graph, whose tracing takes longer than a few steps, unless it is asked for."""
    game.compile(keras.optimizers.SGD(0.1), keras.optimizers.SGD(0.1), **{"run_eagerly": True, **options})
    return game


def points(count=4, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (count, 3)).astype("float32")


def real_batch():
    return tf.constant(points()), tf.constant(LABELS)


def batch(game):
    """Real and generated samples as a step has them."""
    (real,) = game.split_batch(real_batch())
    return real, game.generate_fake(real)


def softplus(values):
    return np.log1p(np.exp(values))


def trained(**changed):
    game = compiled(stacked_gan(**changed), run_eagerly=True)
    game.fit(*real_batch(), batch_size=4, verbose=0)
    return game


def test_features_are_made_of_noise_and_label_and_images_of_noise_and_features():
    _, fake = batch(stacked_gan())
    noise = fake["codes"].numpy()
    features = noise[:, :2] @ UPPER + ROWS[LABELS]
    np.testing.assert_allclose(fake["generated_features"], features, rtol=1e-5)
    np.testing.assert_allclose(fake["sample"], noise[:, 2:] @ LOWER + features @ GIVEN, rtol=1e-4, atol=1e-6)


def test_users_sample_from_both_levels_as_one():
    game = stacked_gan()
    noise = game.draw_latents(3, latents.sampling_seed(7)).numpy()
    expected = noise[:, 2:] @ LOWER + (noise[:, :2] @ UPPER + ROWS[[2, 0, 1]]) @ GIVEN
    np.testing.assert_allclose(game.sample(seed=7, labels=[2, 0, 1]), expected, rtol=1e-4, atol=1e-6)


def test_the_lower_level_gets_real_features_first_and_then_those_of_the_upper():
    game = stacked_gan(independent_steps=2)
    for step in range(4):
        game.steps.assign(step)
        _, fake = batch(game)
        given = points() @ FEATURES if step < 2 else fake["generated_features"]
        np.testing.assert_allclose(fake["features"], given, rtol=1e-5)


def test_each_discriminator_tells_real_from_generated_and_recovers_its_noise():
    game = stacked_gan(entropy_weight=3.0)
    real, fake = batch(game)
    terms = game.discriminator_loss(real, fake)
    images, features, noise = (np.asarray(fake[name]) for name in ("sample", "generated_features", "codes"))
    real_logits, fake_logits = points() @ JUDGE[0], images @ JUDGE[0]
    wanted = {"discriminator": softplus(-real_logits).mean() + softplus(fake_logits).mean()}
    wanted["discriminator_entropy"] = 2 * 3 * np.square(images @ JUDGE[1] - noise[:, 2:]).mean()
    real_logits, fake_logits = points() @ FEATURES @ FEATURE_JUDGE[0], features @ FEATURE_JUDGE[0]
    wanted["feature_discriminator"] = softplus(-real_logits).mean() + softplus(fake_logits).mean()
    wanted["feature_discriminator_entropy"] = 2 * 3 * np.square(features @ FEATURE_JUDGE[1] - noise[:, :2]).mean()
    assert {name: float(value) for name, value in terms.items()} == pytest.approx(wanted, rel=1e-4)


def test_each_level_fools_its_discriminator_and_lets_its_condition_and_its_noise_be_recovered():
    game = stacked_gan(entropy_weight=3.0, conditional_weight=0.5, independent_steps=1)
    real, fake = batch(game)
    terms = game.generator_loss(real, fake)
    images, features, noise = (np.asarray(fake[name]) for name in ("sample", "generated_features", "codes"))
    logits = features @ LOGITS
    wanted = {
        "generator": softplus(-images @ JUDGE[0]).mean(),
        "generator_conditional": 0.5 * np.square(images @ FEATURES - points() @ FEATURES).mean(),
        "generator_entropy": 3 * np.square(images @ JUDGE[1] - noise[:, 2:]).mean(),
        "feature_generator": softplus(-features @ FEATURE_JUDGE[0]).mean(),
        "feature_generator_conditional": 0.5
        * (np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(4), LABELS]).mean(),
        "feature_generator_entropy": 3 * np.square(features @ FEATURE_JUDGE[1] - noise[:, :2]).mean(),
    }
    assert {name: float(value) for name, value in terms.items()} == pytest.approx(wanted, rel=1e-4)


@pytest.mark.parametrize(("prefix", "level"), [("generator", 1), ("feature_generator", 0)])
def test_the_terms_of_a_level_move_that_level_alone(prefix, level):
    game = stacked_gan()
    (real,) = game.split_batch(real_batch())
    with game.tape("generator") as tape:
        terms = game.generator_loss(real, game.generate_fake(real))
        loss = sum(value for name, value in terms.items() if name.startswith(prefix))
    levels = [layer for layer in game.generator.layers if isinstance(layer, keras.Model)]
    variables = [[variable.value for variable in network.trainable_variables] for network in levels]
    gradients = tape.gradient(loss, variables)
    assert all(gradient is not None for gradient in gradients[level])
    assert all(gradient is None for gradient in gradients[1 - level])


def test_the_classifier_never_moves_and_runs_in_inference_mode():
    points = keras.Input((3,), name="points")
    features = keras.layers.Dense(2, name="features")(InferenceOnly()(points))
    network = keras.Model(points, keras.layers.Dense(3)(InferenceOnly()(features)))
    before = network.get_weights()
    game = trained(classifier=network)
    assert all(np.array_equal(*pair) for pair in zip(before, game.classifier.get_weights(), strict=True))
    assert network.trainable  # and is not changed otherwise


def test_without_entropy_loss_nothing_learns_to_recover_the_noise():
    for weight, moves in ((0.0, False), (1.0, True)):
        game = trained(entropy_weight=weight)
        heads = [game.discriminator.get_weights()[1], game.feature_discriminator.get_weights()[1]]
        for head, before in zip(heads, (JUDGE[1], FEATURE_JUDGE[1]), strict=True):
            assert np.allclose(head, before) != moves


def test_samples_are_those_of_the_average_of_both_levels():
    game = compiled(stacked_gan(ema_momentum=0.5), run_eagerly=True)
    before = [weight.numpy() for weight in game.generator.weights]
    game.fit(*real_batch(), batch_size=4, verbose=0)
    for average, weight, old in zip(game.sampler.weights, game.generator.weights, before, strict=True):
        np.testing.assert_allclose(average, (weight.numpy() + old) / 2, rtol=1e-5, atol=1e-7)
        assert not np.allclose(weight, old)


def test_tricks_reach_both_discriminators():
    game = trained(tricks=[tricks.HistoricalAveraging(), tricks.R1(1.0), tricks.InstanceNoise(0.1, 10)])
    assert all(np.isfinite(tracker.result()) for tracker in game.metrics)
    assert len(game.players["discriminator"]) == 4


def test_a_saved_one_resumes_bitwise_with_its_classifier(tmp_path):
    network = classifier()
    network.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    network.fit(points(), LABELS, verbose=0)
    game = compiled(stacked_gan(classifier=network, independent_steps=2), run_eagerly=True)
    game.fit(*real_batch(), batch_size=4, verbose=0)
    game.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    logs = [each.fit(*real_batch(), batch_size=4, epochs=2, verbose=0, shuffle=False) for each in (game, again)]
    assert logs[0].history == logs[1].history


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"generator": networks.mlp_generator((3,))}, "build it as tfgan_zoo.networks.stacked_generator"),
        ({"classifier": classifier(name="hidden")}, "has no layer named 'features'"),
        ({"classifier": networks.feature_discriminator(3, 2)}, "expected one logit for each of 3 classes"),
        ({"classifier": classifier(logits=LOGITS[:, :2])}, "expected one logit for each of 3 classes"),
        (
            {"classifier": classifier(FEATURES[:, :1], LOGITS[:1])},
            r"features of shape \(2,\), but the classi",
        ),
        ({"classifier": classifier(np.ones((4, 2)))}, r"makes images of shape \(3,\), but the classifier takes \(4,\)"),
        ({"discriminator": judge(FEATURE_JUDGE)}, r"makes samples of shape \(3,\)"),
        ({"discriminator": judge([JUDGE[0], FEATURES])}, "the discriminator must have two outputs, a logit and 1 "),
        ({"feature_discriminator": judge(FEATURE_JUDGE[:1])}, "the feature discriminator must have two outputs"),
        ({"feature_discriminator": judge(JUDGE)}, r"takes samples of shape \(3,\), but its level makes"),
        ({"entropy_weight": -1.0}, "takes entropy_weight as a number of at least 0, not -1.0"),
        ({"conditional_weight": -1.0}, "takes conditional_weight as a number of at least 0, not -1.0"),
        ({"independent_steps": -1}, "takes independent_steps as an integer of at least 0, not -1"),
        ({"num_classes": 4, "classifier": classifier(logits=np.ones((2, 4)))}, "for 3 classes and num_classes=4"),
    ],
)
def test_what_does_not_fit_is_refused(changed, message):
    with pytest.raises(ValueError, match=message):
        stacked_gan(**changed)
