"""Steps of an environment, in their order."""

import numpy as np
import pytest

from tfgan_zoo import data
from tfgan_zoo.data.transitions import GUST

gymnasium = pytest.importorskip("gymnasium", reason="the environments are gymnasium's: tfgan-zoo[control]")


def calm(examples):
    """What CartPole itself makes of each observation."""
    copy = gymnasium.make("CartPole-v1").unwrapped
    copy.reset(seed=0)
    for observed, action in zip(examples.conditions["observations"], examples.conditions["actions"], strict=True):
        copy.state, copy.steps_beyond_terminated = observed.astype(np.float64), None
        yield copy.step(int(action.argmax()))[0]


def test_a_row_is_what_the_environment_makes_of_the_observation_and_the_action():
    steps = data.transitions("CartPole-v1", num_episodes=5)
    np.testing.assert_allclose(steps.samples, list(calm(steps)), atol=1e-5)


def test_a_gust_changes_the_velocity_alone_and_by_as_much_to_either_side():
    steps = data.gusty_cartpole(num_episodes=20)
    gusts = steps.samples - list(calm(steps))
    np.testing.assert_allclose(gusts[:, [0, 2, 3]], 0, atol=1e-5)
    np.testing.assert_allclose(np.abs(gusts[:, 1]), GUST, rtol=1e-4)
    assert 0.4 < (gusts[:, 1] > 0).mean() < 0.6


def test_a_gust_is_there_in_the_next_step_too():
    steps = data.gusty_cartpole(num_episodes=2)
    rows = data.windows(steps, 5)
    observed = steps.conditions["observations"]
    np.testing.assert_array_equal(observed[rows[:, 1:]], steps.samples[rows[:, :-1]])


def test_windows_are_of_one_episode_and_share_no_row():
    steps = data.transitions("CartPole-v1", num_episodes=10)
    rows = data.windows(steps, 7)
    assert len(np.unique(rows)) == rows.size
    starts = np.flatnonzero((steps.conditions["observations"][1:] != steps.samples[:-1]).any(axis=1)) + 1
    assert not np.isin(rows[:, 1:], starts).any()
    lengths = np.diff([0, *starts, len(steps.samples)])
    assert len(rows) == (lengths // 7).sum()


def test_splits_are_of_other_episodes_and_always_the_same():
    one, again = (data.load("gusty_cartpole", "test") for _ in range(2))
    np.testing.assert_array_equal(one.samples, again.samples)
    other = data.gusty_cartpole("train", num_episodes=100)
    assert not np.isin(one.conditions["observations"][:, 0], other.conditions["observations"][:, 0]).any()


def test_actions_are_one_hot_and_all_as_likely():
    actions = data.transitions("CartPole-v1", num_episodes=100).conditions["actions"]
    np.testing.assert_array_equal(actions.sum(axis=1), 1)
    np.testing.assert_allclose(actions.mean(axis=0), 0.5, atol=0.05)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: data.transitions("Acrobot-v1", gust=0.1), "gust=0.1, but Acrobot-v1 has none"),
        (lambda: data.transitions("CartPole-v1", "validation"), "validation"),
        (lambda: data.transitions("CartPole-v1", num_episodes=0), "num_episodes as an integer of at least 1"),
        (lambda: data.transitions("Nowhere-v1"), "cannot make the environment 'Nowhere-v1'"),
        (lambda: data.load_transitions("digits"), "digits holds no transitions; give 'gusty_cartpole'"),
        (lambda: data.windows(data.transitions("CartPole-v1", num_episodes=2), 400), "no episode .* has 400 steps"),
    ],
)
def test_what_cannot_be_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
