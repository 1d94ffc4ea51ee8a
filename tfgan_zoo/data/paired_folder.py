"""A folder of picture pairs: side by side in one file, or under the same name in two subfolders."""

from collections import Counter

from tfgan_zoo.data.checks import check_image_shape
from tfgan_zoo.data.damage import Damage, checked_limit
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.listing import files_of, folders_of, walk
from tfgan_zoo.data.paired import paired
from tfgan_zoo.data.picture import KIND, SUFFIXES, read_image
from tfgan_zoo.data.picture_files import read_all, warn_of_lost_color
from tfgan_zoo.data.resize import warn_of_mixed_sizes
from tfgan_zoo.data.splits import split_folder
from tfgan_zoo.data.storage import kept
from tfgan_zoo.data.summary import warn_of_changes

SIDES = ("A", "B")  # left and right; also the names of the subfolders


def paired_folder(path, split="train", image_shape=None, source="A", label_map=False, skip_bad=None):
    """All pairs of a folder.

    `path/<split>` is read where it exists; else the whole folder is the split "train". It holds either pictures of
    which the left half is A and the right half is B, or two subfolders A and B with files of the same names (their
    endings may differ).

    Args:
        path: The folder.
        split: Sub-folder to read if it exists, such as "train", "test" or "val".
        image_shape: (height, width, 1 or 3) of both pictures of a pair, None in place of the channels to keep those of
            the first of each; that of the first pair when None.
        source: "A" or "B": which picture of a pair is given; the other one is the target.
        label_map: Whether the source's colors are labels: they are then resized to the nearest pixel, and so not
            mixed.
        skip_bad: Pairs to skip in which a picture is damaged, has no partner, or differs from it in size, each named in
            a warning; None takes that of `skipping_bad`, which is 0.

    Returns:
        `Paired`.

    Raises:
        FileNotFoundError: When the folder, the split, or any picture in it does not exist.
        ValueError: For more bad pairs than are skipped (named), or a wrong shape or source.

    Example:
        paired_folder("facades", image_shape=(256, 256, 3), source="B", label_map=True).batches(1)
    """
    if source not in SIDES:
        raise ValueError(f"source={source!r}; expected 'A' (left half or subfolder A) or 'B' (right half or B).")
    if image_shape is not None:
        check_image_shape(image_shape)
    left_out = Counter()
    places = _listing(split_folder(path, split, SUFFIXES, KIND), left_out)
    damage = Damage(str(path), checked_limit(skip_bad))
    methods = ["nearest" if label_map and side == source else "bicubic" for side in SIDES]
    arrays, shapes, changes = read_all(lambda row: _read_pair(*places[row]), len(places), image_shape, damage, methods)
    damage.warn(len(shapes))
    warn_of_changes(f"the pairs of {path} ({split})", 2 * len(shapes), KIND, changes, left_out)
    arrays = [kept(array, list(shapes)) for array in arrays]
    warn_of_mixed_sizes(str(path), {first[:2] for first, _ in shapes.values()}, arrays[0].shape[1:])
    if image_shape is None or image_shape[2] is None:
        for side, own in zip(SIDES, zip(*shapes.values(), strict=True), strict=True):
            warn_of_lost_color(path, f"{side} of {places[next(iter(shapes))][0]}", own)
    first, second = (Examples(str(path), split, array) for array in arrays)
    return paired(second, first, label_map) if source == "A" else paired(first, second, label_map)


def _listing(root, left_out):
    """For each pair the paths of A and B: twice the same where they are in one file, None for a missing partner."""
    folders = [root / side for side in SIDES]
    if not any(folder.is_dir() for folder in folders):
        paths = files_of(root, SUFFIXES, left_out, deep=False)
        if not paths:
            raise FileNotFoundError(
                f"{root} holds no pairs; expected pictures of two halves ending in {', '.join(SUFFIXES)}, or "
                "subfolders A and B."
            )
        if inside := sum(1 for folder in folders_of(root) for _ in walk(folder, SUFFIXES, left_out)):
            left_out["in sub-folders"] += inside
        return [(path, path) for path in paths]
    if beside := files_of(root, SUFFIXES, left_out, deep=False):
        left_out["beside A and B"] += len(beside)
    files = [_by_name(folder, left_out) if folder.is_dir() else {} for folder in folders]
    if not any(files):
        raise FileNotFoundError(f"{root} has subfolders for pairs without pictures in them; expected A and B.")
    return [(files[0].get(name), files[1].get(name)) for name in sorted({*files[0], *files[1]})]


def _by_name(folder, left_out):
    """The pictures of a folder by their names without ending."""
    found = {}
    for path in files_of(folder, SUFFIXES, left_out, deep=False):
        if path.stem in found:
            raise ValueError(
                f"{found[path.stem]} and {path} have the same name but for its ending, so both would belong to one "
                "partner: remove one of them."
            )
        found[path.stem] = path
    return found


def _read_pair(first, second):
    """Pictures A and B, uint8 of the same height and width, each with what was done to it."""
    if first is None or second is None:
        missing = SIDES[0] if first is None else SIDES[1]
        raise ValueError(f"{first or second} has no partner of the same name in the folder {missing}")
    if first == second:
        both, words = read_image(first)
        half, rest = divmod(both.shape[1], 2)
        if rest or not half:
            raise ValueError(f"{first} is {both.shape[1]} pixels wide, and so has no two halves of the same width")
        return (both[:, :half], words), (both[:, half:], words)
    pictures = read_image(first), read_image(second)
    (height, width), (other_height, other_width) = (pixels.shape[:2] for pixels, _ in pictures)
    if (height, width) != (other_height, other_width):
        raise ValueError(
            f"{first} has {height} x {width} pixels, but its partner {second} has {other_height} x {other_width}"
        )
    return pictures
