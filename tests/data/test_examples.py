"""Batches of examples, and the checks of their arguments."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import data
from tfgan_zoo.data import examples as examples_module


def numbered(count, **options):
    """Images that each hold their own number in every pixel."""
    return data.from_arrays(
        np.broadcast_to(np.arange(count, dtype="uint8")[:, None, None, None], (count, 2, 2, 1)), **options
    )


def numbers(batches):
    """The numbers of the images, batch by batch."""
    return [np.rint((batch[:, 0, 0, 0].numpy() + 1) * 127.5).astype(int).tolist() for batch in batches]


def test_black_becomes_minus_one_and_white_plus_one_exactly():
    images = np.array([0, 255], "uint8").reshape(2, 1, 1, 1)
    batch = next(iter(data.from_arrays(images).batches(2, shuffle=False)))
    assert batch.dtype == tf.float32
    assert batch.numpy().ravel().tolist() == [-1.0, 1.0]


def test_the_first_examples_keep_their_labels_and_conditions():
    examples = numbered(9, labels=np.arange(9) % 3).with_conditions(angle=np.arange(9.0)).first(4)
    assert examples.num_examples == 4
    (batch,) = examples.batches(4, labels=True, shuffle=False, repeat=False)
    np.testing.assert_array_equal(batch["labels"], [0, 1, 2, 0])
    np.testing.assert_array_equal(batch["angle"], [0, 1, 2, 3])
    assert numbered(9).first(9).labels is None


@pytest.mark.parametrize("count", [0, 10])
def test_more_first_examples_than_there_are_are_refused(count):
    with pytest.raises(ValueError, match=f"has 9 examples, but count={count}; use 1 to 9"):
        numbered(9).first(count)


def test_every_epoch_holds_every_example_once_in_a_new_order():
    first, second = numbers(numbered(60).batches(60).take(2))
    assert sorted(first) == sorted(second) == list(range(60))
    assert first != second and first != sorted(first)


def test_the_same_seed_gives_the_same_batches_and_another_seed_others():
    examples = numbered(40)
    assert numbers(examples.batches(8, seed=3).take(12)) == numbers(examples.batches(8, seed=3).take(12))
    assert numbers(examples.batches(8, seed=3).take(12)) != numbers(examples.batches(8, seed=4).take(12))


def test_the_order_does_not_depend_on_the_number_of_threads():
    def order(threads):
        options = tf.data.Options()
        options.threading.private_threadpool_size = threads
        return numbers(numbered(100).batches(4, seed=1).with_options(options).take(60))

    assert order(1) == order(8)


def test_skipping_is_the_same_as_taking_and_discarding():
    examples = numbered(23)  # 5 batches of 4 in an epoch, 3 left over
    augment = data.Augmentation(flip=True, rotation=30)
    whole = list(examples.batches(4, seed=2, augment=augment).take(20))
    for skip in (0, 1, 4, 5, 6, 13):
        resumed = list(examples.batches(4, seed=2, augment=augment, skip=skip).take(20 - skip))
        np.testing.assert_array_equal(resumed, whole[skip:], err_msg=f"skip={skip}")


def test_skipping_reaches_into_and_beyond_a_single_epoch():
    examples = numbered(10)
    assert numbers(examples.batches(4, shuffle=False, repeat=False, skip=1)) == [[4, 5, 6, 7], [8, 9]]
    assert numbers(examples.batches(4, shuffle=False, repeat=False, skip=9)) == []


def test_evaluation_keeps_the_order_and_the_short_last_batch():
    batches = numbered(10).batches(4, shuffle=False, repeat=False)
    assert numbers(batches) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert int(batches.cardinality()) == 3


def test_training_drops_the_incomplete_batch_and_has_static_shapes():
    batches = numbered(10).batches(4, repeat=False)
    assert [len(batch) for batch in numbers(batches)] == [4, 4]
    assert batches.element_spec.shape == (4, 2, 2, 1)
    assert int(numbered(10).batches(4).cardinality()) == tf.data.INFINITE_CARDINALITY


def test_labels_follow_their_images_through_the_shuffle():
    examples = numbered(50, labels=np.arange(50))
    for images, labels in examples.batches(10, labels=True).take(8):
        assert labels.dtype == tf.int32
        assert numbers([images])[0] == labels.numpy().tolist()


def test_datasets_beyond_the_limit_of_a_tensor_give_the_same_batches(monkeypatch):
    examples = numbered(30)
    held = numbers(examples.batches(4).take(10))
    monkeypatch.setattr(examples_module, "TENSOR_LIMIT", 0)
    read = examples.batches(4)
    assert numbers(read.take(10)) == held
    assert read.element_spec.shape == (4, 2, 2, 1)


def test_points_pass_unscaled():
    points = np.array([[3.0, -4.0]], "float64")
    batch = next(iter(data.from_arrays(points).batches(1)))
    assert batch.dtype == tf.float32
    assert batch.numpy().tolist() == [[3.0, -4.0]]


def test_arrays_gives_the_first_uint8_images_and_their_labels():
    images, labels = numbered(10, labels=np.arange(10)).arrays(limit=3)
    assert images.dtype == np.uint8 and labels.tolist() == [0, 1, 2] == images[:, 0, 0, 0].tolist()
    assert numbered(4).arrays()[1] is None


def test_asking_for_more_arrays_than_there_are_names_both_numbers():
    with pytest.raises(ValueError, match="has 10 examples, but limit=11"):
        numbered(10).arrays(limit=11)


def test_fewer_samples_than_a_batch_is_refused_with_both_numbers():
    with pytest.raises(ValueError, match="has 10 examples, fewer than one batch of 64"):
        numbered(10).batches(64)
    assert numbers(numbered(3).batches(64, shuffle=False, repeat=False)) == [[0, 1, 2]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"batch_size": 0}, "batches takes batch_size as an integer of at least 1, not 0"),
        ({"batch_size": 2.0}, "batch_size as an integer of at least 1, not 2.0"),
        ({"batch_size": 2, "skip": -1}, "skip as an integer of at least 0, not -1"),
        ({"batch_size": 2, "seed": None}, "batches takes seed as an integer from 0 to 2147483647, not None"),
        ({"batch_size": 2, "seed": -1}, "batches takes seed as an integer from 0 to 2147483647, not -1"),
        ({"batch_size": 2, "seed": 2**31}, "batches takes seed as an integer from 0 to 2147483647, not 2147483648"),
        ({"batch_size": 2, "labels": True}, "has no labels"),
    ],
)
def test_wrong_arguments_of_batches_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        numbered(10).batches(**arguments)


def test_augmenting_points_is_refused():
    with pytest.raises(ValueError, match="augmentation is for images"):
        data.from_arrays(np.zeros((4, 2))).batches(2, augment=data.Augmentation(flip=True))


@pytest.mark.parametrize("limit", [examples_module.TENSOR_LIMIT, 0], ids=["in TensorFlow", "in NumPy"])
def test_batches_are_the_same_with_one_thread_and_with_eight(monkeypatch, limit):
    monkeypatch.setattr(examples_module, "TENSOR_LIMIT", limit)
    images = np.random.default_rng(0).integers(0, 256, (50, 8, 8, 3), "uint8")
    examples = data.from_arrays(images, labels=np.arange(50))
    everything = data.Augmentation(flip=True, crop=2, rotation=20.0)

    def drawn(threads):
        options = tf.data.Options()
        options.threading.private_threadpool_size = threads
        batches = examples.batches(8, seed=5, labels=True, augment=everything).with_options(options)
        return [(images.numpy(), labels.numpy()) for images, labels in batches.take(20)]

    for one, other in zip(drawn(1), drawn(8), strict=True):
        np.testing.assert_array_equal(one[0], other[0])
        np.testing.assert_array_equal(one[1], other[1])
