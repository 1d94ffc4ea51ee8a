import pytest
import tensorflow as tf

from tfgan_zoo import metrics


def first_pixel(images):
    return tf.cast(images[:, 0], tf.int64)


def test_errors_are_counted_over_all_batches():
    metric = metrics.ClassificationError(first_pixel)
    metric.update({"sample": tf.constant([[2.0], [2.0]]), "labels": tf.constant([2, 0])}, None)
    metric.update({"sample": tf.constant([[0.0], [1.0], [1.0]]), "labels": tf.constant([0, 1, 1])}, None)
    result = metric.result()
    assert result.value == 1 / 5
    assert (result.n_real, result.n_fake, result.split) == (5, 0, "test")
    metric.reset()
    with pytest.raises(ValueError, match="no samples to average"):
        metric.result()


def test_permuted_classes_are_errors():
    """Unlike for a code that was learned without labels."""
    metric = metrics.ClassificationError(first_pixel)
    metric.update({"sample": tf.constant([[0.0], [1.0]]), "labels": tf.constant([1, 0])}, None)
    assert metric.result().value == 1


def test_images_without_labels_are_refused():
    with pytest.raises(ValueError, match="labels=True"):
        metrics.ClassificationError(first_pixel).update(tf.zeros((2, 1)), None)
