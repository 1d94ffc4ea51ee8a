"""Which player minimizes which cross-entropy, of which samples."""

import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, images
from tfgan_zoo import models, networks

NUM_CLASSES = 3
LABELS = np.array([0, 1, 2, 1], "int32")


def acgan(num_logits=NUM_CLASSES, **options):
    generator = networks.infogan_generator(SHAPE, 6, 4, num_classes=NUM_CLASSES)
    discriminator = networks.infogan_discriminator(SHAPE, num_logits, 4, normalization=None)
    return models.ACGAN(generator, discriminator, num_classes=NUM_CLASSES, **options)


def samples(seed):
    return {"sample": tf.constant(images(4, seed=seed)), "labels": tf.constant(LABELS)}


def outputs(game, given):
    """The discriminator's logits of the source, (4,), and the log-probabilities of the samples' own labels."""
    logits, classes = (np.asarray(output, "float64") for output in game.discriminator(given["sample"]))
    log_probabilities = classes - np.log(np.exp(classes).sum(axis=1, keepdims=True))
    return logits[:, 0], log_probabilities[np.arange(4), LABELS]


@pytest.mark.parametrize("classify_fake", [True, False])
def test_the_discriminator_minimizes_the_source_and_the_class_of_real_and_perhaps_generated_samples(classify_fake):
    game = acgan(class_weight=2.0, classify_fake=classify_fake)
    real, fake = samples(0), samples(1)
    (real_logits, real_classes), (fake_logits, fake_classes) = outputs(game, real), outputs(game, fake)
    terms = game.discriminator_loss(real, fake)
    source = np.log1p(np.exp(-real_logits)).mean() + np.log1p(np.exp(fake_logits)).mean()
    assert float(terms["discriminator"]) == pytest.approx(source, rel=1e-5)
    classes = -2 * (real_classes.mean() + classify_fake * fake_classes.mean())
    assert float(terms["discriminator_class"]) == pytest.approx(classes, rel=1e-5)


def test_the_generator_minimizes_the_class_that_was_asked_for_and_not_its_negative():
    game = acgan(class_weight=2.0)
    fake = samples(1)
    logits, classes = outputs(game, fake)
    terms = game.generator_loss(samples(0), fake)
    assert float(terms["generator"]) == pytest.approx(np.log1p(np.exp(-logits)).mean(), rel=1e-5)
    assert float(terms["generator_class"]) == pytest.approx(-2 * classes.mean(), rel=1e-5)


def test_the_class_of_an_image_is_that_of_the_greatest_logit():
    game = acgan()
    expected = np.argmax(game.discriminator(images(5))[1], axis=1)
    np.testing.assert_array_equal(game.classify(images(5)), expected)


def test_a_discriminator_without_a_logit_for_each_class_is_refused():
    with pytest.raises(ValueError, match=r"expected two, logits \(None, 1\) and those of the classes \(None, 3\)"):
        acgan(num_logits=4)


def test_a_negative_weight_is_refused():
    with pytest.raises(ValueError, match="ACGAN takes class_weight as a number of at least 0, not -1.0"):
        acgan(class_weight=-1.0)
