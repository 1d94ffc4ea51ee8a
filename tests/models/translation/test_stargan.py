"""Which player minimizes what, of which pictures and which domains."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import check_gan
from tests.helpers.tiny import images
from tfgan_zoo import models, networks

SHAPE, NUM_CLASSES = (8, 8, 3), 3
LABELS, SOURCE_LABELS = np.array([0, 1, 2, 1], "int32"), np.array([2, 2, 0, 1], "int32")


def stargan(**options):
    generator = networks.star_translator(SHAPE, NUM_CLASSES, 2, 1)
    return models.StarGAN(generator, networks.star_discriminator(SHAPE, NUM_CLASSES, 2), NUM_CLASSES, **options)


def batch(repeats=1):
    pictures = {"sample": images(4, SHAPE), "source": images(4, SHAPE, seed=1)}
    labels = {"labels": LABELS, "source_labels": SOURCE_LABELS}
    return {name: tf.constant(np.repeat(value, repeats, axis=0)) for name, value in {**pictures, **labels}.items()}


def outputs(game, given):
    """Mean score of each picture's patches, and the log-probability of its label."""
    scores, logits = (np.asarray(output, "float64") for output in game.discriminator(given["sample"]))
    log_probabilities = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return scores.mean(axis=(1, 2, 3)), log_probabilities[np.arange(4), LABELS]


@pytest.mark.slow
def test_it_is_a_game_of_which_nothing_is_drawn(tmp_path):
    game = stargan(discriminator_steps=2)
    assert (game.drawn_inputs, set(game.given_inputs)) == ((), {"source", "labels"})
    game.compile(keras.optimizers.SGD(1e-3), keras.optimizers.SGD(1e-3))
    check_gan(game, tf.data.Dataset.from_tensors(batch(2)).repeat(), tmp_path)


def test_the_critic_learns_domains_from_real_pictures_alone_and_the_generator_wants_the_one_asked_for():
    game = stargan(class_weight=2.0)
    real = batch()
    fake = game.generate_fake(real)
    np.testing.assert_array_equal(fake["labels"], LABELS)
    (real_scores, real_classes), (fake_scores, fake_classes) = outputs(game, real), outputs(game, fake)
    terms = {**game.discriminator_terms(real, fake), **game.generator_terms(real, fake)}
    assert float(terms["critic"]) == pytest.approx(fake_scores.mean() - real_scores.mean(), rel=1e-4, abs=1e-6)
    assert float(terms["critic_class"]) == pytest.approx(-2 * real_classes.mean(), rel=1e-5)
    assert float(terms["generator"]) == pytest.approx(-fake_scores.mean(), rel=1e-4, abs=1e-6)
    assert float(terms["generator_class"]) == pytest.approx(-2 * fake_classes.mean(), rel=1e-5)


def test_a_translation_goes_back_to_the_sources_own_domain():
    game = stargan(cycle_weight=7.0)
    real = batch()
    fake = game.generate_fake(real)
    back = game.generator({"source": fake["sample"], "labels": tf.constant(SOURCE_LABELS)})
    cycle = float(game.generator_terms(real, fake)["cycle"])
    assert cycle == pytest.approx(7 * np.abs(real["source"] - back).mean(), rel=1e-5)
    elsewhere = game.generator({"source": fake["sample"], "labels": tf.constant(LABELS)})
    assert cycle != pytest.approx(7 * np.abs(real["source"] - elsewhere).mean(), rel=1e-5)


def test_the_penalty_is_that_of_the_scores_between_real_pictures_and_translations():
    game = stargan(penalty_weight=3.0)
    for layer in game.discriminator.layers:  # a critic that is linear: its gradient is the same everywhere
        if isinstance(layer, keras.layers.LeakyReLU):
            layer.negative_slope = 1.0
    real = batch()
    with tf.GradientTape() as tape:
        pictures = tf.Variable(real["sample"])
        scores, _ = game.discriminator(pictures)
    norms = np.sqrt(np.square(tape.gradient(scores, pictures)).sum(axis=(1, 2, 3)))
    penalty = game.discriminator_terms(real, game.generate_fake(real))["gradient_penalty"]
    assert float(penalty) == pytest.approx(3 * np.square(norms - 1).mean(), rel=1e-4)


def test_the_domain_asked_for_changes_the_translation_also_in_the_middle_of_the_picture():
    generator = networks.star_translator((16, 16, 3), NUM_CLASSES, 2, 1)
    picture = tf.constant(images(1, (16, 16, 3)))
    first, second = (generator({"source": picture, "labels": tf.constant([label])}).numpy() for label in (0, 1))
    assert np.abs(first - second)[0, 6:10, 6:10].min() > 0


def test_a_batch_without_the_sources_domains_is_refused():
    real = batch()
    del real["source_labels"]
    with pytest.raises(ValueError, match="expected 'source_labels' as well"):
        stargan().samples(real)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: stargan(cycle_weight=-1.0), "StarGAN takes cycle_weight as a number of at least 0"),
        (
            lambda: models.StarGAN(
                networks.star_translator(SHAPE, 3, 2, 1), networks.star_discriminator(SHAPE, 4, 2), num_classes=3
            ),
            r"those of the classes \(None, 3\)",
        ),
        (
            lambda: models.StarGAN(
                networks.unet_generator(SHAPE, 3, 2), networks.star_discriminator(SHAPE, 3, 2), num_classes=3
            ),
            "expected one named 'labels' as well",
        ),
        (
            lambda: networks.star_translator((10, 8, 3), 3),
            "received pictures of 10 x 8 pixels; expected multiples of 4",
        ),
    ],
)
def test_what_does_not_fit_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
