"""What users like, by name."""

from tfgan_zoo.data.interactions import MIN_RATING, interactions
from tfgan_zoo.data.tastes import NAME as TASTES
from tfgan_zoo.data.tastes import tastes
from tfgan_zoo.dataset_names import BUILT_IN


def load_interactions(name, split="train", min_rating=MIN_RATING, validation_share=0.0, num_users=None, num_items=None):
    """What users like, by name: "tastes", or files.

    Args:
        name: "tastes", or the path of a file of lines "user item rating", or of a folder of one for each split.
        split: "train", "test", or "validation" where there is a share for it.
        min_rating, validation_share, num_users, num_items: As for `interactions`; "tastes" takes the share alone.

    Returns:
        `Examples` of lists of items, as of `interactions`.

    Raises:
        ValueError, FileNotFoundError: As `interactions`.

    Example:
        >>> load_interactions("tastes").modality.num_items
        150
    """
    if name == TASTES:
        return tastes(split, validation_share)
    if str(name) in BUILT_IN:
        raise ValueError(f"{name} holds no interactions; give {TASTES!r}, or a file of lines 'user item rating'.")
    return interactions(name, split, min_rating, validation_share, num_users, num_items)
