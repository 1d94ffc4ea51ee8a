"""A folder of images, labeled by its sub-folders if there are any."""

from tfgan_zoo.data.checks import check_image_shape
from tfgan_zoo.data.damage import Damage, checked_limit
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.listing import listing, split_folder
from tfgan_zoo.data.picture_files import KIND, SUFFIXES, read_all, read_image, warn_of_lost_color
from tfgan_zoo.data.resize import warn_of_mixed_sizes
from tfgan_zoo.data.storage import kept


def folder(path, split="train", image_shape=None, skip_bad=None):
    """All images of a folder.

    `path/<split>` is read where it exists; else the whole folder is the split "train" and there is no other. Images
    in two or more sub-folders are labeled by them, in alphabetical order; those in a single one, or directly in the
    folder, are not labeled. Of an animation the first frame is taken; transparency is dropped.

    Args:
        path: The folder.
        split: Sub-folder to read if it exists, such as "train", "test" or "trainA".
        image_shape: (height, width, 1 or 3); that of the first image when None. Others are cropped centrally to these
            proportions and resized.
        skip_bad: Damaged images to skip, each named in a warning; None takes that of `skipping_bad`, which is 0.

    Returns:
        `Examples`.

    Raises:
        FileNotFoundError: When the folder, the split, or any image in it does not exist.
        ValueError: For more unreadable images than are skipped (named), images both beside and inside sub-folders, or
            a wrong shape.

    Example:
        folder("flowers", image_shape=(64, 64, 3)).batches(32)
    """
    if image_shape is not None:
        check_image_shape(image_shape)
    paths, labels, class_names = listing(split_folder(path, split, SUFFIXES, KIND), SUFFIXES, KIND)
    damage = Damage(str(path), checked_limit(skip_bad))
    (samples,), shapes = read_all(lambda row: [read_image(paths[row])], len(paths), image_shape, damage)
    whole = list(shapes)
    damage.warn(len(whole))
    if damage.count:
        samples, labels = kept(samples, whole), None if labels is None else labels[whole]
    shapes = [shape for (shape,) in shapes.values()]
    warn_of_mixed_sizes(str(path), {shape[:2] for shape in shapes}, samples.shape[1:])
    if image_shape is None or image_shape[2] is None:
        warn_of_lost_color(path, paths[whole[0]], shapes)
    num_classes = len(class_names) if class_names else None
    return Examples(str(path), split, samples, labels, num_classes, class_names)
