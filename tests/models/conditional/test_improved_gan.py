"""The semi-supervised game on a linear classifier of points."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.inference_only import inference_only
from tests.helpers.tiny import compiled, images
from tfgan_zoo import data, models, networks, tricks

KERNEL = np.array([[3.0, -1.0, 0.5], [4.0, 2.0, -1.0]])
LABELS = np.array([2, 0, 1, 1])


def players(num_classes=3, name="features"):
    """A linear generator, and a linear classifier whose features are twice its inputs."""
    latents, points = keras.Input((2,)), keras.Input((2,))
    features = keras.layers.Rescaling(2.0, name=name)(points)
    classifier = keras.Model(points, keras.layers.Dense(num_classes)(features))
    if num_classes == 3:
        classifier.set_weights([KERNEL / 2, np.zeros(3)])
    return keras.Model(latents, keras.layers.Dense(2)(latents)), classifier


def samples():
    unlabeled, labeled, fake = (images(4, (2,), seed=seed) for seed in range(3))
    return (unlabeled, (labeled, LABELS)), fake


def logsumexp(logits):
    return np.log(np.exp(logits).sum(axis=1))


def test_the_discriminator_learns_classes_from_labeled_images_and_realness_from_the_others():
    game = models.ImprovedGAN(*players(), unsupervised_weight=0.5)
    real, fake = samples()
    terms = game.discriminator_loss(game.samples(tf.nest.map_structure(tf.constant, real)), fake)
    logits = real[1][0] @ KERNEL
    supervised = (logsumexp(logits) - logits[range(4), LABELS]).mean()
    assert float(terms["classifier"]) == pytest.approx(supervised, rel=1e-5)
    real_logit, fake_logit = logsumexp(real[0] @ KERNEL), logsumexp(fake @ KERNEL)
    unsupervised = np.log1p(np.exp(-real_logit)).mean() + np.log1p(np.exp(fake_logit)).mean()
    assert float(terms["discriminator"]) == pytest.approx(0.5 * unsupervised, rel=1e-5)


def test_the_generator_matches_the_mean_features_of_unlabeled_images():
    game = models.ImprovedGAN(*players())
    real, fake = samples()
    expected = np.square(2 * real[0].mean(axis=0) - 2 * fake.mean(axis=0)).sum()
    assert float(game.generator_loss(real[0], fake)["generator"]) == pytest.approx(expected, rel=1e-5)


def test_the_score_is_the_logit_of_any_class_and_the_class_the_largest_logit():
    game = models.ImprovedGAN(*players())
    points = images(6, (2,))
    np.testing.assert_allclose(game.score(points), logsumexp(points @ KERNEL), rtol=1e-5)
    np.testing.assert_array_equal(game.classify(points), np.argmax(points @ KERNEL, axis=1))


def test_without_unsupervised_weight_only_labels_train_the_classifier():
    game = models.ImprovedGAN(*players(), unsupervised_weight=0.0)
    real, fake = samples()
    kernel = game.discriminator.trainable_variables[0]
    with game.tape("discriminator") as tape:
        loss = sum(game.discriminator_loss(game.samples(tf.nest.map_structure(tf.constant, real)), fake).values())
    labeled = real[1][0]
    probabilities = np.exp(labeled @ KERNEL - logsumexp(labeled @ KERNEL)[:, None])
    expected = 2 * labeled.T @ (probabilities - np.eye(3)[LABELS]) / 4
    np.testing.assert_allclose(tape.gradient(loss, kernel.value), expected, rtol=1e-4, atol=1e-6)


def test_the_moving_average_is_the_classifier():
    game = models.ImprovedGAN(*players(), classifier_momentum=0.75)
    game.discriminator.set_weights([-KERNEL / 2, np.ones(3)])
    game.after_step({})
    kernel, bias = game.average_discriminator.get_weights()
    np.testing.assert_allclose(kernel, 0.75 * KERNEL / 2 - 0.25 * KERNEL / 2, rtol=1e-6)
    np.testing.assert_allclose(bias, 0.25)
    points = images(6, (2,))
    np.testing.assert_array_equal(game.classify(points), np.argmax(points @ KERNEL, axis=1))


def test_images_are_classified_in_inference_mode():
    game = models.ImprovedGAN(players()[0], inference_only((2,), 3))
    assert game.classify(images(4, (2,))).shape == (4,)


def test_tricks_transform_labeled_images_too():
    game = models.ImprovedGAN(*players(), tricks=[tricks.InstanceNoise(0.5, 10)])
    real, fake = samples()
    changed = game.transform(game.samples(tf.nest.map_structure(tf.constant, real)))
    shown = ((changed["sample"], real[0]), (changed["labeled"], real[1][0]), (game.transform(tf.constant(fake)), fake))
    for after, before in shown:
        assert np.abs(after - before).min() > 0
    np.testing.assert_array_equal(changed["labels"], LABELS)


@pytest.mark.slow
def test_training_resumes_exactly_from_a_saved_game(tmp_path):
    examples = data.partly_labeled(data.load("digits", image_shape=(8, 8, 1)), num_labels=20)
    game = compiled(
        models.ImprovedGAN(
            networks.improved_gan_generator((8, 8, 1), 6, 4),
            networks.improved_gan_discriminator((8, 8, 1), 10, 4),
            classifier_momentum=0.9,
        )
    )
    game.fit(examples.batches(5, labels=True), steps_per_epoch=2, verbose=0, shuffle=False)
    game.save(tmp_path / "game.keras")
    loaded = models.load(tmp_path / "game.keras")
    for each in (game, loaded):
        each.fit(examples.batches(5, labels=True, skip=2), steps_per_epoch=2, verbose=0, shuffle=False)
    for mine, other in zip(game.weights, loaded.weights, strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)


def test_batches_without_labeled_and_unlabeled_parts_are_refused():
    game = models.ImprovedGAN(*players())
    (unlabeled, (_, labels)), _ = samples()
    with pytest.raises(ValueError, match="only images, expected .*partly_labeled"):
        game.split_batch(tf.constant(unlabeled))
    with pytest.raises(ValueError, match="images with one label each"):
        game.split_batch((tf.constant(unlabeled), tf.constant(labels)))


def test_a_discriminator_that_is_not_a_classifier_or_has_no_features_is_refused():
    with pytest.raises(ValueError, match="at least two classes"):
        models.ImprovedGAN(*players(num_classes=1))
    with pytest.raises(ValueError, match="expected one named 'features'"):
        models.ImprovedGAN(*players(name="hidden"))
    with pytest.raises(ValueError, match="classifier_momentum"):
        models.ImprovedGAN(*players(), classifier_momentum=1.0)


def test_a_negative_weight_is_refused():
    with pytest.raises(ValueError, match="ImprovedGAN takes unsupervised_weight as a number of at least 0, not -1.0"):
        models.ImprovedGAN(*players(), unsupervised_weight=-1.0)
