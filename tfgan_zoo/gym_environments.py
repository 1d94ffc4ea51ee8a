"""Environments of gymnasium, several at once, stepped from within a graph."""

import functools

import numpy as np
import tensorflow as tf

from tfgan_zoo.checks import check_at_least_one

INSTALL = "pip install 'tfgan-zoo[control]'"


class Environments:
    """Several copies of an environment with a discrete action, each of which begins anew when its episode ends.

    Args:
        name: as gymnasium knows it, such as "CartPole-v1".
        count: number of copies.
        max_steps: steps after which an episode is truncated; None for the environment's own limit.

    Attributes:
        observation_size: numbers in an observation.
        num_actions: number of actions, the integers from 0.

    Raises:
        ValueError: if gymnasium is not installed or knows no such environment, or its observations or actions are of
            another kind.

    Example:
        >>> environments = Environments("CartPole-v1", 2, 200)
        >>> environments.reset([1, 2]).shape
        (2, 4)
    """

    def __init__(self, name, count=1, max_steps=None):
        check_at_least_one(self, count=count)
        self.copies = [made(name, max_steps) for _ in range(count)]
        observations, actions = self.copies[0].observation_space, self.copies[0].action_space
        kinds = type(observations).__name__, type(actions).__name__
        if kinds != ("Box", "Discrete") or len(observations.shape) != 1:
            raise ValueError(
                f"{name} has observations of the kind {observations} and actions of the kind {actions}; expected a "
                "vector of numbers, and one of several actions: choose another environment."
            )
        self.observation_size = observations.shape[0]
        self.num_actions = int(actions.n)

    def reset(self, seeds):
        """Begin an episode in each copy, from a seed of its own; observations, float32 (count, size)."""
        first = [copy.reset(seed=int(seed))[0] for copy, seed in zip(self.copies, seeds, strict=True)]
        return np.stack(first).astype(np.float32)

    def step(self, actions):
        """One step of each copy.

        Args:
            actions: integers (count,).

        Returns:
            the next observations, float32 (count, size), which are an episode's last where it ends; the first of the
            new episode there; rewards, float32 (count,); whether the episode terminated, and whether it ended, by that
            or by the limit of its steps: bool (count,).
        """
        columns = zip(
            *(one_step(copy, int(action)) for copy, action in zip(self.copies, actions, strict=True)), strict=True
        )
        reached, current, rewards, terminated, ended = (np.stack(column) for column in columns)
        return reached.astype(np.float32), current.astype(np.float32), rewards.astype(np.float32), terminated, ended


def one_step(copy, action):
    """A step of one environment, and a new episode if it ended."""
    reached, reward, terminated, truncated, _ = copy.step(action)
    ended = terminated or truncated
    current = copy.reset()[0] if ended else reached
    return reached, current, np.float32(reward), np.bool_(terminated), np.bool_(ended)


def made(name, max_steps):
    """One environment."""
    gymnasium = installed()
    try:
        return gymnasium.make(name, max_episode_steps=max_steps)
    except gymnasium.error.Error as error:
        raise ValueError(
            f"gymnasium cannot make the environment {name!r} ({error}): give the name of an installed one, such as "
            "CartPole-v1."
        ) from error


def installed():
    """The package gymnasium.

    Raises:
        ValueError: if it is not there; says how to install it.
    """
    try:
        import gymnasium
    except ImportError as error:
        raise ValueError(f"environments need gymnasium, which is not installed: {INSTALL}.") from error
    return gymnasium


def rollout(environments, act, seeds, num_steps):
    """Steps of a policy in fresh episodes, in a graph or eagerly.

    Args:
        environments: `Environments`.
        act: function of observations (count, size) and the step's number to actions, int32 (count,).
        seeds: int64 (count,), of the first episodes; what they begin with settles all later ones.
        num_steps: steps of each copy.

    Returns:
        dict of tensors (num_steps, count, ...): "observations", "actions", "next_observations", "rewards",
        "terminated" and "ended".
    """
    size, count = environments.observation_size, len(environments.copies)
    kinds = {
        "observations": (tf.float32, (count, size)),
        "actions": (tf.int32, (count,)),
        "next_observations": (tf.float32, (count, size)),
        "rewards": (tf.float32, (count,)),
        "terminated": (tf.bool, (count,)),
        "ended": (tf.bool, (count,)),
    }
    arrays = {name: tf.TensorArray(dtype, num_steps, element_shape=shape) for name, (dtype, shape) in kinds.items()}

    def step(number, observations, arrays):
        actions = act(observations, number)
        types = [tf.float32, tf.float32, tf.float32, tf.bool, tf.bool]
        reached, current, *others = tf.numpy_function(environments.step, [actions], types)
        values = [observations, actions, reached, *others]
        arrays = {name: array.write(number, value) for (name, array), value in zip(arrays.items(), values, strict=True)}
        return number + 1, tf.ensure_shape(current, (count, size)), arrays

    first = tf.ensure_shape(tf.numpy_function(environments.reset, [seeds], tf.float32), (count, size))
    _, _, arrays = tf.while_loop(
        lambda number, *_: number < num_steps, step, (tf.constant(0), first, arrays), parallel_iterations=1
    )
    return {name: array.stack() for name, array in arrays.items()}


@functools.cache
def cached(name, count, max_steps):
    """`Environments` that are made once: every use begins with fresh episodes."""
    return Environments(name, count, max_steps)
