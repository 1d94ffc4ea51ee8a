"""What an expert observed and did: trajectories from a file, or of an expert with a habit."""

import pathlib

import numpy as np

from tfgan_zoo.checks import COUNT
from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.gym_environments import Environments
from tfgan_zoo.modalities.actions import Actions
from tfgan_zoo.saving.arrays import read_npz

SPLITS = ("train", "test")
TEST_EVERY = 5  # the last of so many trajectories is of the split "test"
NAME = "leaning_cartpole"
ENVIRONMENT, NUM_STEPS, NUM_TRAJECTORIES = "CartPole-v1", 200, 25
POSITION, VELOCITY, SPIN = 0.1, 0.2, 0.3  # of the expert's rule, beside the angle
GOAL = 1.0  # where its rule would have the cart


def trajectories(path, split="train", num_trajectories=None, num_actions=None):
    """What an expert observed and did, from a file.

    Args:
        path: a file: `.npz` with "observations" (steps, size), "actions" (steps,) and "episodes" (steps,), the number
            of the trajectory that a step belongs to; or `.csv` of lines "episode, observation ..., action" below one of
            names.
        split: "train", or "test" for the last of every five trajectories.
        num_trajectories: only so many of the split, from the first on; None for all.
        num_actions: number of actions; None takes the highest plus 1.

    Returns:
        `Examples` of int32 actions with the condition "observations"; the modality is `Actions`.

    Raises:
        ValueError: for a file of another form, actions that are not one integer for each step, fewer trajectories than
            asked for, or another split.
        FileNotFoundError: if there is no such file.

    Example:
        >>> steps = np.repeat([0, 1], 3)
        >>> np.savez("expert.npz", observations=np.zeros((6, 4)), actions=steps, episodes=steps)
        >>> trajectories("expert.npz", num_trajectories=1).conditions["observations"].shape
        (3, 4)
    """
    check_split(path, split, SPLITS)
    path = pathlib.Path(path).expanduser()
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path}; expected an .npz or .csv file of trajectories.")
    observations, actions, episodes = read_csv(path) if path.suffix.lower() == ".csv" else read_named(path)
    return as_examples(path.name, split, (observations, actions, episodes), num_trajectories, num_actions)


def read_named(path):
    """The three arrays of an .npz file."""
    names = ("observations", "actions", "episodes")
    found = read_npz(path)
    if missing := [name for name in names if name not in found]:
        raise ValueError(f"{path} has no {' and no '.join(missing)}; expected arrays named {', '.join(names)}.")
    return tuple(found[name] for name in names)


def read_csv(path):
    """The columns of a file as the same three arrays."""
    try:
        table = np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2)
    except ValueError as error:
        raise ValueError(f"{path} is not a table of numbers below a line of names ({error}).") from None
    if table.shape[1] < 3:
        raise ValueError(f"{path} has {table.shape[1]} columns; expected the episode, the observation, the action.")
    return table[:, 1:-1], as_integers(table[:, -1]), as_integers(table[:, 0])


def as_integers(values):
    """Integers, where floats are such; else the floats, for a check to refuse."""
    whole = values.astype(np.int64)
    return whole if np.array_equal(whole, values) else values


def as_examples(name, split, arrays, num_trajectories=None, num_actions=None):
    """The steps of the first trajectories of a split."""
    observations, actions, episodes = arrays
    if not len(actions) == len(observations) == len(episodes) or np.ndim(observations) != 2:
        raise ValueError(
            f"{name} has observations of shape {np.shape(observations)}, actions {np.shape(actions)} and episodes "
            f"{np.shape(episodes)}; expected (steps, size), (steps,) and (steps,)."
        )
    numbers = np.unique(episodes)
    is_test = np.arange(len(numbers)) % TEST_EVERY == TEST_EVERY - 1
    chosen = numbers[is_test if split == "test" else ~is_test]
    if num_trajectories is not None and num_trajectories not in COUNT:
        raise ValueError(f"num_trajectories={num_trajectories!r}; expected {COUNT.expected(num_trajectories)}.")
    if len(chosen) < (num_trajectories or 1):
        raise ValueError(
            f"{name} ({split}) has {len(chosen)} trajectories, fewer than {num_trajectories or 1}: of every "
            f"{TEST_EVERY} the last is for testing."
        )
    rows = np.isin(episodes, chosen[:num_trajectories])
    if num_actions is None and np.max(actions) >= len(actions):
        raise ValueError(
            f"{name} has the action {np.max(actions)} in {len(actions)} steps; expected actions numbered from 0 on."
        )
    modality = Actions(num_actions or max(2, int(np.max(actions)) + 1))
    samples = modality.checked(np.asarray(actions), f"{name} (actions)")[rows]
    return Examples(name, split, samples, modality=modality).with_conditions(
        observations=np.asarray(observations, np.float32)[rows]
    )


def leaning_cartpole(split="train", num_trajectories=None):
    """An expert that balances the pole of CartPole and has a habit that no reward asks for: it stands to the right.

    It pushes to the right if 0.1 (x - 1) + 0.2 x' + theta + 0.3 theta' > 0. From step 60 on its cart is at 0.76 in the
    mean, where one that only balances is anywhere around 0: so a policy that has learned from it is known.

    Args:
        split: "train" (20 trajectories of 200 steps) or "test" (5 others).
        num_trajectories: only so many of them.

    Returns:
        `Examples` as of `trajectories`.

    Raises:
        ValueError: if gymnasium is not installed, for another split, or more trajectories than there are.

    Example:
        >>> leaning_cartpole(num_trajectories=1).conditions["observations"].shape
        (200, 4)
    """
    check_split(NAME, split, SPLITS)
    copies = Environments(ENVIRONMENT, NUM_TRAJECTORIES, NUM_STEPS)
    observations, steps = copies.reset(range(NUM_TRAJECTORIES)), []
    for _ in range(NUM_STEPS):
        actions = leaning(observations)
        steps.append((observations, actions))
        observations = copies.step(actions)[1]
    seen, done = (np.concatenate(np.swapaxes(np.stack(column), 0, 1)) for column in zip(*steps, strict=True))
    return as_examples(NAME, split, (seen, done, np.repeat(np.arange(NUM_TRAJECTORIES), NUM_STEPS)), num_trajectories)


def leaning(observations):
    """The expert's action at each observation, int32 (n,)."""
    position, velocity, angle, spin = np.asarray(observations).T
    return (POSITION * (position - GOAL) + VELOCITY * velocity + angle + SPIN * spin > 0).astype(np.int32)
