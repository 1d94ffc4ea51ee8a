"""Conditional batch and instance normalization against the plain ones."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import layers, networks

MAPS = np.random.default_rng(0).normal(1.0, 2.0, size=(4, 5, 5, 3)).astype("float32")
LABELS = np.array([1, 0, 1, 2])

BOTH = pytest.mark.parametrize(
    "kind, plain",
    [
        (layers.ConditionalBatchNormalization, keras.layers.BatchNormalization),
        (layers.ConditionalInstanceNormalization, lambda: keras.layers.GroupNormalization(groups=-1)),
    ],
    ids=["batch", "instance"],
)


@BOTH
@pytest.mark.parametrize("training", [True, False])
def test_it_is_initialized_as_the_plain_normalization(kind, plain, training):
    expected = plain()(MAPS, **({"training": training} if plain is keras.layers.BatchNormalization else {}))
    np.testing.assert_allclose(called(kind(3), training), expected, atol=1e-6)


@BOTH
def test_each_example_gets_the_gamma_and_beta_of_its_label(kind, plain):
    layer = kind(3)
    plain = np.asarray(called(layer, True))
    offsets, betas = np.random.default_rng(1).normal(size=(2, 3, 3))
    layer.gamma_offsets.assign(offsets)
    layer.betas.assign(betas)
    outputs = called(layer, True)
    for output, before, label in zip(outputs, plain, LABELS, strict=True):
        np.testing.assert_allclose(output, before * (1 + offsets[label]) + betas[label], atol=1e-5)


@BOTH
def test_only_labels_in_the_batch_get_a_gradient(kind, plain):
    layer = kind(4)
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(called(layer, True) ** 3)
    for gradient in tape.gradient(total, [layer.gamma_offsets.value, layer.betas.value]):
        assert (np.abs(gradient)[:3].max(axis=1) > 1e-3).all()
        assert not np.abs(gradient)[3].any()


def called(layer, training):
    if isinstance(layer, keras.layers.BatchNormalization):
        return layer(MAPS, LABELS, training=training)
    return layer(MAPS, LABELS)


def test_moving_statistics_match_the_keras_layer():
    layer, plain = layers.ConditionalBatchNormalization(3, momentum=0.5), keras.layers.BatchNormalization(momentum=0.5)
    for _ in range(3):
        layer(MAPS, LABELS, training=True)
        plain(MAPS, training=True)
    np.testing.assert_array_equal(layer.moving_mean, plain.moving_mean)
    np.testing.assert_array_equal(layer.moving_variance, plain.moving_variance)
    np.testing.assert_allclose(layer(MAPS, LABELS, training=False), plain(MAPS, training=False), atol=1e-6)


def test_instance_normalization_does_not_depend_on_the_rest_of_the_batch():
    layer = layers.ConditionalInstanceNormalization(3)
    together = layer(MAPS, LABELS)
    for index in range(4):
        alone = layer(MAPS[index : index + 1], LABELS[index : index + 1])
        np.testing.assert_allclose(alone[0], together[index], atol=1e-6)


def test_vectors_are_normalized_like_feature_maps():
    outputs = layers.ConditionalBatchNormalization(3)(MAPS[:, 0, 0], LABELS, training=True)
    np.testing.assert_allclose(np.mean(outputs, axis=0), np.zeros(3), atol=1e-5)


def network():
    maps, labels = keras.Input((5, 5, 3)), keras.Input((), dtype="int32")
    return keras.Model([maps, labels], layers.ConditionalBatchNormalization(3)(maps, labels))


def test_synchronized_batch_statistics_are_those_of_both_replicas():
    expected = network()([MAPS, LABELS], training=True)
    strategy = games.two_replicas()
    for choose, same in ((networks.synchronize_batch_norm, True), (lambda network: network, False)):
        with strategy.scope():
            shared = choose(network())
        rows = strategy.experimental_distribute_values_from_function(
            lambda context: (MAPS[context.replica_id_in_sync_group :: 2], LABELS[context.replica_id_in_sync_group :: 2])
        )
        outputs = strategy.run(lambda inputs, shared=shared: shared(list(inputs), training=True), args=(rows,))
        first, second = strategy.experimental_local_results(outputs)
        assert np.allclose(np.stack([first, second], axis=1).reshape(expected.shape), expected, atol=1e-4) == same


@BOTH
@pytest.mark.parametrize("labels", [np.eye(3)[LABELS], LABELS[:, None]], ids=["one-hot", "column"])
def test_labels_that_are_not_one_index_per_example_are_refused(kind, plain, labels):
    with pytest.raises(ValueError, match="labels of shape"):
        kind(3)(MAPS, labels)


@BOTH
def test_labels_that_are_not_integers_are_refused(kind, plain):
    with pytest.raises(ValueError, match="labels as integers"):
        kind(3)(MAPS, LABELS.astype("float32"))
