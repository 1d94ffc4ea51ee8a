"""Returns of policies whose episodes are known."""

import keras
import numpy as np
import pytest

from tfgan_zoo import metrics, networks
from tfgan_zoo.data.trajectories import POSITION, SPIN, VELOCITY

pytest.importorskip("gymnasium", reason="the episodes are gymnasium's: tfgan-zoo[control]")


def linear_actor(weights, bias=0.0):
    """Pushes to the right where a linear function of the observation is above 0."""
    observations = keras.Input((4,))
    policy = keras.Model(observations, keras.layers.Dense(2)(observations))
    policy.set_weights([np.stack([np.zeros(4), weights], axis=1), np.array([0.0, bias])])
    return networks.acting_network(policy)


def test_a_balancer_has_the_whole_return_and_the_leaning_expert_its_position():
    balancer = metrics.EpisodeReturns(linear_actor([0, 0, 1, SPIN]), "CartPole-v1", 5, max_steps=200)
    leaning = metrics.EpisodeReturns(
        linear_actor([POSITION, VELOCITY, 1, SPIN], -POSITION), "CartPole-v1", 5, max_steps=200
    )
    returns, position = balancer.result()
    assert (returns.value, returns.spread, returns.metric) == (200.0, 0.0, "episode_return")
    assert abs(position.value) < 0.5
    returns, position = leaning.result()
    assert returns.value == 200.0
    assert position.value == pytest.approx(0.76, abs=0.05)
    assert position.metric == "mean_observation_0"


def test_one_who_always_pushes_falls_and_counts_with_the_last_it_observed():
    metric = metrics.EpisodeReturns(linear_actor([0, 0, 0, 0], 1.0), "CartPole-v1", 5)
    returns, positions = metric.episodes()
    assert 8 <= returns.min() <= returns.max() <= 11
    assert np.isfinite(positions).all()
    np.testing.assert_array_equal(metric.episodes()[0], returns)  # the same seeds


def test_actions_of_another_shape_are_refused():
    observations = keras.Input((4,))
    actor = keras.Model(observations, keras.layers.Dense(2)(observations))
    with pytest.raises(ValueError, match=r"actions have type float32 and shape \(2, 2\); expected one integer"):
        metrics.EpisodeReturns(actor, "CartPole-v1", 2).result()
