"""Gradients of several replicas are clipped, and checked to be finite, as those of the whole batch."""

import contextlib

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from tests.distribution import games
from tests.helpers.tiny import linear_players
from tfgan_zoo import models


class Overflowing(models.GAN):
    """The discriminator's term is infinite if its batch contains the value 2, which only one replica's does."""

    def discriminator_loss(self, real, fake):
        (loss,) = super().discriminator_loss(real, fake).values()
        return {"discriminator": loss * ops.where(ops.any(real == 2.0), float("inf"), 1.0)}


def trained(samples, optimizer, strategy=None, **options):
    keras.utils.set_random_seed(0)
    with strategy.scope() if strategy else contextlib.nullcontext():
        game = Overflowing(*linear_players())
        game.compile(optimizer(), optimizer(), **options)
    game.fit(tf.data.Dataset.from_tensor_slices(samples).batch(8), verbose=0)
    return game


@pytest.fixture
def samples():
    return np.random.default_rng(0).uniform(-1, 1, (40, 2)).astype("float32")


@pytest.mark.parametrize("limit", [{"clipnorm": 0.01}, {"global_clipnorm": 0.01}, {"clipvalue": 0.01}], ids=str)
def test_two_replicas_clip_the_gradient_of_the_whole_batch(samples, limit):
    def optimizer():
        return keras.optimizers.SGD(0.5, **limit)

    alone, shared = (trained(samples, optimizer, strategy) for strategy in (None, games.two_replicas()))
    games.assert_close(shared, alone, 1e-6)


def test_an_overflow_on_one_replica_skips_the_step_on_all(samples):
    samples[16 + 7] = 2.0  # the third of five batches, its second half
    shared = trained(samples, keras.optimizers.Adam, games.two_replicas(), skip_nonfinite=True)
    for variable in shared.weights + shared.discriminator_optimizer.variables:
        for copy in games.two_replicas().experimental_local_results(variable.value):
            assert np.isfinite(copy.numpy()).all(), variable.path
    assert int(shared.discriminator_optimizer.iterations.numpy()) == 4
    assert int(shared.generator_optimizer.iterations.numpy()) == 5
    assert shared.first_nonfinite.numpy().tolist() == [2, -1]
