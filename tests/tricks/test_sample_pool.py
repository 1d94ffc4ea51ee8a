import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, conditional_linear_players, images, linear_players
from tfgan_zoo import models, networks, tricks


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


def infogan(**options):
    players = networks.infogan_generator(SHAPE, 9, 4), networks.infogan_discriminator(SHAPE, 5, 4)
    return models.InfoGAN(*players, num_categories=3, num_continuous=2, **options)


def test_codes_stay_with_the_images_that_were_made_from_them():
    game = infogan(tricks=[tricks.SamplePool(12)])
    shown = []
    game.discriminator_loss = lambda real, fake: shown.append(fake) or {}
    drawn = [tf.random.stateless_uniform((8, 5), (0, step)) for step in range(6)]
    for codes in drawn:
        # Each image is filled with the first of its codes: so it can be told which codes made it.
        game.discriminator_terms(images(8), {"sample": tf.ones((8, *SHAPE)) * codes[:, :1, None, None], "codes": codes})
    replayed = 0
    for fake, codes in zip(shown, drawn, strict=True):
        np.testing.assert_array_equal(fake["sample"][:, 0, 0, 0], fake["codes"][:, 0])
        replayed += int(tf.reduce_sum(tf.cast(fake["codes"][:, 0] != codes[:, 0], "int32")))
    assert replayed > 5


def test_the_samples_of_a_pack_stay_together():
    history = tricks.SamplePool(13)
    history.create((1,), pack_size=3)
    assert history.images.shape == (12, 1)
    older = 0
    for step in range(8):
        packs = history.replay(batch(100 * step, 6), (0, step)).numpy().reshape(2, 3)
        np.testing.assert_array_equal(packs - packs[:, :1], [[0, 1, 2]] * 2)
        older += (packs < 100 * step).any(axis=1).sum()
    assert older > 2


def test_a_pool_of_a_game_of_packs_keeps_its_packs():
    packs = keras.Input((4,))
    discriminator = keras.Model(packs, keras.layers.Dense(1)(packs))
    pool_of_packs = tricks.SamplePool(8)
    models.PacGAN(linear_players()[0], discriminator, pack_size=2, tricks=[pool_of_packs])
    assert (pool_of_packs.pack_size, pool_of_packs.num_packs) == (2, 4)


def test_a_game_whose_real_samples_have_conditions_is_refused():
    with pytest.raises(ValueError, match="made under other labels"):
        models.GAN(*conditional_linear_players(), num_classes=2, tricks=[tricks.SamplePool(8)])


def test_what_the_pool_does_not_store_is_refused():
    with pytest.raises(ValueError, match="come with codes, but the pool stores only samples"):
        pool(8).replay({"sample": batch(0, 2), "codes": batch(0, 2)}, (0, 0))


def test_a_batch_of_any_size_that_is_larger_than_the_pool_is_refused():
    game = models.GAN(*linear_players(), tricks=[tricks.SamplePool(5)])
    game.compile("sgd", "sgd", run_eagerly=True)
    with pytest.raises(ValueError, match="a batch of 8 does not fit into a pool of 5 images: use a larger pool"):
        game.fit(images(16, (2,)), batch_size=8, verbose=0)
