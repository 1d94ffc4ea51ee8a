"""A folder of images, labeled by its subfolders if there are any."""

from tfgan_zoo.data.checks import check_image_shape
from tfgan_zoo.data.damage import Damage, checked_limit
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.listing import listing
from tfgan_zoo.data.picture import KIND, SUFFIXES, read_image
from tfgan_zoo.data.picture_files import on_demand, read_all, warn_of_lost_color
from tfgan_zoo.data.resize import warn_of_mixed_sizes
from tfgan_zoo.data.splits import class_names, folder_names, split_folder
from tfgan_zoo.data.storage import kept
from tfgan_zoo.data.summary import warn_of_changes

UNSEEN = "left to be decoded on demand (which are damaged, converted or of another size is not known before)"


def folder(path, split="train", image_shape=None, skip_bad=None):
    """All images of a folder.

    `path/<split>` is read where it exists; else the whole folder is the split "train" and there is no other. Images
    in two or more sub-folders are labeled by them, in alphabetical order of those of all splits, so that a class has
    one number in every split; those in a single one, or directly in the folder, are not labeled. Of an animation the
    first frame is taken; transparent pixels are put on white. A single warning says what was converted and left out.

    Args:
        path: The folder.
        split: Subfolder to read if it exists, such as "train", "test" or "trainA".
        image_shape: (height, width, 1 or 3); None uses that of the first image. Others are cropped centrally to this
            aspect ratio and resized.
        skip_bad: Maximum number of damaged images to skip, each named in a warning; None uses that of `skipping_bad`,
            which is 0.

    Returns:
        `Examples`.

    Raises:
        FileNotFoundError: When the folder, the split, or any image in it does not exist.
        ValueError: For more unreadable images than are skipped (named), images both beside and inside sub-folders, or
            a wrong shape, or splits that do not agree.

    Example:
        folder("flowers", image_shape=(64, 64, 3)).batches(32)
    """
    if image_shape is not None:
        check_image_shape(image_shape)
    root = split_folder(path, split, SUFFIXES, KIND)
    found = listing(root, SUFFIXES, KIND, class_names(path, split, folder_names(SUFFIXES), KIND))
    damage, where = Damage(str(path), checked_limit(skip_bad)), f"{path} ({split})"
    kind = {"num_classes": found.class_names and len(found.class_names), "class_names": found.class_names}
    if not damage.limit and (samples := on_demand(found.paths, image_shape)) is not None:
        warn_of_changes(where, len(samples), KIND, {UNSEEN: len(samples)}, found.left_out)
        return Examples(str(path), split, samples, found.labels, **kind)
    read = read_all(lambda row: [read_image(found.paths[row])], len(found.paths), image_shape, damage)
    (samples,), shapes, changes = read
    whole, labels = list(shapes), found.labels
    damage.warn(len(whole))
    if damage.count:
        samples, labels = kept(samples, whole), None if labels is None else labels[whole]
    warn_of_changes(where, len(whole), KIND, changes, found.left_out)
    shapes = [shape for (shape,) in shapes.values()]
    warn_of_mixed_sizes(str(path), {shape[:2] for shape in shapes}, samples.shape[1:])
    if image_shape is None or image_shape[2] is None:
        warn_of_lost_color(path, found.paths[whole[0]], shapes)
    return Examples(str(path), split, samples, labels, **kind)
