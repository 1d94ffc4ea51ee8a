import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import tricks


def pool(size):
    game = tricks.SamplePool(size)
    game.create((1,))
    return game


def batch(first, count):
    return tf.range(first, first + count, dtype=tf.float32)[:, None]


def test_images_pass_through_until_the_pool_is_full():
    history = pool(6)
    for start in (1, 4):
        np.testing.assert_array_equal(history.replay(batch(start, 3), (0, start)), batch(start, 3))
    np.testing.assert_array_equal(history.images.numpy()[:, 0], [1, 2, 3, 4, 5, 6])


def test_a_full_pool_returns_an_older_image_for_every_one_it_stores():
    history = pool(6)
    history.replay(batch(1, 6), (0, 0))
    before = set(history.images.numpy().ravel())
    shown = set(history.replay(batch(100, 4), (0, 1)).numpy().ravel())
    after = set(history.images.numpy().ravel())
    assert len(shown) == 4
    assert before | {100, 101, 102, 103} == after | shown
    assert not after & shown


def test_about_half_of_the_images_are_swapped():
    history = pool(50)
    history.replay(batch(0, 50), (0, 0))
    older = [float(np.mean(history.replay(batch(1000 * step, 10), (0, step)) < 1000 * step)) for step in range(1, 101)]
    assert np.mean(older) == pytest.approx(0.5, abs=0.07)


def test_every_image_of_the_pool_can_be_replayed():
    replayed = set()
    for step in range(40):
        history = pool(5)
        history.replay(batch(1, 5), (0, 0))
        replayed |= set(history.replay(batch(100, 2), (1, step)).numpy().ravel())
    assert replayed == {1, 2, 3, 4, 5, 100, 101}


def test_a_batch_larger_than_the_pool_is_refused():
    with pytest.raises(ValueError, match="larger pool"):
        pool(3).replay(batch(0, 4), (0, 0))


@pytest.mark.parametrize("size", [0, 1.5])
def test_a_pool_size_that_is_not_a_positive_integer_is_refused(size):
    with pytest.raises(ValueError, match=f"takes size as an integer of at least 1, not {size}"):
        tricks.SamplePool(size)
