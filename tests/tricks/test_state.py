"""The state of every trick is saved with the game, and is the same on several devices."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tests.helpers.checks import state_of
from tests.helpers.tiny import compiled, dataset, images, players
from tfgan_zoo import models, tricks


def tricks_with_state():
    """All tricks that one game of images supports, with state of their own or random values of the game."""
    return [
        tricks.InstanceNoise(0.1, 10),
        tricks.SamplePool(20),
        tricks.DifferentiableAugmentation(),
        tricks.AdaptiveAugmentation(horizon=100, interval=2),
        tricks.HistoricalAveraging(1e-2),
        tricks.AdaptiveBalance(0.6),
        tricks.LeCam(0.1),
        tricks.DRAGANPenalty(),
        tricks.WeightClipping(0.5),
    ]


@pytest.mark.slow
def test_a_loaded_game_with_stateful_tricks_resumes_to_the_same_bits(tmp_path):
    def game():
        keras.utils.set_random_seed(0)
        return compiled(models.GAN(*players(normalization=None), tricks=tricks_with_state()), run_eagerly=True)

    def fit(gan, steps):
        gan.fit(dataset(batch_size=20), steps_per_epoch=steps, verbose=0)
        return gan

    whole = fit(game(), 4)
    fit(game(), 2).save(tmp_path / "half.keras")
    resumed = fit(keras.saving.load_model(tmp_path / "half.keras"), 2)
    for mine, other in zip(state_of(whole), state_of(resumed), strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)


@pytest.mark.slow
def test_every_trick_uses_the_batch_of_all_replicas():
    """Three steps without the optimizers: terms, states and learning rate are those of one device."""

    def state_after_steps(strategy):
        keras.utils.set_random_seed(0)
        with strategy.scope():
            gan = compiled(models.GAN(*players(normalization=None), tricks=tricks_with_state()))
        count = 8 // strategy.num_replicas_in_sync

        def step():
            first = count * tf.distribute.get_replica_context().replica_id_in_sync_group
            real, fake = (tf.constant(images(8, seed=seed))[first : first + count] for seed in (0, 1))
            terms = {**gan.discriminator_terms(real, fake), **gan.generator_terms(real, fake)}
            gan.after_discriminator_step()
            gan.after_step({})
            return terms

        steps = [strategy.run(step) for _ in range(3)]
        terms = [
            {name: np.mean(strategy.experimental_local_results(value)) for name, value in step.items()}
            for step in steps
        ]
        state = [variable for trick in gan.tricks for variable in trick.weights]
        return terms, [*state, gan.discriminator_optimizer.learning_rate]

    (terms, state), (expected_terms, expected_state) = (
        state_after_steps(strategy) for strategy in (games.two_replicas(), tf.distribute.get_strategy())
    )
    for actual, expected in zip(terms, expected_terms, strict=True):
        assert actual == pytest.approx(expected, rel=1e-4, abs=1e-6)
    assert len(state) > 20
    for variable, expected in zip(state, expected_state, strict=True):
        np.testing.assert_allclose(variable, expected, rtol=1e-5, atol=1e-6, err_msg=variable.path)
