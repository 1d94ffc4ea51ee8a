"""The rest of an epoch: what a step cannot use is dropped and said, a batch size that does not fit is refused."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import images, linear_players
from tfgan_zoo import layers, models
from tfgan_zoo.distribution import strategies
from tfgan_zoo.models.base.whole_batches import unit_of, whole_arrays, whole_dataset


def pacgan(pack_size=2, **options):
    packs = keras.Input((2 * pack_size,))
    discriminator = keras.Model(packs, keras.layers.Dense(1)(packs))
    return compiled(models.PacGAN(linear_players()[0], discriminator, pack_size=pack_size, **options))


def compiled(game):
    """Without a graph, whose tracing takes longer than a few steps."""
    game.compile("sgd", "sgd", run_eagerly=True)
    return game


def batches_of(count, batch_size):
    return tf.data.Dataset.from_tensor_slices(images(count, (2,))).batch(batch_size)


def sizes(dataset, game):
    return [len(batch) for batch in whole_dataset(dataset, unit_of(game))]


def test_the_rest_of_arrays_is_dropped_and_said():
    game = pacgan()
    with pytest.warns(UserWarning, match="the last 1 of 21 samples are left out of training: .* into packs of 2"):
        game.fit(images(21, (2,)), batch_size=8, epochs=2, verbose=0)
    assert int(game.steps.numpy()) == 2 * 3


def test_the_rest_of_a_data_set_is_dropped_and_said():
    game = pacgan()
    with pytest.warns(UserWarning, match="the last 1 of 5 samples are left out of training"):
        game.fit(batches_of(21, 8), epochs=2, verbose=0)
    assert int(game.steps.numpy()) == 2 * 3


@pytest.mark.parametrize(
    "data", [batches_of(16, 8), ((images(8, (2,)),) for _ in range(2))], ids=["tf.data", "generator"]
)
def test_batches_bring_no_warning_of_shuffling(recwarn, data):
    compiled(models.GAN(*linear_players())).fit(data, steps_per_epoch=2, verbose=0)
    assert not [warning for warning in recwarn if "shuffle" in str(warning.message)]


def test_arrays_and_data_sets_that_fit_are_as_they_are(recwarn):
    game = pacgan()
    assert sizes(batches_of(20, 8), game) == [8, 8, 4]
    assert whole_arrays({"x": images(20, (2,)), "batch_size": 8}, unit_of(game)) == {}
    plain = compiled(models.GAN(*linear_players()))
    dataset = batches_of(21, 8)
    assert whole_dataset(dataset, unit_of(plain)) is dataset
    assert not [warning for warning in recwarn if "left out" in str(warning.message)]


@pytest.mark.filterwarnings("ignore:the last")
def test_a_batch_that_holds_nothing_whole_is_left_out():
    assert sizes(batches_of(9, 8), pacgan()) == [8]
    assert sizes(batches_of(29, 24), pacgan(pack_size=3, discriminator_steps=2)) == [24]
    assert sizes(batches_of(31, 24), pacgan(pack_size=3, discriminator_steps=2)) == [24, 6]


@pytest.mark.parametrize("data", [images(21, (2,)), batches_of(21, 7), batches_of(21, 7).batch(1).unbatch()])
def test_a_batch_size_that_does_not_fit_is_refused(data):
    options = {"batch_size": 7} if isinstance(data, np.ndarray) else {}
    with pytest.raises(ValueError, match="a batch of 7 cannot be split into packs of 2: use a batch size"):
        pacgan().fit(data, verbose=0, **options)


def test_a_static_batch_size_that_does_not_fit_is_refused():
    dataset = tf.data.Dataset.from_tensor_slices(images(21, (2,))).batch(7, drop_remainder=True)
    with pytest.raises(ValueError, match="a batch of 7 cannot be split into 2 equal parts, one for each step .* packs"):
        pacgan(discriminator_steps=2).fit(dataset, verbose=0)


def test_too_few_samples_for_a_step_are_refused():
    with pytest.raises(ValueError, match="a batch of 1 cannot be split into packs of 2"):
        pacgan().fit(images(1, (2,)), verbose=0)


def test_batches_of_another_kind_are_refused_in_the_same_words():
    def endless():
        yield (images(8, (2,)),)
        yield (images(5, (2,)),)

    with pytest.raises(ValueError, match="a batch of 5 samples cannot be split into packs of 2: use a batch size"):
        pacgan().fit(endless(), verbose=0)


@pytest.mark.filterwarnings("ignore:the last")
def test_labels_are_dropped_with_their_samples():
    game = pacgan()
    changed = whole_arrays({"x": np.arange(21), "y": np.arange(21), "batch_size": 8}, unit_of(game))
    np.testing.assert_array_equal(changed["x"], np.arange(20))
    np.testing.assert_array_equal(changed["y"], np.arange(20))
    dataset = tf.data.Dataset.from_tensor_slices((np.arange(21), {"labels": np.arange(21)})).batch(8)
    for samples, conditions in whole_dataset(dataset, unit_of(game)):
        np.testing.assert_array_equal(samples, conditions["labels"])


@pytest.mark.filterwarnings("ignore:the last")
def test_held_out_arrays_stay_what_they_are():
    changed = whole_arrays({"x": np.arange(30), "batch_size": 8, "validation_split": 0.3}, unit_of(pacgan()))
    np.testing.assert_array_equal(changed["x"], np.arange(20))
    np.testing.assert_array_equal(changed["validation_data"][0], np.arange(21, 30))
    assert changed["validation_split"] == 0


@pytest.mark.filterwarnings("ignore:the last")
def test_groups_of_a_statistic_are_whole_or_a_small_batch_is_one():
    points = keras.Input((2,))
    judged = keras.layers.Dense(1)(layers.MinibatchStandardDeviation(4)(points))
    game = compiled(models.GAN(linear_players()[0], keras.Model(points, judged)))
    assert sizes(batches_of(22, 8), game) == [8, 8, 4]
    assert sizes(batches_of(19, 8), game) == [8, 8, 3]
    game.fit(images(22, (2,)), batch_size=8, verbose=0)
    assert int(game.steps.numpy()) == 3


@pytest.mark.filterwarnings("ignore:the last")
@pytest.mark.parametrize("as_arrays", [False, True])
def test_replicas_have_equal_shares(as_arrays):
    strategy = strategies.local_devices()
    with strategy.scope():
        game = compiled(models.GAN(*linear_players()))
    assert unit_of(game).multiple == 2
    data = {"x": images(21, (2,)), "batch_size": 8} if as_arrays else {"x": batches_of(21, 8)}
    game.fit(**data, verbose=0)
    assert int(game.steps.numpy()) == 3


@pytest.mark.filterwarnings("ignore:Your input ran out")
def test_the_end_of_data_of_unknown_length_is_no_step():
    game = compiled(models.GAN(*linear_players()))
    unknown = batches_of(24, 8).filter(lambda batch: True)
    game.fit(unknown, epochs=2, verbose=0)
    other = compiled(models.GAN(*linear_players()))
    other.fit(batches_of(24, 8), epochs=2, verbose=0)
    assert int(game.steps.numpy()) == int(other.steps.numpy()) == 6
    assert int(game.seed_counter.numpy()) == int(other.seed_counter.numpy())
    assert int(game.generator_optimizer.iterations.numpy()) == 6
