"""Labels reach both players, stay with their examples, and are refused where they cannot be meant."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, compiled, conditional_linear_players, images, labeled_points
from tfgan_zoo import metrics, models, networks

NUM_CLASSES = 3


def players(num_classes=NUM_CLASSES):
    generator = networks.dcgan_generator(SHAPE, 4, 6, num_classes=num_classes)
    return generator, networks.dcgan_discriminator(SHAPE, 4, num_classes=num_classes)


@pytest.fixture(scope="module")
def cgan():
    return compiled(models.CGAN(*players(), num_classes=NUM_CLASSES))


def batches(labels, count=6):
    return tf.data.Dataset.from_tensors((images(count), labels))


# The game


def test_generated_samples_are_made_under_the_labels_of_the_real_ones_beside_them():
    game = models.CGAN(*conditional_linear_players(), num_classes=2)
    game.generator.set_weights([np.array([[100.0, 0.0], [0.0, 100.0]], "float32")])
    fake = game.generate_fake(labeled_points([0, 0, 0, 1]))
    np.testing.assert_array_equal(fake["labels"], [0, 0, 0, 1])
    np.testing.assert_array_equal(np.argmax(fake["sample"], axis=1), [0, 0, 0, 1])


def test_the_losses_of_both_players_are_those_of_the_paper_with_labels():
    rows = np.array([[3.0, 4.0], [0.0, 1.0]], "float32")
    game = models.CGAN(*conditional_linear_players(rows), num_classes=2)
    labels = np.array([0, 1, 1, 0])
    real, fake = labeled_points(labels), labeled_points(labels, seed=1)
    real_logits, fake_logits = ((samples["sample"].numpy() * rows[labels]).sum(axis=1) for samples in (real, fake))
    expected = np.log1p(np.exp(-real_logits)).mean() + np.log1p(np.exp(fake_logits)).mean()
    assert float(game.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(expected, rel=1e-5)
    expected = np.log1p(np.exp(-fake_logits)).mean()
    assert float(game.generator_loss(real, fake)["generator"]) == pytest.approx(expected, rel=1e-5)


def test_a_step_moves_what_stands_for_each_label_of_the_batch_and_no_other():
    game = compiled(models.CGAN(*conditional_linear_players(np.ones((3, 2))), num_classes=3))
    before = [table.numpy() for table in game.generator.trainable_variables + game.discriminator.trainable_variables]
    game.fit(images(4, (2,)), np.array([0, 2, 2, 0], "int32"), batch_size=4, verbose=0)
    after = [table.numpy() for table in game.generator.trainable_variables + game.discriminator.trainable_variables]
    for old, new in zip(before, after, strict=True):
        np.testing.assert_array_equal((old != new).all(axis=1), [True, False, True])


@pytest.mark.slow
@pytest.mark.parametrize(("shuffled", "least", "most"), [(False, 0.95, 1.0), (True, 0.4, 0.6)])
def test_the_generator_learns_which_class_is_where_and_not_when_labels_are_shuffled(shuffled, least, most):
    draws = np.random.default_rng(0)
    labels = draws.integers(0, 2, 4096).astype("int32")
    points = draws.normal(0, 0.2, (4096, 2)).astype("float32")
    points[:, 0] += np.where(labels == 1, 1.0, -1.0)
    game = learner()
    taught = draws.permutation(labels) if shuffled else labels
    game.fit(tf.data.Dataset.from_tensor_slices((points, taught)).repeat().batch(128), steps_per_epoch=600, verbose=0)
    asked = np.arange(1000, dtype="int32") % 2
    share = np.mean((game.sample(labels=asked)[:, 0] > 0) == (asked == 1))
    assert least <= share <= most


def learner():
    """A game of points with two labels."""
    keras.utils.set_random_seed(0)

    def network(first, outputs):
        inputs, hidden = networks.join_labels(first, 2, label_size=4)
        for _ in range(2):
            hidden = keras.layers.Dense(32, "relu")(hidden)
        return keras.Model(inputs, keras.layers.Dense(outputs)(hidden))

    generator, discriminator = network(keras.Input((4,), name="latents"), 2), network(keras.Input((2,)), 1)
    game = models.CGAN(generator, discriminator, num_classes=2)
    game.compile(*(keras.optimizers.Adam(2e-3, 0.5) for _ in range(2)))
    return game


# Sampling


def test_without_labels_all_classes_are_sampled_in_turn(cgan):
    np.testing.assert_array_equal(cgan.sample(5), cgan.sample(5, labels=[0, 1, 2, 0, 1]))


def test_the_asked_labels_make_the_samples_and_their_number_is_that_of_the_labels(cgan):
    same = cgan.sample(2, seed=1, labels=[1, 1])
    other = cgan.sample(seed=1, labels=[1, 2])
    np.testing.assert_array_equal(other[0], same[0])
    assert np.abs(other[1] - same[1]).max() > 0


def test_labels_of_every_integer_type_are_the_same_labels(cgan):
    expected = cgan.sample(labels=[2, 0])
    for dtype in ("uint8", "int64"):
        np.testing.assert_array_equal(cgan.sample(labels=np.array([2, 0], dtype)), expected)


# Bad input

BAD_LABELS = {
    "beyond the classes": (np.array([0, 1, 2, 3, 0, 1]), "from 0 to 3; expected 0 to 2"),
    "negative": (np.array([0, 1, 2, -1, 0, 1]), "from -1 to 2; expected 0 to 2"),
    "floats": (np.array([0.0, 1.0, 2.0, 0.0, 1.0, 2.0]), "received labels of type float.*expected integers"),
    "one-hot": (np.eye(3, dtype="int32")[[0, 1, 2, 0, 1, 2]], "argmax of one-hot labels"),
}


@pytest.mark.parametrize("kind", BAD_LABELS)
def test_labels_that_cannot_be_meant_are_refused_in_training_on_arrays(cgan, kind):
    labels, message = BAD_LABELS[kind]
    with pytest.raises(ValueError, match=message):
        cgan.fit(images(6), labels, batch_size=6, verbose=0)


@pytest.mark.parametrize("kind", BAD_LABELS)
def test_labels_that_cannot_be_meant_are_refused_in_training_on_a_data_set(cgan, kind):
    labels, message = BAD_LABELS[kind]
    with pytest.raises(ValueError, match=message):
        cgan.fit(batches(labels), verbose=0)


@pytest.mark.parametrize("kind", BAD_LABELS)
def test_labels_that_cannot_be_meant_are_refused_in_sampling(cgan, kind):
    labels, message = BAD_LABELS[kind]
    with pytest.raises(ValueError, match=message):
        cgan.sample(labels=labels)


def test_integers_that_would_become_labels_as_int32_are_refused(cgan):
    with pytest.raises(ValueError, match=f"from 0 to {2**32}"):
        cgan.sample(labels=np.array([0, 2**32]))


def test_labels_out_of_range_are_refused_in_an_evaluation(cgan):
    inputs = keras.Input(SHAPE)
    classifier = keras.Model(inputs, keras.layers.Dense(NUM_CLASSES)(keras.layers.Flatten()(inputs)))
    cgan.evaluation_metrics = [metrics.LabelAgreement(classifier)]
    assert cgan.evaluate(batches(np.array([0, 1, 2, 0, 0, 1])), verbose=0)
    with pytest.raises(ValueError, match="labels out of range: from 0 to 3; expected 0 to 2, because the game"):
        cgan.evaluate(batches(np.array([0, 1, 2, 3, 0, 1])), verbose=0)


@pytest.mark.slow
@pytest.mark.parametrize(("labels", "finite"), [([0, 1, 2, 0, 1, 2], True), ([0, 1, 2, 3, 0, 1], False)])
def test_xla_which_checks_nothing_does_not_learn_from_labels_out_of_range(labels, finite):
    game = compiled(models.CGAN(*players(), num_classes=NUM_CLASSES), jit_compile=True)
    every = np.array([0, 1, 2, 0, 1, 2, *labels])  # of the first batch, `fit` looks at the labels itself
    logs = game.fit(tf.data.Dataset.from_tensor_slices((images(12), every)).batch(6), verbose=0).history
    assert np.isfinite(logs["discriminator"]).all() == finite


def test_a_batch_without_labels_is_refused(cgan):
    with pytest.raises(ValueError, match="CGAN learns from samples with their labels, but a batch has only sample"):
        cgan.fit(images(6), batch_size=6, verbose=0)


def test_more_or_fewer_samples_than_labels_are_refused(cgan):
    with pytest.raises(ValueError, match="received labels of shape .*2.*one for each of 3 samples"):
        cgan.sample(3, labels=[0, 1])


def test_data_without_classes_are_refused():
    with pytest.raises(ValueError, match="received num_classes=None; .*data with labels"):
        models.CGAN(*players(None), num_classes=None)


@pytest.mark.parametrize("without", [0, 1])
def test_a_network_that_is_not_told_the_labels_is_refused(without):
    networks_of_both = list(players())
    networks_of_both[without] = players(None)[without]
    with pytest.raises(ValueError, match=f"received 'dcgan_{('gen', 'discrim')[without]}.*expected one named 'labels'"):
        models.CGAN(*networks_of_both, num_classes=NUM_CLASSES)


@pytest.mark.parametrize("num_classes", [2, 4])
def test_networks_for_another_number_of_classes_are_refused(num_classes):
    with pytest.raises(
        ValueError, match=f"for 3 classes and num_classes={num_classes}; expected the same number in both"
    ):
        models.CGAN(*players(), num_classes=num_classes)
