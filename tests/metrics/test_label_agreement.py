"""Agreement of samples with their labels, for a classifier that knows the answer."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import metrics

NUM_CLASSES = 10


@pytest.fixture
def metric():
    """With a classifier without weights that takes the brightest of ten pixels as the class."""
    samples = keras.Input((NUM_CLASSES,))
    classifier = keras.Model(samples, keras.layers.Identity()(samples), name="brightest")
    return metrics.LabelAgreement(classifier)


def showing(classes, labels):
    """Samples of the given classes, with the given labels."""
    return {"sample": tf.one_hot(classes, NUM_CLASSES), "labels": tf.constant(labels, tf.int32)}


def test_agreeing_samples_of_both_kinds_are_counted_over_all_batches(metric):
    metric.update(showing([1, 2], [1, 2]), showing([3, 4], [3, 5]))
    metric.update(showing([7], [8]), showing([0, 0, 9], [1, 0, 9]))
    of_fake, of_real = metric.result()
    assert (of_fake.metric, of_fake.value, of_fake.n_real, of_fake.n_fake) == ("label_agreement", 3 / 5, 3, 5)
    assert (of_real.metric, of_real.value, of_real.n_real, of_real.n_fake) == ("label_agreement_of_real", 2 / 3, 3, 0)
    assert of_fake.network == "brightest"
    metric.reset()
    with pytest.raises(ValueError, match="no sample was classified"):
        metric.result()


def test_shuffled_labels_agree_only_by_chance(metric):
    labels = np.arange(10_000) % NUM_CLASSES
    shuffled = np.random.default_rng(0).permutation(labels)
    metric.update(showing(labels, labels), showing(labels, shuffled))
    of_fake, of_real = metric.result()
    assert of_real.value == 1.0
    assert of_fake.value == pytest.approx(0.1, abs=0.01)


def test_it_counts_inside_a_graph(metric):
    samples = showing([3, 4], [3, 5])
    tf.function(metric.update, autograph=False)(samples, samples)
    assert metric.result()[0].value == 0.5


@pytest.mark.parametrize("kind", ["real", "generated"])
def test_samples_without_labels_are_refused(metric, kind):
    labeled = showing([1], [1])
    pair = (labeled["sample"], labeled) if kind == "real" else (labeled, labeled["sample"])
    with pytest.raises(ValueError, match=f"the {kind} samples have no labels: .* labels=True"):
        metric.update(*pair)


def test_a_network_that_outputs_feature_maps_is_refused():
    images = keras.Input((8, 8, 1))
    with pytest.raises(ValueError, match=r"expected one of shape \(batch, num_classes\)"):
        metrics.LabelAgreement(keras.Model(images, keras.layers.Conv2D(10, 3)(images)))
