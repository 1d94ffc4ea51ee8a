"""The losses of a classifier of K + 1 classes, written out."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import losses

REAL = np.array([[1.0, 0.0, 2.0], [0.5, 0.5, -0.5]])
FAKE = np.array([[0.0, 0.0, 1.0], [-2.0, 1.0, 1.0]])


def softmax_with_generated(logits):
    """Probabilities of K + 1 classes, the last, "generated", with the logit 0."""
    powers = np.exp(np.concatenate([logits, np.zeros((len(logits), 1))], axis=1))
    return powers / powers.sum(1, keepdims=True)


def test_the_losses_are_cross_entropies_of_a_classifier_with_one_more_class():
    real, fake = softmax_with_generated(REAL), softmax_with_generated(FAKE)
    unsupervised = -np.log(1 - real[:, -1]).mean() - np.log(fake[:, -1]).mean()
    ours = losses.semi_supervised_discriminator(tf.constant(REAL), tf.constant(FAKE))
    assert float(ours) == pytest.approx(unsupervised, rel=1e-6)
    supervised = -np.log(real[[0, 1], [2, 0]] / (1 - real[:, -1])).mean()
    assert float(losses.supervised_classifier(tf.constant(REAL), [2, 0])) == pytest.approx(supervised, rel=1e-6)


def test_realness_is_the_logit_of_not_being_generated():
    generated = softmax_with_generated(REAL)[:, -1]
    np.testing.assert_allclose(losses.realness(REAL), np.log((1 - generated) / generated), rtol=1e-5)
    assert losses.realness(REAL).dtype == tf.float32


@pytest.mark.parametrize("labels", [[0.0, 1.0], [[0, 1]], [0, 1, 2], [[0], [1]]])
def test_labels_that_are_not_one_integer_per_example_are_refused(labels):
    with pytest.raises(ValueError, match="one integer for each example"):
        losses.supervised_classifier(REAL, labels)


def test_matched_features_have_equal_means_not_equal_samples():
    real = tf.constant([[1.0, 4.0], [3.0, 0.0]])
    assert float(losses.feature_matching(real, tf.reverse(real, [0]))) == 0
    assert float(losses.feature_matching(real, [[2.0, 2.0]])) == 0  # sets may differ in size
    assert float(losses.feature_matching(real, [[1.0, 4.0]])) == 5


def test_feature_maps_are_matched_pixel_by_pixel():
    maps = tf.reshape(tf.range(16.0), (2, 2, 2, 2))
    expected = np.square(np.mean(maps, axis=0)).sum()
    assert float(losses.feature_matching(maps, tf.zeros_like(maps))) == pytest.approx(expected, rel=1e-6)
