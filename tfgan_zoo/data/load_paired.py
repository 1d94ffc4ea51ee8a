"""Pairs of pictures by name."""

from tfgan_zoo.data.outlined_digits import outlined_digits
from tfgan_zoo.data.paired_folder import paired_folder
from tfgan_zoo.data.scenes import scenes
from tfgan_zoo.dataset_names import is_folder

PAIRED = {"outlined_digits": outlined_digits, "scenes": scenes}


def load_paired(name, split="train", image_shape=None, source="A", label_map=False, skip_bad=None):
    """Pairs of pictures by name: "outlined_digits", "scenes", or a folder.

    Args:
        name: "outlined_digits", "scenes", or the path of a folder of pictures side by side, or of two subfolders A and
            B with files of the same names.
        split: "train", "test", or another that the folder has.
        image_shape: (height, width, 1 or 3) of both pictures of a pair, None in place of the channels to keep their
            own; that of the first pair when None.
        source: "A" (left half, subfolder A) or "B" (right half, subfolder B): which picture of a pair is given.
        label_map: Whether the source's colors are labels, which neither resizing nor augmentation may mix.
        skip_bad: Pairs of a folder to skip in which a picture is damaged, has no partner, or differs from it in size;
            as for `load`.

    Returns:
        `Paired`.

    Raises:
        ValueError, FileNotFoundError: As `load`.

    Example:
        >>> load_paired("outlined_digits").source_shape
        (32, 32, 1)
    """
    if name in PAIRED:
        if source != "A":
            raise ValueError(f"source={source!r}; {name} has its source in the first place: use source='A'.")
        return PAIRED[name](split, image_shape)
    if not is_folder(str(name)):
        raise ValueError(
            f"{name} is not a set of picture pairs; expected {', '.join(PAIRED)}, or a folder of pictures side by "
            "side or of subfolders A and B. For arrays use data.paired(target, source)."
        )
    return paired_folder(name, split, image_shape, source, label_map, skip_bad)
