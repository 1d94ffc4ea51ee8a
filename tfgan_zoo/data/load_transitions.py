"""What an environment does next, by name."""

from tfgan_zoo.data.transitions import NAME as GUSTY
from tfgan_zoo.data.transitions import gusty_cartpole, transitions
from tfgan_zoo.dataset_names import BUILT_IN


def load_transitions(name, split="train", num_episodes=None):
    """What an environment does next, by name: "gusty_cartpole", or an environment of gymnasium.

    Args:
        name: one of these; both need gymnasium.
        split: "train" or "test".
        num_episodes: as for `transitions`.

    Returns:
        `Examples` of the next observations with the conditions "observations" and "actions".

    Raises:
        ValueError: As `transitions`.

    Example:
        >>> load_transitions("CartPole-v1", num_episodes=2).modality.name
        'observations'
    """
    if name == GUSTY:
        return gusty_cartpole(split, num_episodes)
    if str(name) in BUILT_IN:
        raise ValueError(f"{name} holds no transitions; give {GUSTY!r}, or the name of an environment of gymnasium.")
    return transitions(name, split, num_episodes)
