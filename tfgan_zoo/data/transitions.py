"""What an environment does next: steps of a policy that acts at random."""

import numpy as np

from tfgan_zoo import gym_environments
from tfgan_zoo.checks import COUNT, NOT_NEGATIVE, check_range
from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities.observations import Observations

NAME = "gusty_cartpole"
ENVIRONMENT = "CartPole-v1"
NUM_EPISODES = {"train": 500, "test": 100}
GUST = 0.2  # of the velocity, about what a push adds or takes
VELOCITY = 1  # its place among the observations


def transitions(environment=ENVIRONMENT, split="train", num_episodes=None, gust=0.0):
    """Steps of episodes in which every action is as likely: what was observed, what was done, what was observed next.

    They come in their order, so that a row whose next observation is the following row's observation is of the same
    episode.

    Args:
        environment: name of an environment of gymnasium whose observations are vectors and whose actions are few.
        split: "train" or "test", which are of other episodes.
        num_episodes: how many; None for 500 to train on, 100 to test with.
        gust: of CartPole alone: what is added to the cart's velocity after each step, or taken from it, by a fair
            coin; so no function of observation and action says what comes next.

    Returns:
        `Examples` of the next observations, float32 (size,), with the conditions "observations" (size,) and "actions",
        one-hot (num_actions,).

    Raises:
        ValueError: if gymnasium is not installed or has no such environment, for another split, a number out of range,
            or gusts in an environment other than CartPole.

    Example:
        >>> steps = transitions("CartPole-v1", num_episodes=3)
        >>> steps.shape, steps.conditions["actions"].shape[1]
        ((4,), 2)
    """
    check_split(environment, split, tuple(NUM_EPISODES))
    num_episodes = NUM_EPISODES[split] if num_episodes is None else num_episodes
    check_range("transitions", COUNT, num_episodes=num_episodes)
    check_range("transitions", NOT_NEGATIVE, gust=gust)
    if gust and environment != ENVIRONMENT:
        raise ValueError(f"gust={gust}, but {environment} has none; expected {ENVIRONMENT}, or gust=0.")
    (copy,) = gym_environments.Environments(environment).copies
    draws = np.random.default_rng([list(NUM_EPISODES).index(split), 20160610])
    steps = [step for _ in range(num_episodes) for step in episode(copy, draws, gust)]
    observed, actions, reached = (np.array(column) for column in zip(*steps, strict=True))
    name = NAME if gust else environment
    one_hot = np.eye(int(copy.action_space.n), dtype=np.float32)[actions]
    examples = Examples(name, split, reached.astype(np.float32), modality=Observations())
    return examples.with_conditions(observations=observed.astype(np.float32), actions=one_hot)


def episode(environment, draws, gust):
    """The steps of one episode: observation, action, next observation."""
    observed, _ = environment.reset(seed=int(draws.integers(2**31 - 1)))
    ended = False
    while not ended:
        action = int(draws.integers(environment.action_space.n))
        reached, _, terminated, truncated, _ = environment.step(action)
        if gust:
            reached = blown(environment, gust if draws.random() < 0.5 else -gust)
        yield observed, action, reached
        observed, ended = reached, terminated or truncated


def blown(environment, gust):
    """What is observed of a CartPole once a gust has changed the velocity of its cart."""
    state = np.array(environment.unwrapped.state, np.float64)
    state[VELOCITY] += gust
    environment.unwrapped.state = state
    return state.astype(np.float32)


def gusty_cartpole(split="train", num_episodes=None):
    """CartPole in gusts of two kinds, by which what comes next is no function of what is seen and done.

    Args:
        split, num_episodes: as of `transitions`.

    Returns:
        `Examples` as of `transitions`.

    Raises:
        ValueError: as `transitions`.

    Example:
        >>> gusty_cartpole(num_episodes=2).name
        'gusty_cartpole'
    """
    return transitions(ENVIRONMENT, split, num_episodes, GUST)


def windows(examples, length):
    """Where so many steps of one episode follow each other.

    Args:
        examples: as of `transitions`.
        length: steps of a window.

    Returns:
        the rows of each window, integers (n, length), of which none are in two windows.

    Raises:
        ValueError: if no episode is as long.

    Example:
        >>> windows(transitions("CartPole-v1", num_episodes=20), 10).shape[1]
        10
    """
    observed, reached = np.asarray(examples.conditions["observations"]), np.asarray(examples.samples)
    ends = np.flatnonzero((observed[1:] != reached[:-1]).any(axis=1)) + 1
    episodes = np.split(np.arange(len(reached)), ends)
    found = [rows[: len(rows) // length * length].reshape(-1, length) for rows in episodes]
    found = np.concatenate(found)
    if not len(found):
        longest = max(map(len, episodes))
        raise ValueError(f"no episode of {examples.name} has {length} steps, the longest {longest}: take fewer steps.")
    return found
