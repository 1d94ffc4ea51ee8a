"""A folder of images, labeled by its sub-folders if there are any."""

import contextlib
import os
import pathlib
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from PIL import Image, ImageOps

from tfgan_zoo.data.checks import check_image_shape, settled_shape
from tfgan_zoo.data.damage import Damage, checked_limit
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.resize import resize, warn_of_mixed_sizes
from tfgan_zoo.data.storage import allocate, kept

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp")
FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP")  # Pillow knows others, some of which start programs (EPS)
PIXEL_LIMIT = 2**26  # 8192 x 8192; a picture of a few bytes can claim any size


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
    root = _split_folder(pathlib.Path(path).expanduser(), split)
    paths, labels, class_names = _listing(root)
    damage = Damage(str(path), checked_limit(skip_bad))
    samples, shapes = _fill(paths, image_shape, damage)
    whole = [row for row, shape in enumerate(shapes) if shape is not None]
    damage.warn(len(whole))
    if damage.count:
        samples, labels = kept(samples, whole), None if labels is None else labels[whole]
    shapes = [shapes[row] for row in whole]
    warn_of_mixed_sizes(str(path), {shape[:2] for shape in shapes}, samples.shape[1:])
    if image_shape is None or image_shape[2] is None:
        _warn_of_lost_color(path, paths[whole[0]], shapes)
    num_classes = len(class_names) if class_names else None
    return Examples(str(path), split, samples, labels, num_classes, class_names)


def _fill(paths, image_shape, damage):
    """Every image in the row of its path, and its own shape; None, and an idle row, for a damaged one."""
    wanted = settled_shape(image_shape, _first_shape(paths[: damage.limit + 1]))
    samples = allocate(len(paths), wanted)

    def fill(row):
        try:
            image = _read(paths[row])
        except ValueError as error:
            return str(error)
        samples[row] = resize(image, wanted)
        return image.shape

    shapes = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for shape in pool.map(fill, range(len(paths))):  # in the order of the paths, whichever is read first
            if isinstance(shape, str):
                damage.add(shape)
            shapes.append(None if isinstance(shape, str) else shape)
    return samples, shapes


def _first_shape(paths):
    """Shape of the first image that can be read; where none can, the damage is told later."""
    for path in paths:
        with contextlib.suppress(ValueError):
            return _read(path).shape
    return (1, 1, 1)


def _warn_of_lost_color(path, first, shapes):
    colored = sum(shape[2] == 3 for shape in shapes)
    if shapes[0][2] == 1 and colored:
        warnings.warn(
            f"{first} is gray, so {colored} images of {path} that have colors were made gray too; to keep them use "
            f"image_shape=({shapes[0][0]}, {shapes[0][1]}, 3).",
            stacklevel=4,
        )


def _split_folder(path, split):
    if not path.is_dir():
        raise FileNotFoundError(f"There is no folder {path}; give one that holds {', '.join(SUFFIXES)} images.")
    if (path / split).is_dir():
        return path / split
    if split != "train":
        there = sorted(entry.name for entry in path.iterdir() if entry.is_dir())
        raise FileNotFoundError(
            f"{path} has no sub-folder {split!r}; put the images of that split there, or use split='train' "
            f"for the whole folder. Its sub-folders: {', '.join(there) or 'none'}."
        )
    return path


def _listing(root):
    """Paths in a fixed order, their labels and the names of the classes (None and None without classes)."""
    beside = _images_of(root.iterdir())
    classes = {}
    for entry in sorted(entry for entry in root.iterdir() if entry.is_dir() and not _hidden(entry)):
        inside = _images_of(entry.rglob("*"))
        if inside:
            classes[entry.name] = inside
    if beside and classes:
        raise ValueError(
            f"{root} holds {len(beside)} images beside the sub-folders {', '.join(classes)}; put every image into a "
            "sub-folder (its class), or none."
        )
    paths = beside or [path for inside in classes.values() for path in inside]
    if not paths:
        raise FileNotFoundError(f"{root} holds no images; expected files ending in {', '.join(SUFFIXES)}.")
    if len(classes) < 2:
        return paths, None, None
    labels = np.repeat(np.arange(len(classes), dtype=np.int32), [len(inside) for inside in classes.values()])
    return paths, labels, tuple(classes)


def _images_of(entries):
    return sorted(entry for entry in entries if entry.suffix.lower() in SUFFIXES and not _hidden(entry))


def _hidden(entry):
    return entry.name.startswith((".", "__MACOSX"))  # macOS archives are full of "._photo.jpg" that are no images


def _read(path):
    """uint8 (height, width, 1 or 3), upright."""
    try:
        if not path.is_file():
            raise OSError("it is no file")  # opening a pipe would wait for ever
        with Image.open(path, formats=FORMATS) as picture:
            if picture.width * picture.height > PIXEL_LIMIT:
                raise OSError(f"it claims {picture.width} x {picture.height} pixels")
            upright = ImageOps.exif_transpose(picture)
        if upright.mode.startswith("I;16"):
            return (np.asarray(upright) >> 8).astype(np.uint8)[..., None]
        if "transparency" in upright.info:
            upright = upright.convert("RGBA")  # straight to RGB, Pillow warns
        gray = upright.mode in ("1", "L", "LA")
        image = np.asarray(upright.convert("L" if gray else "RGB"))
    except Exception as error:  # damage shows itself in many ways: OSError, SyntaxError, struct.error, KeyError ...
        raise ValueError(f"{path} cannot be read as an image ({error})") from error
    return image[..., None] if gray else image
