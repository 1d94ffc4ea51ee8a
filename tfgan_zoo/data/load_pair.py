"""Two domains without pairs, by name."""

from tfgan_zoo.data.load import load
from tfgan_zoo.data.pair import colored_digits, unpaired
from tfgan_zoo.dataset_names import BUILT_IN


def load_pair(name, split="train", image_shape=None, data_dir=None, skip_bad=None):
    """Two unpaired domains by name: "colored_digits", or a folder or TFDS set with splits trainA and trainB.

    Args:
        name: "colored_digits", a path, or a TFDS name such as "cycle_gan/horse2zebra".
        split: "train" or "test": the domains are its splits <split>A and <split>B.
        image_shape: (height, width, 1 or 3) of both domains; that of the first image of domain A when None.
        data_dir: Where TFDS keeps its data.
        skip_bad: Damaged pictures to skip in each domain, as for `load`.

    Returns:
        `Unpaired`; its true map is known for "colored_digits" only.

    Raises:
        ValueError, FileNotFoundError, ConnectionError: As `load`.

    Example:
        >>> load_pair("colored_digits").first.shape
        (28, 28, 3)
    """
    if name == "colored_digits":
        return colored_digits(split, image_shape)
    if str(name) in BUILT_IN:
        raise ValueError(
            f"{name} does not hold two unpaired domains; expected 'colored_digits', or data.unpaired(first, second)."
        )
    first = load(name, f"{split}A", image_shape, data_dir, skip_bad)
    return unpaired(first, load(name, f"{split}B", image_shape or first.shape, data_dir, skip_bad))
