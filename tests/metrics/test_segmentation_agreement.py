"""The share of pixels that show the class asked for."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import metrics

COLORS = np.array([[-1, -1, -1], [1, -1, -1], [1, 1, 1]], "float32")


def segmenter():
    """Logits that are highest for the color of the class: x . c - |c|^2 / 2."""
    pictures = keras.Input((4, 4, 3))
    layer = keras.layers.Conv2D(3, 1)
    network = keras.Model(pictures, layer(pictures), name="by_color")
    layer.set_weights([COLORS.T[None, None], -np.square(COLORS).sum(axis=1) / 2])
    return network


def samples(labels, asked=None):
    """Pictures in the colors of some classes, and the maps that asked for the same or for others."""
    asked = labels if asked is None else asked
    return {"sample": tf.constant(COLORS[labels]), "source": tf.one_hot(asked, 3)}


LABELS = np.random.default_rng(0).integers(3, size=(3, 4, 4))


def test_it_is_the_share_of_pixels_of_the_class_asked_for_beside_that_of_the_real_pictures():
    metric = metrics.SegmentationAgreement(segmenter(), split="val")
    wrong = LABELS.copy()
    wrong[0, 0], wrong[2, :2, 1] = (LABELS[0, 0] + 1) % 3, (LABELS[2, :2, 1] + 2) % 3
    update = tf.function(metric.update, autograph=False)
    update(samples(LABELS[:2]), samples(wrong[:2], LABELS[:2]))
    update(samples(LABELS[2:]), samples(wrong[2:], LABELS[2:]))
    agreement, of_real = metric.result()
    assert (agreement.value, of_real.value) == (pytest.approx(1 - 6 / 48), 1.0)
    assert (agreement.n_fake, of_real.n_fake, agreement.split, agreement.metric) == (3, 0, "val", metric.name)
    metric.reset()
    with pytest.raises(ValueError, match="no samples to average yet"):
        metric.result()


def test_a_network_of_one_class_for_each_picture_is_refused():
    pictures = keras.Input((4, 4, 3))
    network = keras.Model(pictures, keras.layers.Dense(3)(keras.layers.Flatten()(pictures)))
    with pytest.raises(ValueError, match="one logit per class of each pixel"):
        metrics.SegmentationAgreement(network)


def test_pictures_without_maps_of_its_classes_are_refused():
    metric = metrics.SegmentationAgreement(segmenter())
    colors = {"sample": samples(LABELS)["sample"], "source": tf.zeros((3, 4, 4, 4))}
    with pytest.raises(ValueError, match=r"real pictures have the source \(3, 4, 4, 4\); expected one-hot label maps"):
        metric.update(colors, samples(LABELS))
    with pytest.raises(ValueError, match="generated pictures have the source None"):
        metric.update(samples(LABELS), samples(LABELS)["sample"])
