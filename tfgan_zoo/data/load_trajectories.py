"""What an expert observed and did, by name."""

from tfgan_zoo.data.trajectories import NAME as LEANING
from tfgan_zoo.data.trajectories import leaning_cartpole, trajectories
from tfgan_zoo.dataset_names import BUILT_IN


def load_trajectories(name, split="train", num_trajectories=None, num_actions=None):
    """What an expert observed and did, by name: "leaning_cartpole", or a file.

    Args:
        name: "leaning_cartpole", which needs gymnasium, or the path of an .npz or .csv file.
        split: "train" or "test".
        num_trajectories, num_actions: As for `trajectories`; "leaning_cartpole" has two actions.

    Returns:
        `Examples` of actions with the condition "observations".

    Raises:
        ValueError, FileNotFoundError: As `trajectories` and `leaning_cartpole`.

    Example:
        >>> load_trajectories("leaning_cartpole", num_trajectories=2).num_examples
        400
    """
    if name == LEANING:
        return leaning_cartpole(split, num_trajectories)
    if str(name) in BUILT_IN:
        raise ValueError(f"{name} holds no trajectories; give {LEANING!r}, or an .npz or .csv file of them.")
    return trajectories(name, split, num_trajectories, num_actions)
